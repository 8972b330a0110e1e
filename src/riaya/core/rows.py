"""Lists of rows: needs, goals, plan steps, deadlines.

A row is a plain dict, checked against an interface, so that it is stored,
versioned, compared and exported without a class of its own.
"""

from collections.abc import Mapping
from riaya import _
from riaya.core.validation import InvalidValue
from typing import Any
from zope.interface import implementer
from zope.interface.interfaces import IInterface
from zope.schema import getFieldsInOrder
from zope.schema import List
from zope.schema.interfaces import IField
from zope.schema.interfaces import IList
from zope.schema.interfaces import ValidationError


class IRowList(IList):
    """A list of dicts that all follow one interface."""


class InvalidRow(InvalidValue):
    """Refuse a row and say which one and which column."""


@implementer(IRowList)
class RowList(List):
    """A list of dicts that all follow `row_schema`."""

    def __init__(self, row_schema: IInterface, **kw: Any):
        self.row_schema = row_schema
        kw.setdefault("required", False)
        kw.setdefault("defaultFactory", list)
        super().__init__(**kw)

    @property
    def columns(self) -> list[IField]:
        """Return the fields of a row, in their order."""
        return [field for _name, field in getFieldsInOrder(self.row_schema)]

    def _validate(self, value: list) -> None:
        super()._validate(value)
        for number, row in enumerate(value, start=1):
            self._check_row(number, row)

    def _check_row(self, number: int, row: Any) -> None:
        if not isinstance(row, Mapping):
            raise InvalidRow(
                _(
                    "error_row_is_not_an_object",
                    default="Row ${number} must be an object with named values.",
                    mapping={"number": number},
                )
            )
        unknown = sorted(set(row) - {field.__name__ for field in self.columns})
        if unknown:
            raise InvalidRow(
                _(
                    "error_row_has_unknown_column",
                    default="Row ${number}: there is no column “${column}”.",
                    mapping={"number": number, "column": unknown[0]},
                )
            )
        for field in self.columns:
            self._check_cell(number, field, row.get(field.__name__))

    def _check_cell(self, number: int, field: IField, value: Any) -> None:
        try:
            field.bind(self.context).validate(value)
        except ValidationError as error:
            raise InvalidRow(
                _(
                    "error_row_cell",
                    default="Row ${number}, ${column}: ${reason}",
                    mapping={
                        "number": number,
                        "column": field.title,
                        "reason": error.doc(),
                    },
                )
            ) from error
