"""Lists of rows: needs, goals, plan steps, deadlines.

A row is a plain dict, checked against an interface, so that it is stored,
versioned, compared and exported without a class of its own.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from riaya import _
from riaya.core.rows.cells import describe_refusal
from riaya.core.validation import InvalidValue
from typing import Any
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer
from zope.interface.interfaces import IInterface
from zope.schema import getFieldsInOrder
from zope.schema import List
from zope.schema.interfaces import IField
from zope.schema.interfaces import IList
from zope.schema.interfaces import ValidationError


ID = "id"


class IRowList(IList):
    """A list of dicts that all follow one interface."""


class InvalidRow(InvalidValue):
    """Refuse rows and say which ones and which columns.

    `cells` holds the refused cells as row number and column name.
    """

    def __init__(self, *sentences: Message, cells: tuple[tuple[int, str], ...] = ()):
        super().__init__(*sentences)
        self.cells = cells

    def doc(self) -> str:
        """Return the sentences in the reader's language, one after the other."""
        # One message cannot hold another of its own kind, so they are joined here.
        request = getRequest()
        return " ".join(translate(sentence, context=request) for sentence in self.args)


@implementer(IRowList)
class RowList(List):
    """A list of dicts that all follow `row_schema`.

    `id_prefix` numbers the rows of a schema with an `id` column: G1, G2, ….
    `references` names, for a column, the sibling field whose rows it points to.
    Columns `decided_later` are not typed in forms; `long_columns` get a line of
    their own where the columns do not fit beside each other.
    """

    def __init__(
        self,
        row_schema: IInterface,
        id_prefix: str = "",
        references: Mapping[str, str] | None = None,
        decided_later: tuple[str, ...] = (),
        long_columns: tuple[str, ...] = (),
        **kw: Any,
    ):
        self.row_schema = row_schema
        self.id_prefix = id_prefix
        self.references = dict(references or {})
        self.decided_later = decided_later
        self.long_columns = long_columns
        kw.setdefault("required", False)
        kw.setdefault("defaultFactory", list)
        super().__init__(**kw)

    @property
    def columns(self) -> list[IField]:
        """Return the fields of a row, in their order."""
        return [field for _name, field in getFieldsInOrder(self.row_schema)]

    def complete(self, rows: list[dict]) -> list[dict]:
        """Return the rows with every column and, where ids are given out, an id."""
        names = [field.__name__ for field in self.columns]
        completed = [{name: row.get(name) for name in names} for row in rows]
        if self.id_prefix and ID in names:
            ids = self.find_free_ids(completed)
            for row in completed:
                row[ID] = row[ID] or next(ids)
        return completed

    def find_free_ids(self, rows: list[dict]) -> Iterator[str]:
        """Return ids after the highest one in use, without end; none is reused."""
        numbers = [
            int(number)
            for row in rows
            if (number := str(row.get(ID) or "").removeprefix(self.id_prefix)).isdigit()
        ]
        last = max(numbers, default=0)
        while True:
            last += 1
            yield f"{self.id_prefix}{last}"

    def _validate(self, value: list) -> None:
        super()._validate(value)
        refusals = [
            refusal
            for number, row in enumerate(value, start=1)
            for refusal in self.find_refusals(number, row)
        ] or list(self._find_repeated_ids(value))
        raise_refusals(refusals)

    def find_refusals(self, number: int, row: Any) -> Iterator[InvalidRow]:
        """Return what is wrong with one row, by its number from 1."""
        if not isinstance(row, Mapping):
            yield InvalidRow(
                _(
                    "error_row_is_not_an_object",
                    default="Row ${number} must be an object with named values.",
                    mapping={"number": number},
                )
            )
            return
        if unknown := sorted(set(row) - {field.__name__ for field in self.columns}):
            yield InvalidRow(
                _(
                    "error_row_has_unknown_column",
                    default="Row ${number}: there is no column “${column}”.",
                    mapping={"number": number, "column": unknown[0]},
                )
            )
        for field in self.columns:
            yield from self._check_cell(number, field, row.get(field.__name__))

    def _check_cell(
        self, number: int, field: IField, value: Any
    ) -> Iterator[InvalidRow]:
        bound = field.bind(self.context)
        try:
            bound.validate(value)
        except ValidationError as error:
            yield refuse_cell(number, bound, describe_refusal(bound, value, error))

    def _find_repeated_ids(self, rows: list[dict]) -> Iterator[InvalidRow]:
        seen: set[str] = set()
        for number, row in enumerate(rows, start=1):
            row_id = row.get(ID)
            if row_id and row_id in seen:
                yield InvalidRow(
                    _(
                        "error_row_id_repeated",
                        default="Row ${number}: the number “${id}” is already used by another row.",
                        mapping={"number": number, "id": row_id},
                    ),
                    cells=((number, ID),),
                )
            if row_id:
                seen.add(row_id)


def refuse_cell(number: int, field: IField, reason: Message) -> InvalidRow:
    """Return the refusal of one cell: row number, column title and reason."""
    message = _(
        "error_row_cell",
        default="Row ${number}, ${column}: ${reason}",
        mapping={"number": number, "column": field.title, "reason": reason},
    )
    return InvalidRow(message, cells=((number, field.__name__),))


def raise_refusals(refusals: list[InvalidRow]) -> None:
    """Raise all refusals as one that says the sentences of each."""
    if refusals:
        raise InvalidRow(
            *(sentence for refusal in refusals for sentence in refusal.args),
            cells=tuple(cell for refusal in refusals for cell in refusal.cells),
        )
