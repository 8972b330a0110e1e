"""Reading a spreadsheet before it is taken for a form.

XLSForm (https://xlsform.org): a sheet `survey` with the columns type, name and
label, and a sheet `settings`.  A spreadsheet is a zip archive from outside, so
its size unpacked is known before it is unpacked, and what is in it is read by
nothing that could follow an entity.
"""

from collections import deque
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import count
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from riaya import _
from riaya.core.exceptions import RiayaError
from riaya.core.validation import InvalidValue
from riaya.forms.conversion.sheets import CHOICES
from riaya.forms.conversion.sheets import read_sheet
from riaya.forms.conversion.sheets import SETTINGS
from riaya.forms.conversion.sheets import Sheet
from riaya.forms.conversion.sheets import SHEETS
from riaya.forms.conversion.sheets import SURVEY
from typing import Any
from zipfile import BadZipFile
from zipfile import ZIP_DEFLATED
from zipfile import ZIP_STORED
from zipfile import ZipFile
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.i18nmessageid import Message

import struct
import zlib


MEGABYTE = 1024 * 1024
MAX_SIZE = 5 * MEGABYTE
MAX_UNPACKED_SIZE = 50 * MEGABYTE
MAX_MEMBERS = 500
MAX_ROWS = 20_000
MAX_COLUMNS = 500
NEEDED = (SURVEY, SETTINGS)
COLUMNS = ("type", "name", "label")
# What openpyxl, zipfile and the parser beneath raise on odd files.
UNREADABLE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BadZipFile,
    EOFError,
    InvalidFileException,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    RuntimeError,
    struct.error,
    SyntaxError,  # XML that is not well formed
    TypeError,
    ValueError,
    zlib.error,
)


class SpreadsheetRefused(InvalidValue, RiayaError):
    """Refuse a spreadsheet; the obstacles are its mistakes, each with its place.

    Beside a field it is a value that is refused, elsewhere a refusal like others.
    """

    def __init__(self, message: Message, mistakes: Iterable[Message] = ()):
        RiayaError.__init__(self, message, mistakes)

    @property
    def mistakes(self) -> list[Message]:
        """Return the sentences about the places of the spreadsheet."""
        return self.obstacles

    def doc(self) -> Message | str:
        """Return all sentences as one text, in the language of the request."""
        if not self.mistakes:
            return self.message
        request = getRequest()
        sentences = (self.message, *self.mistakes)
        return "\n".join(translate(each, context=request) for each in sentences)


def read_spreadsheet(data: bytes, filename: str) -> dict[str, Sheet]:
    """Return the sheets of a form by their names; raise SpreadsheetRefused otherwise.

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
    with _refusing_the_unreadable():
        _check_archive(data)
        return _read_sheets(
            load_workbook(BytesIO(data), read_only=True, data_only=True)
        )


@contextmanager
def _refusing_the_unreadable() -> Iterator[None]:
    try:
        yield
    except SpreadsheetRefused:  # is a ValueError, too
        raise
    except UNREADABLE as error:
        raise _unreadable() from error


def _check_archive(data: bytes) -> None:
    """Refuse what would fill the memory, before anything is unpacked."""
    with ZipFile(BytesIO(data)) as archive:
        members = archive.infolist()
        _check_sizes(members)
        for member in members:
            # Neither Excel nor its relatives declare document types; entities
            # that multiply need one.  Zeros are the other half of UTF-16.
            if b"<!DOCTYPE" in archive.read(member).replace(b"\0", b""):
                raise _unreadable()


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


def _read_sheets(workbook: Any) -> dict[str, Sheet]:
    sheets: dict[str, Sheet] = {}
    numbers = count(1)
    for table in workbook.worksheets:
        name = table.title.strip().lower()
        rows = _count_rows(table, numbers)
        if name in SHEETS and name not in sheets:
            sheets[name] = read_sheet(name, rows)
        else:
            # Other sheets are not read, but their rows count.
            deque(rows, maxlen=0)
    for name in NEEDED:
        if name not in sheets:
            raise SpreadsheetRefused(
                _(
                    "error_form_without_sheet",
                    default="The spreadsheet has no sheet “${sheet}”. An XLSForm needs the sheets survey and settings.",
                    mapping={"sheet": name},
                )
            )
    _check_columns(sheets[SURVEY])
    return {CHOICES: Sheet(CHOICES)} | sheets


def _count_rows(table: Any, numbers: Iterator[int]) -> Iterator[tuple[Any, ...]]:
    # What the file claims of its size is not believed.
    table.reset_dimensions()
    for row in table.iter_rows(values_only=True):
        if next(numbers) > MAX_ROWS or len(row) > MAX_COLUMNS:
            raise SpreadsheetRefused(
                _(
                    "error_form_too_many_rows",
                    default="The spreadsheet has more than ${limit} rows or ${columns} columns.",
                    mapping={"limit": MAX_ROWS, "columns": MAX_COLUMNS},
                )
            )
        yield row


def _check_columns(survey: Sheet) -> None:
    present = {column.name for column in survey.columns}
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
