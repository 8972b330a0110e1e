"""The cells of rows: what is typed or sent, and what is kept.

Kept are plain values: text, whole numbers, dates, codes.
"""

from datetime import date
from riaya import _
from riaya.core.arabic import to_western_digits
from typing import Any
from zope.i18nmessageid import Message
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import IDate
from zope.schema.interfaces import IField
from zope.schema.interfaces import IInt
from zope.schema.interfaces import IMinMax
from zope.schema.interfaces import RequiredMissing
from zope.schema.interfaces import TooBig
from zope.schema.interfaces import TooLong
from zope.schema.interfaces import TooSmall
from zope.schema.interfaces import ValidationError


def read_typed_cell(field: IField, text: str) -> Any:
    """Return the value of a cell that a person typed; nothing typed is None.

    Numbers and dates may be typed in Arabic digits.  What cannot be read is
    returned as it is, so that the field refuses it.
    """
    text = text.strip()
    if not text:
        return None
    if IDate.providedBy(field):
        return _read_typed_date(to_western_digits(text))
    if IInt.providedBy(field) and to_western_digits(text).lstrip("-").isdigit():
        return int(to_western_digits(text))
    return text


def read_sent_cell(field: IField, value: Any) -> Any:
    """Return the value of a cell that came as JSON: dates are ISO 8601 text."""
    if isinstance(value, str):
        value = value.strip() or None
    if IDate.providedBy(field) and isinstance(value, str):
        return _read_date(value)
    if IInt.providedBy(field) and isinstance(value, bool):
        # For Python True is the number 1, for a reader it is not.
        return str(value)
    return value


def write_cell(value: Any) -> str:
    """Return the value as it stands in an input."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def describe_refusal(field: IField, value: Any, error: ValidationError) -> Message:
    """Return, as a sentence of ours, why a field refuses a value."""
    if isinstance(error, RequiredMissing):
        return _("error_cell_missing", default="this must be filled in.")
    if isinstance(error, (TooBig, TooSmall)) and IMinMax.providedBy(field):
        return _(
            "error_cell_out_of_range",
            default="give a number from ${min} to ${max}.",
            mapping={"min": field.min, "max": field.max},
        )
    if isinstance(error, TooLong):
        return _(
            "error_cell_too_long",
            default="write at most ${max} characters.",
            mapping={"max": field.max_length},
        )
    if IDate.providedBy(field):
        return _(
            "error_cell_not_a_date",
            default="give a date as year-month-day, for example 2026-11-30.",
        )
    if IInt.providedBy(field):
        return _("error_cell_not_a_number", default="give a whole number.")
    if IChoice.providedBy(field):
        return _(
            "error_cell_not_in_list",
            default="“${value}” is not in the list.",
            mapping={"value": str(value)},
        )
    return _("error_cell_not_a_text", default="give a text of one line.")


def _read_date(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _read_typed_date(text: str) -> date | str:
    # Browsers without a date picker leave people to their own habit.
    parts = text.split("/")
    if len(parts) == 3:
        text = "-".join(part.zfill(2) for part in reversed(parts))
    return _read_date(text)
