"""Deadlines are counted on the working calendar of the office."""

from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from hypothesis import given
from hypothesis import strategies as st
from riaya.core.calendar import find_public_holidays
from riaya.core.calendar import FRIDAY_AND_SATURDAY
from riaya.core.calendar import TimeUnit
from riaya.core.calendar import WorkingCalendar
from zoneinfo import ZoneInfo

import pytest


GAZA = ZoneInfo("Asia/Gaza")
HEBRON = ZoneInfo("Asia/Hebron")
DAMASCUS = ZoneInfo("Asia/Damascus")
NAIVE = datetime(2026, 12, 1, 9, tzinfo=UTC).replace(tzinfo=None)
LABOUR_DAY = {"date": "2026-05-01", "ar": "عيد العمال", "en": "Labour Day"}


def calendar_of(zone=HEBRON, holidays=()) -> WorkingCalendar:
    return WorkingCalendar(FRIDAY_AND_SATURDAY, frozenset(holidays), zone)


def at(zone, *parts) -> datetime:
    return datetime(*parts, tzinfo=zone)


zones = st.sampled_from([GAZA, HEBRON, DAMASCUS])
moments = st.integers(0, 20 * 365 * 24 * 60).map(
    lambda minutes: datetime(2015, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
amounts = st.integers(0, 60)
calendars = st.builds(
    calendar_of,
    zones,
    st.frozensets(st.dates(date(2015, 1, 1), date(2035, 12, 31)), max_size=200),
)


class TestWorkingDay:
    @pytest.mark.parametrize(
        ("day", "is_working"),
        [
            (date(2026, 12, 3), True),  # Thursday
            (date(2026, 12, 4), False),
            (date(2026, 12, 5), False),
            (date(2026, 12, 6), True),  # Sunday
        ],
    )
    def test_the_weekend_is_friday_and_saturday(self, day, is_working):
        assert calendar_of().is_working_day(day) is is_working

    def test_a_holiday_is_a_day_off(self):
        monday = date(2026, 12, 7)
        assert not calendar_of(holidays=[monday]).is_working_day(monday)

    def test_a_moment_is_not_a_day(self):
        with pytest.raises(ValueError, match="is a moment, not a day"):
            calendar_of().is_working_day(at(HEBRON, 2026, 12, 7, 9))


class TestWeekend:
    @pytest.mark.parametrize("weekend", [range(7), [7], [-1]])
    def test_must_leave_a_working_day_and_be_weekdays(self, weekend):
        with pytest.raises(ValueError, match="is not possible"):
            WorkingCalendar(frozenset(weekend), frozenset(), HEBRON)


class TestWorkingDays:
    @pytest.mark.parametrize(
        ("start", "amount", "due"),
        [
            ((2026, 12, 6), 1, (2026, 12, 7)),  # Sunday to Monday
            ((2026, 12, 3), 1, (2026, 12, 6)),  # Thursday to Sunday
            ((2026, 12, 4), 1, (2026, 12, 6)),  # Friday counts like Thursday
            ((2026, 12, 5), 1, (2026, 12, 6)),
            ((2026, 12, 6), 5, (2026, 12, 13)),
            ((2026, 12, 4), 0, (2026, 12, 4)),
        ],
    )
    def test_are_counted_from_the_day_after_the_start(self, start, amount, due):
        answer = calendar_of().add_working_days(at(HEBRON, *start, 9, 30), amount)
        assert answer == at(HEBRON, *due, 9, 30)

    def test_leap_over_holidays(self):
        calendar = calendar_of(holidays=[date(2026, 12, 7), date(2026, 12, 8)])
        due = calendar.add_working_days(at(HEBRON, 2026, 12, 6, 9), 1)
        assert due == at(HEBRON, 2026, 12, 9, 9)

    def test_belong_to_the_zone_of_the_office(self):
        # Thursday evening in UTC is Friday in Hebron.
        due = calendar_of().add_working_days(at(UTC, 2026, 12, 3, 22, 30), 1)
        assert due == at(HEBRON, 2026, 12, 6, 0, 30)
        assert due.tzinfo is HEBRON

    @pytest.mark.parametrize("zone", [GAZA, HEBRON])
    def test_keep_the_local_time_when_the_clocks_change(self, zone):
        start = at(zone, 2026, 10, 22, 9)  # clocks go back on 24 October
        due = calendar_of(zone).add_working_days(start, 1)
        assert due == at(zone, 2026, 10, 25, 9)
        assert due.astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=73)

    def test_move_past_a_time_that_the_clocks_skip(self):
        calendar = WorkingCalendar(frozenset(), frozenset(), HEBRON)
        due = calendar.add_working_days(at(HEBRON, 2026, 3, 27, 2, 30), 1)
        assert due.isoformat() == "2026-03-28T03:30:00+03:00"

    def test_mean_the_first_of_a_time_that_comes_twice(self):
        calendar = WorkingCalendar(frozenset(), frozenset(), HEBRON)
        due = calendar.add_working_days(at(HEBRON, 2026, 10, 23, 1, 30), 1)
        assert due.isoformat() == "2026-10-24T01:30:00+03:00"

    @given(calendars, moments, st.integers(1, 60))
    def test_end_on_a_working_day_after_the_start(self, calendar, start, amount):
        due = calendar.add_working_days(start, amount)
        assert due > start
        assert calendar.is_working_day(due.date())

    @given(calendars, moments, amounts)
    def test_count_exactly_the_amount(self, calendar, start, amount):
        first = start.astimezone(calendar.zone).date()
        last = calendar.add_working_days(start, amount).date()
        days = [first + timedelta(n + 1) for n in range((last - first).days)]
        assert sum(map(calendar.is_working_day, days)) == amount

    @given(calendars, moments, amounts, amounts)
    def test_can_be_added_in_two_parts(self, calendar, start, one, two):
        halfway = calendar.add_working_days(start, one)
        whole = calendar.add_working_days(start, one + two)
        assert calendar.add_working_days(halfway, two).date() == whole.date()

    @given(calendars, moments, moments, amounts)
    def test_never_let_a_later_day_be_due_earlier(self, calendar, one, two, amount):
        dues = [
            calendar.add_working_days(start, amount).date()
            for start in sorted([one, two])
        ]
        assert dues == sorted(dues)


class TestHours:
    @pytest.mark.parametrize(
        ("start", "due"),
        [
            # Forward in spring, back in autumn; Damascus stayed forward in 2022.
            (at(GAZA, 2026, 3, 27, 12), "2026-03-28T13:00:00+03:00"),
            (at(HEBRON, 2026, 10, 23, 12), "2026-10-24T11:00:00+02:00"),
            (at(DAMASCUS, 2021, 10, 28, 12), "2021-10-29T11:00:00+02:00"),
            (at(DAMASCUS, 2022, 10, 27, 12), "2022-10-28T12:00:00+03:00"),
        ],
    )
    def test_are_hours_that_pass_and_not_hours_on_the_wall(self, start, due):
        calendar = calendar_of(start.tzinfo)
        assert calendar.add(start, 24, TimeUnit.HOURS).isoformat() == due

    @given(calendars, moments, st.integers(0, 10_000))
    def test_do_not_care_about_days_off(self, calendar, start, amount):
        due = calendar.add(start, amount, "hours")
        assert due.astimezone(UTC) - start == timedelta(hours=amount)
        assert due.tzinfo is calendar.zone


class TestAdd:
    def test_days_are_calendar_days_at_the_same_local_time(self):
        start = at(HEBRON, 2026, 10, 22, 9)
        due = calendar_of().add(start, 2, TimeUnit.DAYS)
        assert due.isoformat() == "2026-10-24T09:00:00+02:00"

    def test_working_days_are_counted_on_the_calendar(self):
        start = at(HEBRON, 2026, 12, 3, 9)
        due = calendar_of().add(start, 1, "working_days")
        assert due == at(HEBRON, 2026, 12, 6, 9)

    @pytest.mark.parametrize("unit", TimeUnit)
    @given(calendars, moments)
    def test_zero_of_any_unit_is_the_start(self, unit, calendar, start):
        assert calendar.add(start, 0, unit) == start

    @pytest.mark.parametrize("unit", TimeUnit)
    @given(calendars, moments, amounts, amounts)
    def test_more_is_never_earlier(self, unit, calendar, start, one, two):
        dues = [calendar.add(start, amount, unit) for amount in sorted([one, two])]
        assert dues == sorted(dues)

    @pytest.mark.parametrize("unit", TimeUnit)
    def test_refuses_a_start_without_a_time_zone(self, unit):
        with pytest.raises(ValueError, match="has no time zone"):
            calendar_of().add(NAIVE, 1, unit)

    @pytest.mark.parametrize("unit", TimeUnit)
    def test_refuses_a_deadline_before_its_start(self, unit):
        with pytest.raises(ValueError, match="before its start"):
            calendar_of().add(at(HEBRON, 2026, 12, 1), -1, unit)

    def test_refuses_an_unknown_unit(self):
        with pytest.raises(ValueError, match="weeks"):
            calendar_of().add(at(HEBRON, 2026, 12, 1), 1, "weeks")


class TestPublicHolidays:
    @pytest.mark.parametrize("country", ["PS", "SY"])
    def test_of_palestine_and_syria_are_known(self, country):
        days = find_public_holidays(country, [2026, 2027])
        assert {date(2026, 5, 1), date(2027, 5, 1)} <= days
        assert {day.year for day in days} == {2026, 2027}

    def test_of_an_unknown_country_are_none(self):
        assert find_public_holidays("XX", [2026]) == frozenset()

    def test_of_no_year_are_none(self):
        assert find_public_holidays("PS", []) == frozenset()

    def test_include_the_rows_of_the_policy(self):
        days = find_public_holidays("XX", [2026], [LABOUR_DAY])
        assert days == {date(2026, 5, 1)}

    def test_lose_a_date_that_the_policy_takes_away(self):
        row = {**LABOUR_DAY, "active": False}
        assert date(2026, 5, 1) not in find_public_holidays("PS", [2026], [row])

    @pytest.mark.parametrize("text", ["1/5/2026", "", None])
    def test_refuse_a_row_whose_date_is_not_a_date(self, text):
        with pytest.raises(ValueError, match=r"Labour Day.*Write the date as"):
            find_public_holidays("PS", [2026], [{**LABOUR_DAY, "date": text}])
