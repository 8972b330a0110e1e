"""The field that holds a form's spreadsheet."""

from plone.namedfile.field import NamedBlobFile
from plone.namedfile.interfaces import INamedBlobFile


class SpreadsheetFile(NamedBlobFile):
    """A file that must be an XLSForm; the refusal stands beside the field."""

    def _validate(self, value: INamedBlobFile) -> None:
        super()._validate(value)
        # The converter is loaded where it is needed, not with every process.
        from riaya.forms.conversion.converting import convert_spreadsheet

        convert_spreadsheet(value.data, value.filename or "")
