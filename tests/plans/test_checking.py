"""What cannot be true of a plan is refused, and said where it stands."""

from datetime import date
from riaya.core.validation import InvalidField
from riaya.plans.checking import check_period
from riaya.plans.checking import check_steps
from types import SimpleNamespace
from zope.i18n import translate

import pytest


FIRST, SECOND = date(2026, 11, 1), date(2026, 11, 2)


def make_plan(**fields):
    empty = dict.fromkeys(("steps", "period_start", "period_end", "review_on"))
    return SimpleNamespace(**empty | fields)


def make_step(start_on=None, due_on=None):
    return {"start_on": start_on, "due_on": due_on}


class TestSteps:
    @pytest.mark.parametrize(
        "steps",
        [
            None,
            [],
            [make_step(FIRST, FIRST)],
            [make_step(FIRST, SECOND)],
            [make_step(None, FIRST), make_step(SECOND, None)],
        ],
    )
    def test_may_end_on_the_day_they_start_or_say_no_day(self, steps):
        assert check_steps(make_plan(steps=steps)) is None

    def test_that_end_before_are_named_by_their_rows(self):
        wrong = make_step(SECOND, FIRST)
        with pytest.raises(InvalidField) as refusal:
            check_steps(make_plan(steps=[wrong, make_step(), wrong]))
        assert refusal.value.field_name == "steps"
        assert "Row 1, 3:" in translate(refusal.value.args[0])


class TestPeriod:
    @pytest.mark.parametrize("field", ["period_end", "review_on"])
    def test_may_end_on_the_day_it_starts_and_no_day_before(self, field):
        check_period(make_plan(period_start=SECOND, **{field: SECOND}))
        check_period(make_plan(**{field: FIRST}))
        with pytest.raises(InvalidField) as refusal:
            check_period(make_plan(period_start=SECOND, **{field: FIRST}))
        assert refusal.value.field_name == field
