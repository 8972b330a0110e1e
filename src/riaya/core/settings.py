"""What a policy profile decides for the whole site."""

from datetime import date
from functools import lru_cache
from plone import api
from riaya.core.time.calendar import find_public_holidays
from riaya.core.time.calendar import WorkingCalendar
from riaya.core.time.clock import now
from typing import Any
from zoneinfo import ZoneInfo


def get_policy(name: str) -> Any:
    """Return the record `riaya.policy.<name>`; raise InvalidParameterError without it."""
    return api.portal.get_registry_record(f"riaya.policy.{name}")


def get_zone() -> ZoneInfo:
    """Return the time zone in which the policy's offices work."""
    return ZoneInfo(get_policy("time_zone"))


def get_calendar() -> WorkingCalendar:
    """Return the working calendar of the policy.

    Its holidays reach twenty years back, for clocks that began long ago, and
    twelve years ahead: deadlines are at most two years long.
    """
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
    # All of these years take the package about 30 ms, once a year in each process.
    years = range(this_year - 20, this_year + 13)
    return find_public_holidays(country, years, [dict(row) for row in rows])
