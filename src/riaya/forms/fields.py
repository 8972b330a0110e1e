"""The field that holds a form's spreadsheet."""

from plone.namedfile.field import NamedBlobFile
from plone.namedfile.interfaces import INamedBlobFile
from riaya.forms.xlsform import read_spreadsheet


class SpreadsheetFile(NamedBlobFile):
    """A file that must be an XLSForm; the refusal stands beside the field."""

    def _validate(self, value: INamedBlobFile) -> None:
        super()._validate(value)
        read_spreadsheet(value.data, value.filename or "")
