"""The cells of an XLSForm, under the names of columns that XLSForm knows.

Only what stands in these tables reaches the converter: a column, setting or
sheet that nobody thought of can do nothing.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from datetime import time
from typing import Any

import re


SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
SHEETS = (SURVEY, CHOICES, SETTINGS)
TEXTS = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
RULES = (
    "required",
    "relevant",
    "constraint",
    "calculation",
    "default",
    "read_only",
    "repeat_count",
    "choice_filter",
)
COLUMNS = {
    SURVEY: {"type", "name", *TEXTS, *RULES, "appearance", "parameters", "trigger"},
    CHOICES: {"list_name", "name", "label"},
    SETTINGS: {
        "form_title",
        "form_id",
        "version",
        "default_language",
        "instance_name",
        "style",
        "score_questions",
        "risk_question",
    },
}
# Older and other spellings, as converters read them too.
SPELLINGS = {
    SURVEY: {
        "relevance": "relevant",
        "calculate": "calculation",
        "readonly": "read_only",
        "caption": "label",
        "command": "type",
        "tag": "name",
        "value": "name",
        "count": "repeat_count",
        "jr:count": "repeat_count",
        "requiredmsg": "required_message",
        "constraining_message": "constraint_message",
        "jr:constraintmsg": "constraint_message",
        "jr:requiredmsg": "required_message",
    },
    CHOICES: {"caption": "label", "value": "name"},
    SETTINGS: {"title": "form_title", "id_string": "form_id"},
}
# Whoever writes these means something that a form here cannot do.
REFUSED = {
    SURVEY: re.compile(
        r"^(media|image|big-image|audio|video|bind|body|control|instance|intent"
        r"|save_to|disabled|sms_\w+|noapperrorstring|no_app_error_string)$"
    ),
    CHOICES: re.compile(r"^(media|image|big-image|audio|video)$"),
    SETTINGS: re.compile(r"^(submission_url|public_key|auto_send|auto_delete)$"),
}
# A word that a filter of choices can name.
FILTER = re.compile(r"^[A-Za-z_][A-Za-z0-9_.-]*$")


@dataclass(frozen=True)
class Column:
    """A column by its name in XLSForm and, for texts, its language as written."""

    name: str
    language: str = ""

    def __str__(self) -> str:
        return f"{self.name}::{self.language}" if self.language else self.name


@dataclass(frozen=True)
class SheetRow:
    """The filled cells of a row; `number` is the one that the spreadsheet shows."""

    number: int
    cells: dict[Column, str]

    def get(self, name: str) -> str:
        """Return the cell of a column that has no languages, or nothing."""
        return self.cells.get(Column(name), "")

    def get_texts(self, name: str) -> dict[str, str]:
        """Return the texts of a column by language."""
        return {
            column.language: text
            for column, text in self.cells.items()
            if column.name == name
        }


@dataclass(frozen=True)
class Sheet:
    """A sheet: its columns, the headings that are not used, and its rows."""

    name: str
    columns: tuple[Column, ...] = ()
    unused: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    rows: tuple[SheetRow, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages of the labels, as written, in their order."""
        return tuple(
            column.language for column in self.columns if column.name == "label"
        )

    @property
    def filled_rows(self) -> Iterator[SheetRow]:
        """Yield the rows that hold something."""
        return (row for row in self.rows if row.cells)


def read_sheet(name: str, table: Iterable[tuple[Any, ...]]) -> Sheet:
    """Return a sheet from the values of its rows, the first of which are headings."""
    headings, *values = [tuple(map(_read_cell, row)) for row in table] or [()]
    columns: dict[int, Column] = {}
    left_out: dict[str, list[str]] = {"unused": [], "refused": [], "doubled": []}
    for position, heading in enumerate(headings):
        column = read_heading(name, heading)
        if column is None or REFUSED[name].match(column.name):
            # Sheets made from a pattern have columns that nobody filled.
            if heading and any(row[position:] and row[position] for row in values):
                left_out["refused" if column else "unused"].append(heading)
        elif column in columns.values():
            left_out["doubled"].append(heading)
        else:
            columns[position] = column
    return Sheet(
        name,
        columns=tuple(columns.values()),
        rows=tuple(
            SheetRow(number, dict(_read_cells(columns, row)))
            for number, row in enumerate(values, start=2)
        ),
        **{kind: tuple(found) for kind, found in left_out.items()},
    )


def read_heading(sheet: str, heading: str) -> Column | None:
    """Return the column that a heading names, or None for one that is not used."""
    first, *rest = (part.strip() for part in re.split(r"::", heading))
    name = "_".join(first.lower().split())
    name = SPELLINGS[sheet].get(name, name)
    if REFUSED[sheet].match(name):
        return Column(name)
    if name in TEXTS and sheet != SETTINGS and len(rest) <= 1:
        return Column(name, *rest)
    if name in COLUMNS[sheet] and not rest:
        return Column(name)
    # Other columns of the choices are what filters of choices read.
    if sheet == CHOICES and not rest and FILTER.match(first):
        return Column(first)
    return None


def _read_cells(
    columns: dict[int, Column], row: tuple[str, ...]
) -> Iterator[tuple[Column, str]]:
    for position, column in columns.items():
        if position < len(row) and row[position]:
            yield column, row[position]


def _read_cell(value: Any) -> str:
    """Return a cell as the text that a person sees in it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date | time):
        return value.isoformat()
    # Spreadsheet programs put in spaces that do not break; expressions have none.
    return str(value).replace("\N{NO-BREAK SPACE}", " ").strip()
