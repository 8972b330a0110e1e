"""Deadlines are counted on the working calendar of the office."""

from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from hypothesis import given
from hypothesis import strategies as st
from riaya.core.settings import get_calendar
from riaya.core.time.calendar import find_public_holidays
from riaya.core.time.calendar import FRIDAY_AND_SATURDAY
from riaya.core.time.calendar import TimeUnit
from riaya.core.time.calendar import WorkingCalendar
from riaya.core.time.clock import freeze
from zoneinfo import ZoneInfo

import pytest
import time


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


def find_clock_changes(zone, first=2019, last=2028):
    """Return the moments at which the clocks of a zone change, to half an hour."""
    changes = []
    moment, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last, 1, 1, tzinfo=UTC)
    while moment < end:
        later = moment + timedelta(minutes=30)
        if moment.astimezone(zone).utcoffset() != later.astimezone(zone).utcoffset():
            changes.append(later)
        moment = later
    return changes


CHANGES = [
    (zone, moment)
    for zone in (GAZA, HEBRON, DAMASCUS)
    for moment in find_clock_changes(zone)
]
near_changes = st.tuples(st.sampled_from(CHANGES), st.integers(-180, 180)).map(
    lambda drawn: (drawn[0][0], drawn[0][1] + timedelta(minutes=drawn[1]))
)


class TestChangesOfTheClocks:
    def test_are_those_that_palestine_and_syria_had(self):
        """What was decided for past years; the coming ones follow the tz database."""
        told = {(str(zone), f"{moment:%Y-%m-%d %H:%M}") for zone, moment in CHANGES}
        for zone in ("Asia/Gaza", "Asia/Hebron"):
            assert {
                (zone, "2022-03-26 22:00"),
                (zone, "2022-10-28 23:00"),
                (zone, "2023-04-29 00:00"),
                (zone, "2023-10-27 23:00"),
                (zone, "2024-04-20 00:00"),
                (zone, "2024-10-25 23:00"),
                (zone, "2025-04-12 00:00"),
                (zone, "2025-10-24 23:00"),
                (zone, "2026-03-28 00:00"),
                (zone, "2026-10-23 23:00"),
            } <= told
        last_of_syria = max(when for zone, when in told if zone == "Asia/Damascus")
        assert last_of_syria == "2022-03-24 22:00"

    @pytest.mark.parametrize(("zone", "moment"), CHANGES)
    @pytest.mark.parametrize("amount", [1, 24, 72])
    def test_neither_lengthen_nor_shorten_hours(self, zone, moment, amount):
        start = moment - timedelta(minutes=30)
        due = calendar_of(zone).add(start, amount, "hours")
        assert due.astimezone(UTC) == start + timedelta(hours=amount)
        assert due.utcoffset() == due.astimezone(UTC).astimezone(zone).utcoffset()

    @given(near_changes, st.sampled_from(TimeUnit), st.integers(1, 40))
    def test_leave_every_due_moment_on_the_clocks(self, near, unit, amount):
        zone, start = near
        due = calendar_of(zone).add(start, amount, unit)
        shown = due.replace(tzinfo=None)
        assert due.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == shown

    @given(near_changes, st.sampled_from(["days", "working_days"]), st.integers(1, 40))
    def test_move_a_time_of_day_by_an_hour_at_most(self, near, unit, amount):
        zone, start = near
        due = calendar_of(zone).add(start, amount, unit)
        began, ends = (
            each.astimezone(zone).replace(tzinfo=None) for each in (start, due)
        )
        gap = timedelta(
            hours=ends.hour - began.hour, minutes=ends.minute - began.minute
        )
        # A skipped time is moved past the gap, one that comes twice means the first.
        assert gap in (timedelta(0), timedelta(hours=1))

    @given(near_changes, near_changes, st.sampled_from(["hours", "days"]), amounts)
    def test_let_a_later_start_be_due_an_hour_earlier_at_most(
        self, one, two, unit, amount
    ):
        zone = one[0]
        early, late = sorted([one[1], two[1]])
        calendar = calendar_of(zone)
        gain = calendar.add(early, amount, unit) - calendar.add(late, amount, unit)
        assert gain <= timedelta(hours=1)

    def test_start_in_an_hour_that_is_skipped(self):
        # 02:30 on 28 March 2026 did not exist in Hebron.
        start = at(HEBRON, 2026, 3, 28, 2, 30)
        calendar = calendar_of()
        assert (
            calendar.add(start, 1, "hours").isoformat() == "2026-03-28T04:30:00+03:00"
        )
        due = calendar.add(start, 1, "working_days")
        assert due.isoformat() == "2026-03-29T02:30:00+03:00"

    def test_start_in_the_second_of_two_equal_hours(self):
        # 01:30 on 24 October 2026 came twice in Gaza.
        first = at(GAZA, 2026, 10, 24, 1, 30)
        second = first.replace(fold=1)
        calendar = calendar_of(GAZA)
        for start, due in (
            (first, "2026-10-24T01:30:00+02:00"),
            (second, "2026-10-24T02:30:00+02:00"),
        ):
            assert calendar.add(start, 1, "hours").isoformat() == due
            sunday = calendar.add(start, 1, "working_days")
            assert sunday.isoformat() == "2026-10-25T01:30:00+02:00"


class TestEndsOfMonths:
    @pytest.mark.parametrize(
        ("start", "amount", "unit", "due"),
        [
            ((2026, 1, 31), 1, "days", (2026, 2, 1)),
            ((2027, 2, 28), 1, "working_days", (2027, 3, 1)),
            ((2028, 2, 28), 1, "working_days", (2028, 2, 29)),
            ((2028, 2, 28), 2, "days", (2028, 3, 1)),
            ((2028, 2, 29), 365, "days", (2029, 2, 28)),
            ((2028, 2, 29), 366, "days", (2029, 3, 1)),
            ((2026, 12, 31), 1, "days", (2027, 1, 1)),
            # Thursday, the last of the year; the weekend is in the next.
            ((2026, 12, 31), 1, "working_days", (2027, 1, 3)),
            ((2026, 12, 31), 24, "hours", (2027, 1, 1)),
        ],
    )
    def test_are_days_like_others(self, start, amount, unit, due):
        answer = calendar_of().add(at(HEBRON, *start, 9), amount, unit)
        assert answer == at(HEBRON, *due, 9)


class TestLongRests:
    @given(st.dates(date(2015, 1, 1), date(2030, 12, 31)), st.integers(1, 400))
    def test_are_waited_out(self, first, length):
        rest = [first + timedelta(n) for n in range(length)]
        calendar = calendar_of(holidays=rest)
        start = at(HEBRON, first.year, first.month, first.day, 9) - timedelta(days=1)
        due = calendar.add_working_days(start, 1)
        assert due.date() > rest[-1]
        assert (due.date() - rest[-1]).days <= 3

    @given(st.integers(0, 6), moments, st.integers(1, 60))
    def test_of_six_days_leave_one_day_a_week(self, working_day, start, amount):
        weekend = frozenset(range(7)) - {working_day}
        due = WorkingCalendar(weekend, frozenset(), HEBRON).add_working_days(
            start, amount
        )
        assert due.weekday() == working_day
        first = start.astimezone(HEBRON).date()
        assert (amount - 1) * 7 < (due.date() - first).days <= amount * 7

    def test_of_a_feast_before_a_weekend(self):
        # 27 to 31 May 2026 is Wednesday to Sunday.
        feast = [date(2026, 5, day) for day in range(27, 32)]
        due = calendar_of(holidays=feast).add_working_days(
            at(HEBRON, 2026, 5, 26, 9), 1
        )
        assert due == at(HEBRON, 2026, 6, 1, 9)


class TestLongDeadlines:
    @pytest.mark.parametrize(
        ("amount", "unit"), [(2600, "working_days"), (3650, "days"), (87_600, "hours")]
    )
    def test_of_ten_years_are_found_at_once(self, amount, unit):
        calendar = calendar_of(holidays=find_public_holidays("PS", range(2020, 2040)))
        began = time.perf_counter()
        due = calendar.add(at(HEBRON, 2026, 1, 4, 9), amount, unit)
        assert time.perf_counter() - began < 1
        assert due.year in (2035, 2036)


class TestCalendarOfThePolicy:
    @pytest.mark.parametrize("year", [2012, 2023, 2026, 2029, 2036])
    def test_knows_the_holidays_of_long_ago_and_of_years_to_come(self, portal, year):
        with freeze(datetime(2026, 11, 27, tzinfo=UTC)):
            assert date(year, 5, 1) in get_calendar().holidays

    def test_has_a_clock_of_three_years_ago_leap_over_its_holidays(self, portal):
        # The first of May 2023 was a Monday.
        start = datetime(2023, 4, 30, 9, tzinfo=HEBRON)
        with freeze(datetime(2026, 11, 27, tzinfo=UTC)):
            due = get_calendar().add(start, 1, "working_days")
        assert due == at(HEBRON, 2023, 5, 2, 9)
