"""How forms and their versions are named."""

from riaya import _
from riaya.core.validation import InvalidValue
from zope.i18nmessageid import Message

import re


FORM_ID = re.compile(r"^[A-Za-z_][A-Za-z0-9_.-]{0,63}$")
FORM_VERSION = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}$")


def is_form_id(value: str) -> bool:
    """Return True for an id that XForms accepts; raise InvalidValue otherwise."""
    if not FORM_ID.fullmatch(value):
        raise InvalidValue(
            _(
                "error_form_id",
                default="A form id begins with a Latin letter and holds letters, digits, hyphens, points and underscores.",
            )
        )
    return True


def is_form_version(value: str) -> bool:
    """Return True for a version such as 2027010101; raise InvalidValue otherwise."""
    if not FORM_VERSION.fullmatch(value):
        raise InvalidValue(
            _(
                "error_form_version",
                default="A form version holds Latin letters, digits, hyphens, points and underscores, as in 1.0 or 2027010101.",
            )
        )
    return True


def say_version_is_taken(form_id: str, version: str) -> Message:
    """Return the sentence that refuses a version which a form has already."""
    return _(
        "error_form_version_taken",
        default="Version ${version} of the form “${form}” already exists. Give this one another version.",
        mapping={"form": form_id, "version": version},
    )
