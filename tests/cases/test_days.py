"""The very day, and the one beside it."""

from datetime import date
from datetime import timedelta
from riaya.cases.days import refuse_before
from riaya.cases.days import refuse_future
from riaya.cases.plausibility import check_client
from riaya.core.settings import get_zone
from riaya.core.time.clock import freeze
from riaya.core.time.clock import now
from riaya.core.time.clock import today
from riaya.core.validation import InvalidField
from types import SimpleNamespace

import pytest


pytestmark = pytest.mark.usefixtures("portal")
DAY = timedelta(days=1)


def make_client(**fields):
    plausible = {
        "id_kind": "national",
        "national_id": "900000001",
        "no_id_reason": None,
        "birth_date": None,
        "reported_at": None,
    }
    return SimpleNamespace(**plausible | fields)


def find_field(check, *arguments):
    """Return the field that is refused."""
    with pytest.raises(InvalidField) as refusal:
        check(*arguments)
    return refusal.value.field_name


class TestWorkThatIsDone:
    def test_was_done_today_at_the_latest(self):
        day = today(get_zone())
        for past in (None, day - DAY, day):
            assert refuse_future("held_on", past) is None
        assert find_field(refuse_future, "held_on", day + DAY) == "held_on"

    def test_was_not_done_before_it_could_begin(self):
        earliest = date(2026, 12, 1)
        for day in (None, earliest, earliest + DAY):
            assert refuse_before("held_on", day, earliest, "too early") is None
        assert refuse_before("held_on", earliest, None, "too early") is None
        too_early = ("held_on", earliest - DAY, earliest, "too early")
        assert find_field(refuse_before, *too_early) == "held_on"


class TestAClient:
    def test_was_born_today_at_the_latest(self):
        day = today(get_zone())
        assert check_client(make_client(birth_date=day)) is None
        tomorrow = make_client(birth_date=day + DAY)
        assert find_field(check_client, tomorrow) == "birth_date"

    def test_was_reported_at_this_moment_at_the_latest(self):
        with freeze(now()) as moment:
            assert check_client(make_client(reported_at=moment)) is None
            later = make_client(reported_at=moment + timedelta(seconds=1))
            assert find_field(check_client, later) == "reported_at"

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"national_id": "900000002"}, "national_id"),
            ({"national_id": None}, "national_id"),
            ({"id_kind": "none", "national_id": None}, "no_id_reason"),
            ({"id_kind": "none", "no_id_reason": "lost"}, "national_id"),
        ],
    )
    def test_is_refused_beside_the_field_that_is_wrong(self, fields, field):
        assert find_field(check_client, make_client(**fields)) == field
