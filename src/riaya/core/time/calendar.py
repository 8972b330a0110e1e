"""The working calendar of an office, on which deadlines are counted.

Source: the response clocks of the case management standards; weekend in
Palestine and Syria is Friday and Saturday.  Dates of the Islamic holidays are
estimates until the moon is seen, so the policy's own rows have the last word.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from enum import StrEnum
from riaya.core.time.clock import require_aware
from zoneinfo import ZoneInfo

import holidays


# Numbered as date.weekday() does: Monday is 0.
FRIDAY_AND_SATURDAY = frozenset({4, 5})
ONE_DAY = timedelta(days=1)


class TimeUnit(StrEnum):
    """The units in which a guide writes its deadlines."""

    HOURS = "hours"
    WORKING_DAYS = "working_days"
    DAYS = "days"


@dataclass(frozen=True)
class WorkingCalendar:
    """Weekend (weekday numbers, Monday 0), holidays and time zone of an office.

    Raises ValueError when the weekend leaves no working day.
    """

    weekend: frozenset[int]
    holidays: frozenset[date]
    zone: ZoneInfo

    def __post_init__(self) -> None:
        if not self.weekend < frozenset(range(7)):
            raise ValueError(
                f"The weekend {sorted(self.weekend)} is not possible. Use numbers from "
                "0 (Monday) to 6 (Sunday), and leave at least one working day."
            )

    def is_working_day(self, day: date) -> bool:
        """Return whether the office works on this day."""
        if isinstance(day, datetime):
            raise ValueError(
                f"{day.isoformat()} is a moment, not a day. Give the date on which it "
                "falls in the office's time zone."
            )
        return day.weekday() not in self.weekend and day not in self.holidays

    def add(self, start: datetime, amount: int, unit: TimeUnit | str) -> datetime:
        """Return the moment that lies the amount of units after the start.

        Hours are hours that really pass, also across a change of the clocks;
        `days` are calendar days at the same local time.  The answer is in the
        office's zone.  Raises ValueError for a naive start, a negative amount
        or an unknown unit.
        """
        match TimeUnit(unit):
            case TimeUnit.HOURS:
                return self._add_hours(start, amount)
            case TimeUnit.WORKING_DAYS:
                return self.add_working_days(start, amount)
            case TimeUnit.DAYS:
                local = self._read(start, amount)
                return self._at_local_time(local, local.date() + amount * ONE_DAY)

    def add_working_days(self, start: datetime, amount: int) -> datetime:
        """Return the same local time on the n-th working day after the start.

        The day of the start never counts.  A start on a day off is counted like
        one late on the last working day before it: one working day after a
        Friday is Sunday.  Zero days after any start is the start itself.
        A local time that the clocks skip on the due day is moved past the gap;
        one that comes twice means the first.
        """
        local = self._read(start, amount)
        if not amount:
            return local
        day = local.date()
        while amount:
            day += ONE_DAY
            amount -= self.is_working_day(day)
        return self._at_local_time(local, day)

    def _add_hours(self, start: datetime, amount: int) -> datetime:
        moment = self._read(start, amount).astimezone(UTC) + timedelta(hours=amount)
        return moment.astimezone(self.zone)

    def _read(self, start: datetime, amount: int) -> datetime:
        if amount < 0:
            raise ValueError(
                f"A deadline cannot lie {-amount} before its start. Give zero or more."
            )
        return require_aware(start).astimezone(self.zone)

    def _at_local_time(self, local: datetime, day: date) -> datetime:
        if day == local.date():
            return local
        due = datetime.combine(day, local.time(), tzinfo=self.zone).replace(fold=0)
        return due.astimezone(UTC).astimezone(self.zone)


def find_public_holidays(
    country: str,
    years: Iterable[int],
    extra: Iterable[Mapping[str, object]] = (),
) -> frozenset[date]:
    """Return the holidays of a country in these years, and the policy's own.

    The country is an ISO 3166 code (PS and SY are known to `holidays`); one
    that is not known has none.  A row of the policy is
    `{"date": "2026-05-01", "ar": "…", "en": "…"}`; with `"active": False` it
    takes the date away, as when an estimated feast falls a day later.  Rows
    count in any year.  Raises ValueError when a row's date is not a date.
    """
    days = _find_known_holidays(country, years)
    for row in extra:
        day = _read_row_date(row)
        days = days | {day} if row.get("active", True) else days - {day}
    return frozenset(days)


def _find_known_holidays(country: str, years: Iterable[int]) -> set[date]:
    # Asked without a year, the package would answer for the machine's own.
    wanted = sorted(set(years))
    if not wanted or country not in holidays.list_supported_countries():
        return set()
    return set(holidays.country_holidays(country, years=wanted))


def _read_row_date(row: Mapping[str, object]) -> date:
    try:
        return date.fromisoformat(str(row.get("date")))
    except ValueError:
        raise ValueError(
            f"The holiday {row.get('en') or row.get('ar')!r} has the date "
            f"{row.get('date')!r}. Write the date as year-month-day, "
            "for example 2026-05-01."
        ) from None
