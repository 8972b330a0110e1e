"""Workers are called by their names, and who has left by the id that stays."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from riaya.core.time.clock import freeze
from riaya.security.people import find_names
from riaya.security.people import get_name


MANAGER = "case-manager.ps-jen"


def test_a_worker_is_called_by_the_full_name(workers):
    fullname = api.user.get(MANAGER).getProperty("fullname")
    assert fullname != MANAGER
    assert get_name(MANAGER) == fullname
    assert find_names([MANAGER, None, "", MANAGER, "left.long-ago"]) == {
        MANAGER: fullname,
        "left.long-ago": "left.long-ago",
    }


def test_a_worker_without_a_name_is_called_by_the_id(workers):
    api.user.get("planner").setMemberProperties({"fullname": ""})
    assert get_name("planner") == "planner"


def test_a_new_name_is_seen_after_five_minutes(workers):
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    with freeze(moment):
        former = get_name(MANAGER)
    api.user.get(MANAGER).setMemberProperties({"fullname": "ليلى التجريبية"})
    for seconds, name in ((299, former), (300, "ليلى التجريبية")):
        with freeze(moment + timedelta(seconds=seconds)):
            assert get_name(MANAGER) == name
