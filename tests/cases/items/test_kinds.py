"""What an item of a case file says of itself where its feature says nothing special."""

from datetime import date
from datetime import datetime
from datetime import UTC
from riaya.cases.items.kinds import CaseItemKind
from types import SimpleNamespace

import pytest


MOMENT = datetime(2026, 11, 3, 9, tzinfo=UTC)
CREATED = SimpleNamespace(asdatetime=lambda: MOMENT)
HELD, PLANNED = date(2026, 11, 20), date(2026, 11, 25)
KIND = CaseItemKind(portal_type="riaya.contact", days=("held_on", "planned_on"))


@pytest.mark.parametrize(
    ("columns", "day"),
    [
        ({"held_on": HELD, "planned_on": PLANNED}, HELD),
        ({"held_on": None, "planned_on": PLANNED}, PLANNED),
        # A column that the catalog has no value for.
        ({"planned_on": SimpleNamespace()}, MOMENT),
        ({}, MOMENT),
    ],
)
def test_its_day_is_the_first_that_is_known_or_that_of_its_making(columns, day):
    assert KIND.get_day(SimpleNamespace(created=CREATED, **columns)) == day
