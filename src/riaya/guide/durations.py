"""Lengths of time in words.

Arabic counts in four ways: one, two, a few (3 to 10), many; English in two.
"""

from riaya import _
from zope.i18nmessageid import Message


DURATIONS = {
    ("hours", "one"): _("label_hours_one", default="1 hour"),
    ("hours", "two"): _("label_hours_two", default="2 hours"),
    ("hours", "few"): _("label_hours_few", default="${number} hours"),
    ("hours", "many"): _("label_hours_many", default="${number} hours"),
    ("days", "one"): _("label_days_one", default="1 day"),
    ("days", "two"): _("label_days_two", default="2 days"),
    ("days", "few"): _("label_days_few", default="${number} days"),
    ("days", "many"): _("label_days_many", default="${number} days"),
    ("working_days", "one"): _("label_working_days_one", default="1 working day"),
    ("working_days", "two"): _("label_working_days_two", default="2 working days"),
    ("working_days", "few"): _(
        "label_working_days_few", default="${number} working days"
    ),
    ("working_days", "many"): _(
        "label_working_days_many", default="${number} working days"
    ),
}


def describe_duration(amount: int, unit: str) -> Message:
    """Return the amount of hours, days or working days in words."""
    return Message(DURATIONS[unit, _count(amount)], mapping={"number": amount})


def _count(amount: int) -> str:
    match amount:
        case 1:
            return "one"
        case 2:
            return "two"
        case _ if 3 <= amount % 100 <= 10:
            return "few"
    return "many"
