"""The rows of a survey: types, names, and groups that begin and end."""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from riaya import _
from riaya.forms.conversion.mistakes import Mistakes
from riaya.forms.conversion.sheets import Sheet
from riaya.forms.conversion.sheets import SheetRow
from riaya.forms.conversion.sheets import SURVEY
from riaya.forms.conversion.types import find_type
from riaya.forms.conversion.types import refuse_type
from zope.i18nmessageid import Message

import re


MOST_QUESTIONS = 2_000
DEEPEST = 15
LONGEST_NAME = 64
ROOT = "/data"
NAME = re.compile(r"^[A-Za-z_][A-Za-z0-9_.-]*$")
SECTION = re.compile(r"^(begin|end)[ _](group|repeat)$")
# The server adds these itself.
RESERVED = frozenset({"meta", "instanceID", "instanceName"})
RESERVED_BEGINNINGS = ("riaya_", "generated_", "reserved_name_for_")


@dataclass
class SurveyEntry:
    """A question or section: its row, type, list of choices and address."""

    row: SheetRow
    type: str
    list_name: str = ""
    name: str = ""
    path: str = ""

    @property
    def is_section(self) -> bool:
        """Return True for a group or a repeat."""
        return self.type in ("group", "repeat")


@dataclass
class Outline:
    """The questions and sections of a survey, as far as they can be understood."""

    entries: list[SurveyEntry] = field(default_factory=list)

    @cached_property
    def paths(self) -> dict[str, str]:
        """Return the addresses by name; of two with one name, the first."""
        return {
            entry.name: entry.path for entry in reversed(self.entries) if entry.name
        }

    @cached_property
    def repeats(self) -> frozenset[str]:
        """Return the addresses of the repeats."""
        return frozenset(entry.path for entry in self.entries if entry.type == "repeat")


def read_outline(survey: Sheet, mistakes: Mistakes) -> Outline:
    """Return the outline of a survey; note what is wrong with types and names."""
    reader = _OutlineReader(mistakes)
    for row in survey.filled_rows:
        reader.read(row)
    reader.end()
    return Outline(reader.entries)


def is_reserved(name: str) -> bool:
    """Return True for names that the server or the converter gives itself."""
    return name in RESERVED or name.startswith(RESERVED_BEGINNINGS)


def refuse_reserved() -> Message:
    """Return the sentence about a name that nobody may give."""
    return _(
        "error_sheet_name_reserved",
        default="This name is kept for the system. Choose another one.",
    )


class _OutlineReader:
    """Reads one row after the other and remembers the open sections."""

    def __init__(self, mistakes: Mistakes):
        self.mistakes = mistakes
        self.entries: list[SurveyEntry] = []
        self.open: list[SurveyEntry] = []
        self.seen: dict[str, int] = {}

    def read(self, row: SheetRow) -> None:
        """Read a row."""
        written = row.get("type")
        if not written:
            self._read_untyped(row)
        elif section := SECTION.match(written.lower()):
            if section[1] == "begin":
                self._begin(row, section[2])
            else:
                self._end(row, section[2])
        else:
            self._read_question(row, written)

    def end(self) -> None:
        """Note the sections that nobody closed, and a survey that asks nothing."""
        for entry in self.open:
            self._refuse_open(entry)
        if not self.entries:
            self.mistakes.add(
                SURVEY, _("error_sheet_empty", default="There is no question in it.")
            )
        if len(self.entries) > MOST_QUESTIONS:
            self.mistakes.add(
                SURVEY,
                _(
                    "error_sheet_too_many_questions",
                    default="There are more than ${limit} questions. Make several forms of it.",
                    mapping={"limit": MOST_QUESTIONS},
                ),
            )

    def _read_untyped(self, row: SheetRow) -> None:
        # A row with neither type nor name nor label is a remark.
        if row.get("name") or row.get_texts("label"):
            self.mistakes.add(
                SURVEY,
                _(
                    "error_sheet_type_missing",
                    default="The type is missing. Write one, such as text, integer, date or select_one.",
                ),
                row,
                row.get("name"),
            )

    def _begin(self, row: SheetRow, kind: str) -> None:
        entry = self._add(row, kind)
        self.open.append(entry)
        if len(self.open) == DEEPEST + 1:
            self.mistakes.add(
                SURVEY,
                _(
                    "error_sheet_too_deep",
                    default="Groups stand within groups more than ${limit} times. Make fewer levels.",
                    mapping={"limit": DEEPEST},
                ),
                row,
                entry.name,
            )

    def _end(self, row: SheetRow, kind: str) -> None:
        if self.open and self.open[-1].type == kind:
            self.open.pop()
            return
        if any(entry.type == kind for entry in self.open):
            # What was forgotten lies in between; the rest can still be read.
            while (entry := self.open.pop()).type != kind:
                self._refuse_open(entry)
            return
        self.mistakes.add(
            SURVEY,
            _(
                "error_sheet_end_alone",
                default="“${end}” closes nothing: no “${begin}” is open here.",
                mapping={"end": f"end_{kind}", "begin": f"begin_{kind}"},
            ),
            row,
        )

    def _refuse_open(self, entry: SurveyEntry) -> None:
        self.mistakes.add(
            SURVEY,
            _(
                "error_sheet_not_closed",
                default="The “${begin}” that begins here is closed nowhere. Add a row “${end}”.",
                mapping={"begin": f"begin_{entry.type}", "end": f"end_{entry.type}"},
            ),
            entry.row,
            entry.name,
        )

    def _read_question(self, row: SheetRow, written: str) -> None:
        kind, list_name = find_type(written)
        if not kind:
            self.mistakes.add(SURVEY, refuse_type(written), row, row.get("name"))
            kind = "text"
        self._add(row, kind, list_name)

    def _add(self, row: SheetRow, kind: str, list_name: str = "") -> SurveyEntry:
        name = row.get("name")
        if not name and kind == "note":
            name = f"note_{row.number}"
        above = self.open[-1].path if self.open else ROOT
        entry = SurveyEntry(row, kind, list_name, name, f"{above}/{name}")
        self.entries.append(entry)
        for sentence in self._find_faults_of_name(name):
            self.mistakes.add(SURVEY, sentence, row, name)
        self.seen.setdefault(name, row.number)
        return entry

    def _find_faults_of_name(self, name: str) -> Iterator[Message]:
        if not name:
            yield _(
                "error_sheet_name_missing",
                default="The name is missing. Write a short one in Latin letters, such as age.",
            )
        elif not NAME.match(name) or len(name) > LONGEST_NAME:
            yield _(
                "error_sheet_name_invalid",
                default="A name begins with a Latin letter, holds letters, digits, hyphens, points and underscores, and has at most ${limit} characters.",
                mapping={"limit": LONGEST_NAME},
            )
        elif is_reserved(name):
            yield refuse_reserved()
        elif name in self.seen:
            # Groups do not tell answers apart: each is kept under its name.
            yield _(
                "error_sheet_name_doubled",
                default="Row ${other} already has this name. Give every question and group a name of its own, also in different groups.",
                mapping={"other": self.seen[name]},
            )
