"""Days and moments in answers.

A day counts as the whole days since 1970-01-01; a moment adds the part of its
day that has passed in the zone of the offices, so that a form that compares or
subtracts them gives the number that a person counts on a calendar.
"""

from datetime import datetime
from datetime import timedelta
from datetime import timezone
from datetime import tzinfo
from datetime import UTC

import math
import re


EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  the first day on any wall
ONE_DAY = timedelta(days=1)

MOMENT = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:T(.+))?",
    re.DOTALL,
)
TIME = re.compile(
    r"([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?"
    r"(?:(Z)|([+-])([0-9]{2})(?::?([0-9]{2}))?)?"
)


def read_moment(text: str, zone: tzinfo) -> datetime | None:
    """Return the day or moment on the wall of the zone, without a zone, or None."""
    if not (match := MOMENT.fullmatch(text.strip())):
        return None
    year, month, day, clock = match.groups()
    try:
        moment = datetime(int(year), int(month), int(day))  # noqa: DTZ001
        return read_clock(clock, moment, zone) if clock else moment
    except (ValueError, OverflowError):
        return None


def read_clock(text: str, day: datetime, zone: tzinfo) -> datetime | None:
    """Return the moment of the day at the time of the text, or None.

    Raises ValueError or OverflowError when there is no such time.
    """
    if not (match := TIME.fullmatch(text.strip())):
        return None
    hour, minute, second, fraction, utc, sign, offset_hour, offset_minute = (
        match.groups()
    )
    moment = day.replace(
        hour=int(hour),
        minute=int(minute),
        second=int(second or 0),
        microsecond=int((fraction or "0")[:6].ljust(6, "0")),
    )
    if utc:
        return moment.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    if not sign:
        return moment
    offset = timedelta(hours=int(offset_hour), minutes=int(offset_minute or 0))
    there = timezone(offset if sign == "+" else -offset)
    return moment.replace(tzinfo=there).astimezone(zone).replace(tzinfo=None)


def count_days(moment: datetime) -> float:
    """Return the days since 1970-01-01."""
    return (moment - EPOCH) / ONE_DAY


def find_moment(days: float) -> datetime | None:
    """Return the moment that is so many days after 1970-01-01, or None."""
    try:
        return EPOCH + timedelta(days=days)
    except (ValueError, OverflowError):
        return None


def count_part_of_day(text: str, today: datetime) -> float:
    """Return the part of a day at a time such as 18:00, or NaN.

    A time with an offset is read on the day of `today`, which is aware.
    """
    zone = today.tzinfo or UTC
    day = today.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    try:
        moment = read_clock(text, day, zone) or read_moment(text, zone)
    except (ValueError, OverflowError):
        moment = None
    return count_days(moment) % 1 if moment else math.nan
