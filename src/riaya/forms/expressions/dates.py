"""Functions of dates and times.

Source: ODK XForms specification, date and time functions.  Days are counted on
the calendar of the offices, where the specification counts from midnight UTC:
decimal-date-time('2026-01-02') is whole, so date(decimal-date-time(...) + 7)
never lands on the day before.
"""

from datetime import datetime
from datetime import tzinfo
from datetime import UTC
from riaya.forms.expressions.environment import here
from riaya.forms.expressions.moments import count_days
from riaya.forms.expressions.moments import count_part_of_day
from riaya.forms.expressions.moments import find_moment
from riaya.forms.expressions.moments import read_moment
from riaya.forms.expressions.signatures import function
from riaya.forms.expressions.signatures import Kind
from riaya.forms.expressions.values import to_text
from riaya.forms.expressions.values import Value
from typing import Any

import math
import re


N, S, ANY = Kind.NUMBER, Kind.TEXT, Kind.ANY

MONTHS = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]
WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
MARKS = re.compile("%[YymnbdeaHhMS3]")


@function("today", returns=S)
def get_today(_context: Any) -> str:
    """Return the day of the offices."""
    return here.environment.moment.date().isoformat()


@function("now", returns=S)
def get_now(_context: Any) -> str:
    """Return the moment of the offices, with its offset."""
    return here.environment.moment.isoformat(timespec="milliseconds")


@function("date", ANY, returns=S)
def convert_to_date(_context: Any, value: Value) -> str:
    """Return the day of a text or of a number of days, or nothing."""
    moment = to_moment(value)
    return moment.date().isoformat() if moment else ""


@function("date-time", ANY, returns=S)
def convert_to_moment(_context: Any, value: Value) -> str:
    """Return the moment of a text or of a number of days, or nothing."""
    if not (moment := to_moment(value)):
        return ""
    try:
        return moment.replace(tzinfo=get_zone_of_form()).isoformat(
            timespec="milliseconds"
        )
    except OverflowError:
        return ""


@function("decimal-date-time", ANY, returns=N)
def convert_to_days(_context: Any, value: Value) -> float:
    """Return the days since 1970-01-01, or NaN."""
    moment = to_moment(value)
    return count_days(moment) if moment else math.nan


@function("decimal-time", ANY, returns=N)
def convert_to_part_of_day(_context: Any, value: Value) -> float:
    """Return the part of its day that a time is, or NaN: 0.75 is 18:00."""
    if isinstance(value, float):
        return value % 1 if math.isfinite(value) else math.nan
    return count_part_of_day(to_text(value), here.environment.moment)


@function("format-date", ANY, S, returns=S)
@function("format-date-time", ANY, S, returns=S)
def format_by_pattern(_context: Any, value: Value, pattern: str) -> str:
    """Return the day or moment as the pattern says, or nothing."""
    if not (moment := to_moment(value)):
        return ""
    written = {
        "%Y": f"{moment.year:04}",
        "%y": f"{moment.year % 100:02}",
        "%m": f"{moment.month:02}",
        "%n": str(moment.month),
        "%b": MONTHS[moment.month - 1],
        "%d": f"{moment.day:02}",
        "%e": str(moment.day),
        "%a": WEEKDAYS[moment.weekday()],
        "%H": f"{moment.hour:02}",
        "%h": str(moment.hour),
        "%M": f"{moment.minute:02}",
        "%S": f"{moment.second:02}",
        "%3": f"{moment.microsecond // 1000:03}",
    }
    return MARKS.sub(lambda mark: written[mark.group()], pattern)


def to_moment(value: Value) -> datetime | None:
    """Return the day or moment of a text or of a number of days, or None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return find_moment(value)
    return read_moment(to_text(value), get_zone_of_form())


def get_zone_of_form() -> tzinfo:
    """Return the zone of the offices."""
    return here.environment.moment.tzinfo or UTC
