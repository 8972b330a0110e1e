"""Keeping the XForm with the version of a form that it belongs to.

What reviewers saw is what is published, and what was published stays: a later
converter may write the same spreadsheet another way.
"""

from hashlib import sha256
from persistent import Persistent
from riaya.forms.content import FormTemplate
from riaya.forms.conversion.xlsform import SpreadsheetRefused
from riaya.forms.exceptions import FormRefused
from riaya.forms.lookup import KEPT
from typing import TYPE_CHECKING
from zope.annotation.interfaces import IAnnotations


if TYPE_CHECKING:
    from riaya.forms.conversion.converting import Conversion


class KeptXForm(Persistent):
    """The XForm of a version, and which spreadsheet it was made of."""

    def __init__(self, xml: bytes, spreadsheet_digest: str):
        self.xml = xml
        self.spreadsheet_digest = spreadsheet_digest


def convert_template(template: FormTemplate) -> "Conversion":
    """Return the conversion of a template's spreadsheet; raise FormRefused otherwise."""
    # Loads pyxform, which only uploads need.
    from riaya.forms.conversion.converting import convert_spreadsheet

    file = template.xlsform
    try:
        return convert_spreadsheet(file.data, file.filename or "")
    except SpreadsheetRefused as refusal:
        raise FormRefused(refusal.message, refusal.mistakes) from refusal


def keep_xform(template: FormTemplate) -> None:
    """Keep the XForm of a template, unless that of the same spreadsheet is kept.

    Raises FormRefused with every mistake of a spreadsheet that is no form.
    """
    digest = sha256(template.xlsform.data).hexdigest()
    kept = IAnnotations(template).get(KEPT)
    if kept is None or kept.spreadsheet_digest != digest:
        xform = convert_template(template).xform
        IAnnotations(template)[KEPT] = KeptXForm(xform, digest)
