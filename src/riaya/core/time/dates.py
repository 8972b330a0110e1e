"""Dates as people write them.

Month names are those of the Unicode CLDR, as Babel brings them; in Arabic those of
Palestine and Syria (كانون الثاني, not يناير).  Digits are Western, as in case numbers.
"""

from babel import Locale
from datetime import date
from datetime import datetime
from functools import cache
from riaya.core.settings import get_zone
from riaya.core.vocabularies import get_language


LOCALES = {"ar": "ar_PS", "en": "en_GB"}
COMMAS = {"ar": "،", "en": ","}


def format_day(day: date | None, language: str | None = None) -> str:
    """Return a day as 21 تشرين الثاني 2026; nothing for no day.

    A moment counts as the day it is in the offices' time zone.
    """
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = _to_office_time(day)
    months = get_months(language or get_language())
    return f"{day.day} {months[day.month - 1]} {day.year}"


def format_moment(moment: datetime | None, language: str | None = None) -> str:
    """Return a moment as 21 تشرين الثاني 2026، 14:05 in the offices' time zone."""
    if moment is None:
        return ""
    language = language or get_language()
    local = _to_office_time(moment)
    return f"{format_day(local, language)}{COMMAS[language]} {local:%H:%M}"


@cache
def get_months(language: str) -> tuple[str, ...]:
    """Return the names of the twelve months in Arabic (`ar`) or English (`en`)."""
    names = Locale.parse(LOCALES[language]).months["format"]["wide"]
    return tuple(names[month] for month in range(1, 13))


def _to_office_time(moment: datetime) -> datetime:
    """Return the moment by the offices' clocks; one without a zone is already so."""
    return moment if moment.tzinfo is None else moment.astimezone(get_zone())
