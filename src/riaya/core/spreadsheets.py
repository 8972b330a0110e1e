"""Spreadsheets of figures and lists, from right to left in Arabic."""

from collections.abc import Iterable
from collections.abc import Sequence
from io import BytesIO
from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from riaya.core.vocabularies import get_language
from typing import Any


TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A cell that begins so would be read as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 50


def write_spreadsheet(
    title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]
) -> bytes:
    """Return a workbook of one sheet with a line of headings; numbers stay numbers."""
    book = Workbook()
    sheet = book.active
    # The format forbids these in names of sheets, and allows 31 letters.
    sheet.title = "".join(each for each in title if each not in "[]:*?/\\")[:31]
    sheet.sheet_view.rightToLeft = get_language() == "ar"
    lines = [tuple(headings), *(tuple(row) for row in rows)]
    for line in lines:
        sheet.append([_guard(value) for value in line])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    for position in range(len(headings)):
        longest = max(len(str(line[position])) for line in lines)
        letter = get_column_letter(position + 1)
        sheet.column_dimensions[letter].width = min(WIDEST, longest + 3)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def answer_spreadsheet(response: Any, name: str, content: bytes) -> bytes:
    """Return a workbook as a file to be kept under a name."""
    response.setHeader("Content-Type", TYPE)
    response.setHeader("Content-Disposition", f'attachment; filename="{name}.xlsx"')
    return content


def _guard(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
