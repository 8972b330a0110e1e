"""Days of work that is already done."""

from datetime import date
from riaya import _
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.core.validation import InvalidField
from zope.i18nmessageid import Message


def refuse_future(field_name: str, day: date | None) -> None:
    """Raise InvalidField when a day on which something was done is still to come."""
    if day and day > today(get_zone()):
        raise InvalidField(
            field_name,
            _("error_day_in_future", default="This day lies in the future."),
        )


def refuse_before(
    field_name: str, day: date | None, earliest: date | None, message: Message
) -> None:
    """Raise InvalidField with the message when a day lies before another."""
    if day and earliest and day < earliest:
        raise InvalidField(field_name, message)
