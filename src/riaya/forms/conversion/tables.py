"""What holds for every sheet: its headings, its cells, and how much text it has."""

from collections.abc import Iterable
from collections.abc import Iterator
from riaya import _
from riaya.forms.conversion.mistakes import Mistakes
from riaya.forms.conversion.sheets import Sheet
from riaya.forms.conversion.sheets import SURVEY
from zope.i18nmessageid import Message


# As a spreadsheet program allows.
LONGEST_CELL = 32_767
MOST_TEXT = 3 * 1024 * 1024
# What a spreadsheet program writes for a formula that it could not work out.
FAILED = frozenset({"#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!"})


def check_tables(sheets: Iterable[Sheet], mistakes: Mistakes) -> None:
    """Note headings that cannot be used and cells that hold no usable text."""
    length = 0
    for sheet in sheets:
        for sentence in _find_faults_of_headings(sheet):
            mistakes.add(sheet.name, sentence)
        for row in sheet.filled_rows:
            length += sum(map(len, row.cells.values()))
            for column, text in row.cells.items():
                if sentence := _find_fault_of_cell(str(column), text):
                    mistakes.add(sheet.name, sentence, row, row.get("name")[:64])
    if length > MOST_TEXT:
        mistakes.add(
            SURVEY,
            _(
                "error_sheet_too_much_text",
                default="The sheets hold more than ${limit} million characters.",
                mapping={"limit": MOST_TEXT // (1024 * 1024)},
            ),
        )


def _find_faults_of_headings(sheet: Sheet) -> Iterator[Message]:
    for heading in sheet.refused:
        yield _(
            "error_sheet_column_refused",
            default="The column “${column}” cannot be used here: a form brings no files, calls no programs and sends answers nowhere else. Take the column out.",
            mapping={"column": heading},
        )
    for heading in sheet.doubled:
        yield _(
            "error_sheet_column_doubled",
            default="The column “${column}” stands there twice.",
            mapping={"column": heading},
        )


def _find_fault_of_cell(column: str, text: str) -> Message | None:
    if text in FAILED:
        return _(
            "error_sheet_formula",
            default="The cell in the column “${column}” is a formula that the spreadsheet program could not work out. Write text; begin an expression with a space or an apostrophe, not with “=”.",
            mapping={"column": column},
        )
    if len(text) > LONGEST_CELL or (not text.isprintable() and _has_controls(text)):
        return _(
            "error_sheet_cell",
            default="The cell in the column “${column}” is too long or holds characters that cannot be printed.",
            mapping={"column": column},
        )
    return None


def _has_controls(text: str) -> bool:
    """Return True for characters that XML forbids."""
    return any(
        (ord(character) < 32 and character not in "\t\n\r")
        or ord(character) in (0xFFFE, 0xFFFF)
        or 0xD800 <= ord(character) <= 0xDFFF
        for character in text
    )
