"""A spreadsheet says what was typed, and runs none of it."""

from io import BytesIO
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from riaya.core.spreadsheets import write_spreadsheet
from zipfile import ZipFile

import pytest


# What programs read as a formula, and openpyxl as a formula or an error.
COMMANDS = (
    "=1+1",
    "+970599000111",
    "-5 degrees",
    "@SUM(A1)",
    "\tafter a tab",
    "\rline",
)
LOOK_ALIKES = ("=", "-", "#N/A", "007", "عدد = 3", " =1+1")


def write(*row, headings=()) -> bytes:
    return write_spreadsheet("List", headings or ["Said"] * len(row), [row])


def read(content: bytes) -> Worksheet:
    return load_workbook(BytesIO(content)).active


@pytest.mark.parametrize("typed", [*COMMANDS, *LOOK_ALIKES])
def test_text_stays_exactly_what_was_typed(typed):
    cell = read(write(typed))["A2"]
    assert (cell.value, cell.data_type) == (typed, "s")


@pytest.mark.parametrize("typed", COMMANDS)
def test_what_looks_like_a_formula_is_marked_as_text(typed):
    """Else a program makes a formula of it as soon as somebody edits the cell."""
    assert read(write(typed))["A2"].quotePrefix


def test_other_text_needs_no_mark():
    sheet = read(write("Five degrees", "3 + 4"))
    assert not any(cell.quotePrefix for cell in sheet[2])


def test_headings_are_text_as_well():
    sheet = read(write(1, headings=["=HYPERLINK(1)"]))
    assert (sheet["A1"].value, sheet["A1"].data_type) == ("=HYPERLINK(1)", "s")
    assert sheet["A1"].quotePrefix
    assert sheet["A1"].font.bold


def test_no_cell_holds_a_formula():
    with ZipFile(BytesIO(write(*COMMANDS))) as book:
        assert b"<f" not in book.read("xl/worksheets/sheet1.xml")


def test_numbers_stay_numbers():
    sheet = read(write(-5, 0.25, None))
    assert [cell.value for cell in sheet[2]] == [-5, 0.25, None]
    assert [cell.data_type for cell in sheet[2]][:2] == ["n", "n"]
