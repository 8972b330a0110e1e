"""A table of inputs for lists of rows, which needs no JavaScript.

Rows are added by a button that submits the form and keeps everything typed,
and removed by a box to tick.  Rows left entirely empty are dropped.
"""

from collections.abc import Iterator
from riaya import _
from riaya.core.interfaces import IRiayaLayer
from riaya.core.rows.cells import read_typed_cell
from riaya.core.rows.cells import write_cell
from riaya.core.rows.fields import ID
from riaya.core.rows.fields import IRowList
from riaya.core.rows.fields import raise_refusals
from typing import Any
from z3c.form.browser.widget import HTMLFormElement
from z3c.form.converter import BaseDataConverter
from z3c.form.interfaces import DISPLAY_MODE
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import IWidget
from z3c.form.interfaces import NO_VALUE
from z3c.form.widget import FieldWidget
from z3c.form.widget import Widget
from zope.browserpage.viewpagetemplatefile import ViewPageTemplateFile
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer
from zope.interface import implementer_only
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import IDate
from zope.schema.interfaces import IField
from zope.schema.interfaces import IInt
from zope.schema.interfaces import ITextLine


# More columns than this do not fit beside each other.
NARROW = 4
BLANK_ROWS = 2
MORE_ROWS = 3


class IRowsWidget(IWidget):
    """A widget for a list of rows."""


@implementer_only(IRowsWidget)
class RowsWidget(HTMLFormElement, Widget):
    """Show a row of inputs for each row kept and some blank ones.

    The value is a list of dicts of texts, as they stand in the inputs.
    """

    klass = "riaya-rows"
    template = ViewPageTemplateFile("templates/rows.pt")
    value: list[dict[str, str]] = []

    def extract(self, default: Any = NO_VALUE) -> Any:
        """Return the rows that were typed, without empty and removed ones."""
        if not self.is_sent:
            return default
        rows = (self._read_row(number) for number in range(self._sent_count))
        return [row for row in rows if row is not None]

    @property
    def is_sent(self) -> bool:
        """Return True when the rows come with the request."""
        return f"{self.name}.count" in self.request

    @property
    def is_display(self) -> bool:
        """Return True where nothing can be typed."""
        return self.mode == DISPLAY_MODE

    @property
    def headings(self) -> list[dict]:
        """Return name, title and need of the columns that a person sees."""
        return [
            {"name": field.__name__, "title": field.title, "required": field.required}
            for field in self._shown_columns
        ]

    @property
    def is_wide(self) -> bool:
        """Return True when the columns do not fit beside each other."""
        return len(self._shown_columns) > NARROW

    @property
    def rows(self) -> list[dict]:
        """Return the rows with their cells, blank ones last."""
        ids = self.field.find_free_ids(self.value or [])
        filled = list(self.value or [])
        count = 0 if self.is_display else self._blank_count
        blank: list[dict[str, str]] = [{} for _number in range(count)]
        return [
            self._make_row(number, row, ids)
            for number, row in enumerate(filled + blank)
        ]

    @property
    def count(self) -> int:
        """Return how many rows the form holds."""
        return len(self.rows)

    def find_options(self) -> list[dict]:
        """Return the rows as something another list can point to: id and title."""
        return [
            {"value": row["id"], "title": self._describe(row)}
            for row in self.rows
            if row["id"]
        ]

    @property
    def _columns(self) -> list[IField]:
        return [field.bind(self.context) for field in self.field.columns]

    @property
    def _shown_columns(self) -> list[IField]:
        hidden = set(self.field.decided_later)
        if not self.field.id_prefix:
            hidden.add(ID)
        return [field for field in self._columns if field.__name__ not in hidden]

    @property
    def _kept_columns(self) -> list[str]:
        """Return the columns that go along with their row, untouched."""
        names = [field.__name__ for field in self.field.columns]
        return [n for n in names if n == ID or n in self.field.decided_later]

    @property
    def _sent_count(self) -> int:
        count = str(self.request.get(f"{self.name}.count", "0"))
        return min(int(count), 500) if count.isdigit() else 0

    @property
    def _blank_count(self) -> int:
        return MORE_ROWS if f"{self.name}.add" in self.request else BLANK_ROWS

    def _read_row(self, number: int) -> dict[str, str] | None:
        """Return the texts of a row, or None for an empty or removed one."""
        prefix = f"{self.name}.{number}"
        if f"{prefix}.remove" in self.request:
            return None
        row = {
            field.__name__: str(self.request.get(f"{prefix}.{field.__name__}", ""))
            for field in self.field.columns
        }
        kept = self._kept_columns
        typed = (text.strip() for name, text in row.items() if name not in kept)
        return row if any(typed) else None

    def _make_row(self, number: int, row: dict[str, str], ids: Iterator[str]) -> dict:
        row_id = row.get(ID) or (next(ids) if self.field.id_prefix else "")
        return {
            "number": number + 1,
            "id": row_id,
            "is_blank": not row,
            "values": row,
            "cells": [
                self._make_cell(number, field, row | {ID: row_id})
                for field in self._shown_columns
            ],
            "kept": [
                {
                    "name": f"{self.name}.{number}.{name}",
                    "text": row_id if name == ID else row.get(name, ""),
                }
                for name in self._kept_columns
            ],
            "remove": f"{self.name}.{number}.remove",
        }

    def _make_cell(self, number: int, field: IField, row: dict[str, str]) -> dict:
        name = field.__name__
        text = row.get(name, "")
        label = _(
            "label_row_cell",
            default="${column}, row ${number}",
            mapping={"column": field.title, "number": number + 1},
        )
        cells = getattr(getattr(self.error, "error", None), "cells", ())
        return {
            "column": name,
            "title": field.title,
            "name": f"{self.name}.{number}.{name}",
            "id": f"{self.id}-{number}-{name}",
            "label": translate(label, context=self.request),
            "text": text,
            "options": self._find_choices(field, text),
            "type": _find_input_type(field),
            "min": getattr(field, "min", None) if IInt.providedBy(field) else None,
            "max": getattr(field, "max", None) if IInt.providedBy(field) else None,
            "is_id": name == ID,
            "is_long": self.is_wide and name in self.field.long_columns,
            "is_wrong": (number + 1, name) in cells,
        }

    def _find_choices(self, field: IField, text: str) -> list[dict] | None:
        """Return what a select offers, or None for an input.

        A choice that is no longer offered stays as long as the row holds it.
        """
        if sibling := self.field.references.get(field.__name__):
            options = self.form.widgets[sibling].find_options()
        elif IChoice.providedBy(field):
            options = [
                {"value": term.token, "title": term.title or term.token}
                for term in field.vocabulary
            ]
        else:
            return None
        if text and text not in {option["value"] for option in options}:
            options.append({"value": text, "title": text})
        return options

    def _describe(self, row: dict) -> str:
        texts = [
            row["values"].get(field.__name__, "")
            for field in self._columns
            if ITextLine.providedBy(field) and field.__name__ != ID
        ]
        title = next((text for text in reversed(texts) if text), "")
        short = title if len(title) <= 60 else f"{title[:59]}…"
        return f"{row['id']} {short}".strip()


@adapter(IRowList, IRowsWidget)
class RowsConverter(BaseDataConverter):
    """Between the texts of inputs and the values that are kept."""

    def toWidgetValue(self, value: list[dict] | None) -> list[dict[str, str]]:
        """Return the rows as texts."""
        return [
            {name: write_cell(cell) for name, cell in row.items()}
            for row in value or ()
        ]

    def toFieldValue(self, value: list[dict[str, str]]) -> list[dict]:
        """Return complete rows of values; raise InvalidRow with all that is wrong."""
        field = self.field.bind(self.widget.context)
        rows = field.complete(
            [
                {
                    column.__name__: read_typed_cell(
                        column, row.get(column.__name__, "")
                    )
                    for column in field.columns
                }
                for row in value
            ]
        )
        raise_refusals(
            [
                refusal
                for number, row in enumerate(rows, start=1)
                for refusal in field.find_refusals(number, row)
            ]
        )
        return rows


@implementer(IFieldWidget)
@adapter(IRowList, IRiayaLayer)
def RowsFieldWidget(field: IField, request: Any) -> IFieldWidget:
    """Return the widget of a list of rows."""
    return FieldWidget(field, RowsWidget(request))


def _find_input_type(field: IField) -> str:
    if IDate.providedBy(field):
        return "date"
    return "number" if IInt.providedBy(field) else "text"
