"""Directorates, reception points and the folders of their cases."""

from plone.autoform import directives
from plone.supermodel import model
from riaya import _
from riaya.core.validation import InvalidValue
from z3c.form.interfaces import IEditForm
from zope import schema
from zope.interface import Interface

import re


CODE = re.compile(r"^[A-Z]{2}(-[A-Z0-9]{1,6}){1,3}$")


def is_office_code(value: str) -> bool:
    """Return True for a code such as PS-JEN; raise InvalidValue otherwise."""
    if not CODE.match(value):
        raise InvalidValue(
            _(
                "error_office_code",
                default="An office code is made of capital Latin letters, digits and hyphens, as in PS-JEN.",
            )
        )
    return True


class IOffice(model.Schema):
    """A directorate, or a reception point inside one."""

    title = schema.TextLine(title=_("label_name_arabic", default="Name (Arabic)"))
    title_en = schema.TextLine(
        title=_("label_name_english", default="Name (English)"), required=False
    )
    code = schema.ASCIILine(
        title=_("label_office_code", default="Office code"),
        description=_(
            "help_office_code",
            default="Part of every case number of this office; it never changes.",
        ),
        constraint=is_office_code,
    )
    directives.write_permission(code="riaya.offices.AddOffice")
    directives.omitted(IEditForm, "code")
    iso_code = schema.ASCIILine(
        title=_("label_iso_code", default="Governorate (ISO 3166-2)"), required=False
    )
    office_kind = schema.Choice(
        title=_("label_office_kind", default="Kind of office"),
        vocabulary="riaya.offices.kinds",
        default="directorate",
    )
    region = schema.TextLine(
        title=_("label_region", default="Region"), required=False, default=""
    )
    address = schema.TextLine(
        title=_("label_address", default="Address"), required=False
    )
    phone = schema.TextLine(title=_("label_phone", default="Telephone"), required=False)


class ICaseFolder(model.Schema):
    """Holds the cases of an office, or of one year; nobody edits it."""


class IOfficeFigures(Interface):
    """A feature's voice: what it has counted for the page of an office."""

    def find() -> list:
        """Return dicts of title, count and url, as the present person may know them."""
