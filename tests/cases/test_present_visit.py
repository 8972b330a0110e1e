"""Two people work on one stage at the same moment."""

from riaya.cases.practice.present_visit import end_visit
from riaya.cases.practice.present_visit import PresentVisit
from riaya.core.time.clock import now
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
from ZODB.POSException import ReadConflictError

import pytest
import transaction


@pytest.fixture
def two_people(tmp_path):
    """Return the same visit as two people have it, each with a transaction."""
    database = DB(FileStorage(str(tmp_path / "visits.fs")))
    with database.transaction() as connection:
        connection.root()["visit"] = PresentVisit("registered", now(), 0)
    managers = [transaction.TransactionManager(explicit=False) for _each in range(2)]
    connections = [database.open(manager) for manager in managers]
    visits = [connection.root()["visit"] for connection in connections]
    for visit in visits:
        len(visit.ticks), len(visit.skips)
    yield list(zip(managers, visits, strict=True))
    for manager, connection in zip(managers, connections, strict=True):
        manager.abort()
        connection.close()
    database.close()


def test_ticks_of_two_people_are_both_kept(two_people):
    (one, visit), (other, same_visit) = two_people
    visit.ticks["item-1"] = {"by": "one"}
    same_visit.ticks["item-2"] = {"by": "other"}
    one.commit()
    other.commit()
    one.begin()
    assert set(visit.ticks) == {"item-1", "item-2"}


def test_a_tick_is_not_lost_in_a_stage_that_is_left_meanwhile(two_people):
    (one, visit), (other, same_visit) = two_people
    visit.ticks["item-1"] = {"by": "one"}
    same_visit._p_jar.readCurrent(same_visit)
    end_visit(same_visit)
    one.commit()
    with pytest.raises(ReadConflictError):
        other.commit()


def test_nobody_ticks_in_a_stage_that_was_left_meanwhile(two_people):
    (one, visit), (other, same_visit) = two_people
    end_visit(visit)
    same_visit._p_jar.readCurrent(same_visit)
    same_visit.ticks["item-1"] = {"by": "other"}
    one.commit()
    with pytest.raises(ReadConflictError):
        other.commit()
