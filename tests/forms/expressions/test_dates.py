"""Days and times: compared, subtracted and written as a person does on a calendar.

Source: ODK XForms specification, number(), date and time functions.  It is
ten in the morning of 25 November 2026 in Hebron, two hours before Greenwich.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

import math
import pytest


TEXTS = [
    ("today()", "2026-11-25"),
    ("now()", "2026-11-25T10:00:00.000+02:00"),
    ("date('2000-01-01')", "2000-01-01"),
    ("date('2018-1-2')", "2018-01-02"),
    ("date('2000-01-01T23:30:00.000Z')", "2000-01-02"),
    ("date('2000-01-01T23:30:00')", "2000-01-01"),
    ("date(0)", "1970-01-01"),
    ("date(6.5)", "1970-01-07"),
    ("date(-1)", "1969-12-31"),
    ("date(14127)", "2008-09-05"),
    ("date(-10252)", "1941-12-07"),
    ("date(date('1989-11-09'))", "1989-11-09"),
    ("date('')", ""),
    ("date('1983-09-31')", ""),
    ("date('not a date')", ""),
    ("date(true())", ""),
    ("date(number(''))", ""),
    ("date(1 div 0)", ""),
    ("date(99999999)", ""),
    ("date(today() + 5)", "2026-11-30"),
    ("date(/data/birth + 1)", "1984-03-01"),
    ("date(decimal-date-time('2026-01-02') + 7)", "2026-01-09"),
    ("date(concat('2026', '-', 3, '-', 1))", "2026-03-01"),
    ("date(/data/visit)", "2026-11-25"),
    ("date-time('2026-06-01')", "2026-06-01T00:00:00.000+03:00"),
    ("date-time('2026-01-01T10:00:00.000Z')", "2026-01-01T12:00:00.000+02:00"),
    ("date-time(0.5)", "1970-01-01T12:00:00.000+02:00"),
    ("date-time('')", ""),
    (
        "format-date('2018-01-02T10:20:30.123', '%Y-%m-%e %H:%M:%S')",
        "2018-01-2 10:20:30",
    ),
    ("format-date('2001-12-31', '%b %e, %Y')", "Dec 31, 2001"),
    ("format-date(/data/birth, '%d/%m/%y %a %n')", "29/02/84 Wed 2"),
    ("format-date(0, '%Y')", "1970"),
    ("format-date('', '%Y')", ""),
    ("format-date('x', '%Y')", ""),
    ("format-date('2001-12-31', '100%')", "100%"),
    ("format-date-time('2018-01-02T09:05:03.007', '%H %h %M %S %3')", "09 9 05 03 007"),
    ("format-date-time(/data/visit, '%H:%M')", "09:30"),
    ("format-date-time('2026-11-25T09:30:00.000Z', '%H:%M')", "11:30"),
    ("if(/data/birth > '1980-01-01', 'after', 'before')", "after"),
]

NUMBERS = [
    ("number('1970-01-02')", 1),
    ("number('1969-12-31')", -1),
    ("number(date('2008-09-05'))", 14127),
    ("number('1970-01-01T12:00:00.000')", 0.5),
    ("number('1970-01-01T12:00:00.000+02:00')", 0.5),
    ("number('1970-01-01T22:00:00Z')", 1),
    ("date('2020-01-01') + 5", 18267),
    ("today() - '2026-11-20'", 5),
    ("date('2008-09-08') - date('1983-10-06')", 9104),
    ("int((today() - /data/birth) div 365.25)", 42),
    ("int((today() - date('2008-11-26')) div 365.25)", 17),
    ("round(now() - today(), 4)", 0.4167),
    ("decimal-date-time('1970-01-01')", 0),
    ("decimal-date-time('2026-01-02')", 20455),
    ("decimal-date-time('1970-01-01T06:00:00.000')", 0.25),
    ("decimal-date-time(2.5)", 2.5),
    ("decimal-time('12:00')", 0.5),
    ("decimal-time('18:00:00.000')", 0.75),
    ("decimal-time('18:00:00.000+02:00')", 0.75),
    ("decimal-time('16:00:00.000Z')", 0.75),
    ("decimal-time('2026-06-01T06:00:00.000')", 0.25),
    ("decimal-time(3.75)", 0.75),
    ("max('2026-01-01', '2025-01-01')", 20454),
    ("-date('1970-01-02')", -1),
]

TRUTHS = [
    ("date('2001-12-26') > date('2001-12-25')", True),
    ("'1969-07-20' < '1969-07-21'", True),
    ("/data/birth <= today()", True),
    ("/data/birth > today()", False),
    ("today() >= /data/visit", False),
    ("now() >= /data/visit", True),
    ("date(/data/visit) = today()", True),
    ("/data/birth = '1984-02-29'", True),
    ("/data/birth = date('1984-2-29')", True),
    ("'2026-11-30' = today() + 5", True),
    ("'2026-11-30' != today() + 5", False),
    ("/data/empty <= today()", False),
    ("/data/name <= today()", False),
    ("/data/visit = '2026-11-25T07:30:00.000Z'", False),
    ("/data/visit - '2026-11-25T07:30:00.000Z' = 0", True),
    ("decimal-date-time(/data/birth) < decimal-date-time(today())", True),
    ("decimal-time('09:30') >= decimal-time('08:00')", True),
]

NOT_NUMBERS = [
    "number('1983-09-31')",
    "number('2020-13-01')",
    "number('0000-01-01')",
    "number('2020-01-01T25:00')",
    "number('2020-01-01T10:00:00+99:00')",
    "number('9999-12-31T23:59:59-12:00')",
    "number('2020-01-01 x')",
    "number('٢٠٢٠-٠١-٠١')",
    "decimal-date-time('')",
    "decimal-date-time('12:00')",
    "decimal-date-time(true())",
    "decimal-time('')",
    "decimal-time('noon')",
    "decimal-time(1 div 0)",
    "today() - /data/empty",
]


@pytest.mark.parametrize(("source", "expected"), TEXTS)
def test_is_written(ask, source, expected):
    assert ask(source) == expected


@pytest.mark.parametrize(("source", "expected"), NUMBERS)
def test_is_counted(ask, source, expected):
    assert ask(source) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("source", "expected"), TRUTHS)
def test_is_compared(ask, source, expected):
    assert ask(source) is expected


@pytest.mark.parametrize("source", NOT_NUMBERS)
def test_is_no_day(ask, source):
    assert math.isnan(ask(source))


def test_a_constraint_on_a_birth_date(ask):
    assert ask(". <= today()", "/data/birth") is True
    assert ask(". >= today() - 30", "/data/birth") is False


def test_days_are_whole_across_the_change_of_the_clock(ask):
    spring = datetime(2026, 4, 15, 12, 0, tzinfo=ZoneInfo("Asia/Hebron"))
    assert ask("today() - '2026-01-01'", moment=spring) == 104


def test_days_count_from_1970_in_utc_when_the_offices_are_there(ask, greenwich):
    assert ask("decimal-date-time('1970-01-01T00:00:00Z')", moment=greenwich) == 0
    assert ask("number('1970-01-02T06:00:00Z')", moment=greenwich) == 1.25
