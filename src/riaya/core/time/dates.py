"""Dates as people write them.

Arabic month names are those of Palestine and Syria (كانون الثاني, not يناير);
digits are Western, as in case numbers.
"""

from datetime import date
from datetime import datetime
from riaya.core.settings import get_zone
from riaya.core.vocabularies import get_language


MONTHS = {
    "ar": (
        "كانون الثاني",
        "شباط",
        "آذار",
        "نيسان",
        "أيار",
        "حزيران",
        "تموز",
        "آب",
        "أيلول",
        "تشرين الأول",
        "تشرين الثاني",
        "كانون الأول",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
COMMAS = {"ar": "،", "en": ","}


def format_day(day: date | None, language: str | None = None) -> str:
    """Return a day as 21 تشرين الثاني 2026; nothing for no day.

    A moment counts as the day it is in the offices' time zone.
    """
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = _to_office_time(day)
    months = MONTHS[language or get_language()]
    return f"{day.day} {months[day.month - 1]} {day.year}"


def format_moment(moment: datetime | None, language: str | None = None) -> str:
    """Return a moment as 21 تشرين الثاني 2026، 14:05 in the offices' time zone."""
    if moment is None:
        return ""
    language = language or get_language()
    local = _to_office_time(moment)
    return f"{format_day(local, language)}{COMMAS[language]} {local:%H:%M}"


def _to_office_time(moment: datetime) -> datetime:
    """Return the moment by the offices' clocks; one without a zone is already so."""
    return moment if moment.tzinfo is None else moment.astimezone(get_zone())
