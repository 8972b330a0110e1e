"""Spreadsheets of figures and lists, from right to left in Arabic."""

from collections.abc import Iterable
from collections.abc import Sequence
from io import BytesIO
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.cell import TYPE_STRING
from openpyxl.styles import Alignment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from riaya.core.vocabularies import get_language
from typing import Any


TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What begins so is read as a formula by programs that show spreadsheets.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 50


def write_spreadsheet(
    title: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]
) -> bytes:
    """Return a workbook of one sheet with a line of headings.

    Numbers stay numbers.  Text stays exactly what was typed, also where it looks
    like a formula.
    """
    book = Workbook()
    sheet = book.active
    # The format forbids these in names of sheets, and allows 31 letters.
    sheet.title = "".join(each for each in title if each not in "[]:*?/\\")[:31]
    sheet.sheet_view.rightToLeft = get_language() == "ar"
    lines = [tuple(headings), *(tuple(row) for row in rows)]
    for row, line in enumerate(lines, start=1):
        for column, value in enumerate(line, start=1):
            _fill(sheet.cell(row, column), value)
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


def _fill(cell: Cell, value: Any) -> None:
    cell.value = value
    if isinstance(value, str):
        # openpyxl makes a formula of "=…" and an error of "#N/A".
        cell.data_type = TYPE_STRING
        # Else the program would make one as soon as somebody edits the cell.
        cell.quotePrefix = value.startswith(FORMULA)
