"""Dates are written as people of the two countries write them."""

from datetime import date
from datetime import datetime
from riaya.core.time.dates import format_day
from riaya.core.time.dates import format_moment
from riaya.core.time.dates import get_months

import pytest


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


@pytest.mark.parametrize("language", ["ar", "en"])
class TestMonths:
    def test_are_those_of_palestine_and_syria(self, language):
        assert get_months(language) == MONTHS[language]

    def test_stand_in_days(self, language):
        days = [format_day(date(2026, month, 3), language) for month in range(1, 13)]
        assert days == [f"3 {name} 2026" for name in MONTHS[language]]


@pytest.mark.parametrize(
    ("language", "written"),
    [("ar", "21 تشرين الثاني 2026، 14:05"), ("en", "21 November 2026, 14:05")],
)
def test_a_moment_has_the_comma_of_its_language(language, written):
    assert format_moment(datetime(2026, 11, 21, 14, 5), language) == written  # noqa: DTZ001


def test_no_day_and_no_moment_are_nothing():
    assert (format_day(None, "ar"), format_moment(None, "ar")) == ("", "")
