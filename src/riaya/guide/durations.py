"""Lengths of time, in words, and how long a deadline may be."""

from riaya import _
from riaya.core.plurals import CountedMessage
from riaya.core.time.calendar import TimeUnit
from zope.i18nmessageid import Message


DURATIONS = {
    TimeUnit.HOURS: CountedMessage(
        zero=_("label_hours_zero", default="${count} hours"),
        one=_("label_hours_one", default="${count} hour"),
        two=_("label_hours_two", default="${count} hours"),
        few=_("label_hours_few", default="${count} hours"),
        many=_("label_hours_many", default="${count} hours"),
        other=_("label_hours_other", default="${count} hours"),
    ),
    TimeUnit.DAYS: CountedMessage(
        zero=_("label_days_zero", default="${count} days"),
        one=_("label_days_one", default="${count} day"),
        two=_("label_days_two", default="${count} days"),
        few=_("label_days_few", default="${count} days"),
        many=_("label_days_many", default="${count} days"),
        other=_("label_days_other", default="${count} days"),
    ),
    TimeUnit.WORKING_DAYS: CountedMessage(
        zero=_("label_working_days_zero", default="${count} working days"),
        one=_("label_working_days_one", default="${count} working day"),
        two=_("label_working_days_two", default="${count} working days"),
        few=_("label_working_days_few", default="${count} working days"),
        many=_("label_working_days_many", default="${count} working days"),
        other=_("label_working_days_other", default="${count} working days"),
    ),
}
# Two years: nothing that a guide asks for takes longer.  Working days leave the
# weekend of two days and nothing else out of 731 days.
LONGEST = {TimeUnit.HOURS: 17_520, TimeUnit.DAYS: 731, TimeUnit.WORKING_DAYS: 523}


def describe_duration(amount: int, unit: str) -> Message:
    """Return the amount of hours, days or working days in words."""
    return DURATIONS[TimeUnit(unit)].say(amount)


def find_length_fault(amount: int, unit: str) -> Message | None:
    """Return why no deadline has this length, or None; the unit must be known."""
    longest = LONGEST[TimeUnit(unit)]
    if 1 <= amount <= longest:
        return None
    return _(
        "error_deadline_out_of_bounds",
        default="a deadline has at least 1 and at most ${longest}; give another amount.",
        mapping={"longest": describe_duration(longest, unit)},
    )
