"""What a policy profile decides for the whole site."""

from datetime import date
from datetime import datetime
from functools import lru_cache
from plone import api
from riaya.core.calendar import find_public_holidays
from riaya.core.calendar import WorkingCalendar
from riaya.core.clock import now
from typing import Any
from zoneinfo import ZoneInfo


def get_policy(name: str) -> Any:
    """Return the record `riaya.policy.<name>`; raise InvalidParameterError without it."""
    return api.portal.get_registry_record(f"riaya.policy.{name}")


def get_zone() -> ZoneInfo:
    """Return the time zone in which the policy's offices work."""
    return ZoneInfo(get_policy("time_zone"))


def to_office_time(moment: datetime) -> datetime:
    """Return a moment in the offices' zone; one without a zone was said in it."""
    zone = get_zone()
    return (
        moment.replace(tzinfo=zone)
        if moment.tzinfo is None
        else moment.astimezone(zone)
    )


def get_calendar() -> WorkingCalendar:
    """Return the working calendar of the policy, from last year to the year after next."""
    this_year = now().year
    return WorkingCalendar(
        weekend=frozenset(get_policy("weekend")),
        holidays=_find_holidays(
            get_policy("country"),
            this_year,
            tuple(tuple(sorted(row.items())) for row in get_policy("holidays") or ()),
        ),
        zone=get_zone(),
    )


@lru_cache(maxsize=8)
def _find_holidays(country: str, this_year: int, rows: tuple) -> frozenset[date]:
    years = range(this_year - 1, this_year + 3)
    return find_public_holidays(country, years, [dict(row) for row in rows])
