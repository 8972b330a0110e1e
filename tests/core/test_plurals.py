"""Counts are said as the language says them."""

from riaya.core.plurals import CountedMessage
from riaya.core.plurals import get_plural_form
from zope.i18n import interpolate
from zope.i18nmessageid import MessageFactory

import pytest


_ = MessageFactory("riaya")

CASES = CountedMessage(
    zero=_("msg_zero", default="لا حالات"),
    one=_("msg_one", default="حالة واحدة"),
    two=_("msg_two", default="حالتان"),
    few=_("msg_few", default="${count} حالات"),
    many=_("msg_many", default="${count} حالة"),
    other=_("msg_other", default="${count} حالة في ${office}"),
)


class TestGetPluralForm:
    # The samples are those of the CLDR chart of plural rules, and all up to 200.
    @pytest.mark.parametrize(
        ("form", "numbers"),
        [
            ("zero", [0]),
            ("one", [1]),
            ("two", [2]),
            ("few", [*range(3, 11), *range(103, 111), 1003]),
            ("many", [*range(11, 100), *range(111, 200), 1011]),
            ("other", [100, 101, 102, 200, 201, 202, 1000, 10000, 1000000]),
        ],
    )
    def test_arabic_counts_in_six_forms(self, form, numbers):
        assert {get_plural_form(number, "ar") for number in numbers} == {form}

    def test_english_counts_everything_but_one_alike(self):
        forms = [get_plural_form(number, "en") for number in range(201)]
        assert forms == ["other", "one", *["other"] * 199]


class TestCountedMessage:
    @pytest.mark.parametrize(
        ("number", "said"),
        [
            (0, "لا حالات"),
            (1, "حالة واحدة"),
            (2, "حالتان"),
            (7, "7 حالات"),
            (11, "11 حالة"),
        ],
    )
    def test_says_the_number_in_its_form(self, number, said):
        message = CASES.say(number)
        assert interpolate(message.default, message.mapping) == said

    def test_stays_a_message_of_its_domain(self):
        assert (CASES.say(3), CASES.say(3).domain) == ("msg_few", "riaya")

    def test_fills_in_the_other_values_too(self):
        message = CASES.say(100, office="جنين")
        assert interpolate(message.default, message.mapping) == "100 حالة في جنين"
