"""The clock of Riaya can be held still."""

from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from riaya.core.time.clock import freeze
from riaya.core.time.clock import now
from riaya.core.time.clock import today
from threading import Thread
from zoneinfo import ZoneInfo

import pytest


NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
HEBRON = ZoneInfo("Asia/Hebron")


class TestNow:
    def test_is_the_machine_time_in_utc(self):
        before = datetime.now(UTC)
        assert before <= now() <= datetime.now(UTC)
        assert now().utcoffset() == timedelta(0)


class TestFreeze:
    def test_holds_the_clock_inside_the_block_only(self):
        with freeze(NOON) as moment:
            assert now() == moment == NOON
        assert now() != NOON

    def test_speaks_utc_whatever_zone_was_given(self):
        with freeze(datetime(2026, 12, 1, 14, tzinfo=HEBRON)):
            assert now().isoformat() == "2026-12-01T12:00:00+00:00"

    def test_may_be_nested(self):
        with freeze(NOON):
            with freeze(NOON + timedelta(days=1)):
                assert now() == NOON + timedelta(days=1)
            assert now() == NOON

    def test_lets_the_clock_go_when_the_block_fails(self):
        with pytest.raises(RuntimeError), freeze(NOON):
            raise RuntimeError
        assert now() != NOON

    def test_leaves_other_threads_alone(self):
        seen = []
        with freeze(NOON):
            thread = Thread(target=lambda: seen.append(now()))
            thread.start()
            thread.join()
        assert seen != [NOON]

    def test_refuses_a_moment_without_a_time_zone(self):
        with (
            pytest.raises(ValueError, match="has no time zone"),
            freeze(NOON.replace(tzinfo=None)),
        ):
            pass


class TestToday:
    def test_is_the_day_of_the_zone_and_not_of_utc(self):
        with freeze(datetime(2026, 12, 1, 22, 30, tzinfo=UTC)):
            assert today(HEBRON) == date(2026, 12, 2)
            assert today(UTC) == date(2026, 12, 1)
