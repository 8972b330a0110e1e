"""Collecting what is wrong in a spreadsheet: sheet, row, question and a sentence."""

from dataclasses import dataclass
from dataclasses import field
from riaya import _
from riaya.forms.conversion.sheets import SheetRow
from riaya.forms.conversion.sheets import SHEETS
from zope.i18nmessageid import Message


# More would not be read in one go.
MOST_SHOWN = 100


@dataclass
class Mistakes:
    """The mistakes found so far; told sheet by sheet, in the order of the rows."""

    found: list[tuple[int, int, int, Message]] = field(default_factory=list)

    def add(
        self, sheet: str, sentence: Message, row: SheetRow | None = None, name: str = ""
    ) -> None:
        """Note a mistake of a sheet, of one of its rows, or of a question in it."""
        number = row.number if row is not None else 0
        message = tell_place(sheet, number, name, sentence)
        self.found.append((SHEETS.index(sheet), number, len(self.found), message))

    def tell(self) -> list[Message]:
        """Return the sentences; if there are very many, how many more there are."""
        sentences = [message for *_place, message in sorted(self.found)]
        if len(sentences) <= MOST_SHOWN:
            return sentences
        rest = _(
            "error_sheet_more",
            default="${count} more mistakes are not shown. Repair these first.",
            mapping={"count": len(sentences) - MOST_SHOWN},
        )
        return [*sentences[:MOST_SHOWN], rest]


def tell_place(sheet: str, row: int, name: str, sentence: Message) -> Message:
    """Return a sentence with the place that it is about."""
    if not row:
        return _(
            "error_in_sheet",
            default="Sheet “${sheet}”: ${sentence}",
            mapping={"sheet": sheet, "sentence": sentence},
        )
    if not name:
        return _(
            "error_in_row",
            default="Sheet “${sheet}”, row ${row}: ${sentence}",
            mapping={"sheet": sheet, "row": row, "sentence": sentence},
        )
    return _(
        "error_in_question",
        default="Sheet “${sheet}”, row ${row}, “${name}”: ${sentence}",
        mapping={"sheet": sheet, "row": row, "name": name, "sentence": sentence},
    )
