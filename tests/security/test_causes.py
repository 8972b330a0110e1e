"""A cause of access holds as long as it says."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from riaya.security.causes import Cause
from riaya.security.roles import CaseRole

import pytest


UNTIL = datetime(2026, 12, 1, tzinfo=UTC)


def make_cause(until: datetime | None) -> Cause:
    return Cause("somebody", CaseRole.MANAGER, "substitution", "Stands in", until)


@pytest.mark.parametrize(
    ("moment", "is_in_force"),
    [
        (UNTIL - timedelta.resolution, True),
        (UNTIL, False),
        (UNTIL + timedelta.resolution, False),
    ],
)
def test_ends_at_the_very_moment(moment, is_in_force):
    assert make_cause(UNTIL).is_in_force(moment) is is_in_force


def test_without_an_end_does_not_end():
    assert make_cause(None).is_in_force(UNTIL)
