"""Checking a spreadsheet before it is kept as a form.

XLSForm (https://xlsform.org): a sheet `survey` with the columns type, name and
label, and a sheet `settings`.  A spreadsheet is a zip archive from outside, so
its size unpacked is known before it is unpacked.
"""

from collections.abc import Iterable
from io import BytesIO
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from riaya import _
from riaya.core.validation import InvalidValue
from typing import Any
from zipfile import BadZipFile
from zipfile import ZIP_DEFLATED
from zipfile import ZIP_STORED
from zipfile import ZipFile


MEGABYTE = 1024 * 1024
MAX_SIZE = 5 * MEGABYTE
MAX_UNPACKED_SIZE = 50 * MEGABYTE
MAX_MEMBERS = 500
MAX_ROWS = 20_000
MAX_COLUMNS = 500
SHEETS = ("survey", "settings")
COLUMNS = ("type", "name", "label")


class SpreadsheetRefused(InvalidValue):
    """Refuse a spreadsheet and say what to repair."""


def check_spreadsheet(data: bytes, filename: str) -> None:
    """Raise SpreadsheetRefused unless the file can be a form.

    Limits: 5 MB as a file, 50 MB unpacked, 20,000 rows in all its sheets.
    """
    if not filename.lower().endswith(".xlsx"):
        raise SpreadsheetRefused(
            _(
                "error_form_not_xlsx",
                default="A form is an Excel workbook whose name ends in .xlsx. Save it in that format.",
            )
        )
    if len(data) > MAX_SIZE:
        raise SpreadsheetRefused(
            _(
                "error_form_too_large",
                default="The spreadsheet is larger than ${limit} MB. Take pictures and unused sheets out of it.",
                mapping={"limit": MAX_SIZE // MEGABYTE},
            )
        )
    _check_archive(data)
    _check_sheets(_open_workbook(data))


def _check_archive(data: bytes) -> None:
    """Refuse what would fill the memory, before anything is unpacked."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            _check_sizes(members)
            for member in members:
                # Neither Excel nor its relatives declare document types;
                # entities that multiply need one.
                if member.filename.endswith((".xml", ".rels")) and (
                    b"<!DOCTYPE" in archive.read(member)
                ):
                    raise _unreadable()
    except (BadZipFile, OSError, ValueError, EOFError) as error:
        raise _unreadable() from error


def _check_sizes(members: list) -> None:
    if any(
        member.flag_bits & 1 or member.compress_type not in (ZIP_STORED, ZIP_DEFLATED)
        for member in members
    ):
        raise _unreadable()
    if (
        len(members) > MAX_MEMBERS
        or sum(member.file_size for member in members) > MAX_UNPACKED_SIZE
    ):
        raise SpreadsheetRefused(
            _(
                "error_form_unpacks_too_large",
                default="The spreadsheet unpacks to more than ${limit} MB. Take pictures and unused sheets out of it.",
                mapping={"limit": MAX_UNPACKED_SIZE // MEGABYTE},
            )
        )


def _open_workbook(data: bytes) -> Any:
    try:
        return load_workbook(BytesIO(data), read_only=True, data_only=True)
    except (InvalidFileException, BadZipFile, KeyError, ValueError, TypeError) as error:
        raise _unreadable() from error
    except SyntaxError as error:  # XML that is not well formed
        raise _unreadable() from error


def _check_sheets(workbook: Any) -> None:
    names = {name.strip().lower(): name for name in workbook.sheetnames}
    for sheet in SHEETS:
        if sheet not in names:
            raise SpreadsheetRefused(
                _(
                    "error_form_without_sheet",
                    default="The spreadsheet has no sheet “${sheet}”. An XLSForm needs the sheets survey and settings.",
                    mapping={"sheet": sheet},
                )
            )
    try:
        _check_rows(workbook)
        _check_columns(workbook[names["survey"]])
    except (ValueError, KeyError, TypeError, SyntaxError) as error:
        raise _unreadable() from error


def _check_rows(workbook: Any) -> None:
    count = 0
    for sheet in workbook.worksheets:
        # What the file claims of its size is not believed.
        sheet.reset_dimensions()
        for row in sheet.iter_rows(values_only=True):
            count += 1
            if count > MAX_ROWS or len(row) > MAX_COLUMNS:
                raise SpreadsheetRefused(
                    _(
                        "error_form_too_many_rows",
                        default="The spreadsheet has more than ${limit} rows or ${columns} columns.",
                        mapping={"limit": MAX_ROWS, "columns": MAX_COLUMNS},
                    )
                )


def _check_columns(survey: Any) -> None:
    heading: Iterable[Any] = next(survey.iter_rows(values_only=True), ())
    present = {
        str(cell).split("::")[0].strip().lower() for cell in heading if cell is not None
    }
    for column in COLUMNS:
        if column not in present:
            raise SpreadsheetRefused(
                _(
                    "error_form_without_column",
                    default="The sheet “survey” has no column “${column}” in its first row.",
                    mapping={"column": column},
                )
            )


def _unreadable() -> SpreadsheetRefused:
    return SpreadsheetRefused(
        _(
            "error_form_unreadable",
            default="The file cannot be read as a spreadsheet. Open it in a spreadsheet program and save it again as .xlsx.",
        )
    )
