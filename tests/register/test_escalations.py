"""Overdue clocks are told to the supervisor, then to the director, once each."""

from datetime import timedelta
from plone import api
from riaya.cases.clocks.escalation import escalate
from riaya.cases.clocks.escalation import Level
from riaya.cases.clocks.running import find_deadlines
from riaya.cases.clocks.running import find_next
from riaya.cases.timeline import find_occurrences
from riaya.core.interfaces import IJob
from riaya.core.settings import get_zone
from riaya.core.time.clock import freeze
from riaya.core.time.clock import now
from riaya.guide.lookup import get_edition
from riaya.register.questions import View
from zope.component import getUtility

import pytest


pytestmark = pytest.mark.case_in("assigned")
SUPERVISOR = "case-supervisor.ps-jen"
COLLEAGUE = "case-supervisor-2.ps-jen"
DIRECTOR = "office-director.ps-jen"
MOMENT = timedelta(minutes=1)


@pytest.fixture
def tell(portal):
    """Return a function that does the job's work as it is due now."""
    job = getUtility(IJob, name="register.escalations")

    def tell_now():
        keys = list(job.find_work(portal))
        for key in keys:
            job.do(portal, key)
        return len(keys)

    return tell_now


@pytest.fixture
def overdue(case):
    """Return an assigned case, and when its next clock runs over."""
    return case, find_next(case).due_at


def find_told(case):
    """Return the escalations in the timeline, the oldest first."""
    return [
        (each.kind, each.comment)
        for each in reversed(find_occurrences(case))
        if each.kind.startswith("escalated")
    ]


def test_nothing_is_told_before_a_clock_runs_over(overdue, tell):
    assert tell() == 0


def test_the_supervisor_hears_at_once_and_only_once(overdue, tell, ask):
    case, due_at = overdue
    with freeze(due_at + MOMENT):
        assert tell() == 1
        assert tell() == 0
        assert find_told(case) == [("escalated_to_supervisor", "T4")]
        assert ask(SUPERVISOR, View.ESCALATED).total == 1


def test_the_supervisor_hears_at_the_very_moment_and_not_before(portal, overdue):
    case, due_at = overdue
    with freeze(due_at - timedelta.resolution):
        assert escalate(case) == []
    with freeze(due_at):
        assert [level for level, _deadline in escalate(case)] == [Level.SUPERVISOR]


def test_the_work_is_found_at_the_very_moment(portal, overdue):
    case, due_at = overdue
    job = getUtility(IJob, name="register.escalations")
    with freeze(due_at):
        assert list(job.find_work(portal)) == [case.UID()]


def test_a_second_server_that_found_the_same_work_tells_nothing(portal, overdue):
    case, due_at = overdue
    job = getUtility(IJob, name="register.escalations")
    with freeze(due_at + MOMENT):
        keys = list(job.find_work(portal))
        for key in keys + keys:
            job.do(portal, key)
    assert len(find_told(case)) == 1


def test_the_director_hears_when_as_much_time_again_has_passed(overdue, tell, ask):
    case, due_at = overdue
    started_at = next(e for e in find_deadlines(case) if e.clock == "T4").started_at
    with freeze(due_at + MOMENT):
        tell()
        assert ask(DIRECTOR, View.ESCALATED).total == 0
    with freeze(due_at + (due_at - started_at) + MOMENT):
        tell()
        assert ("escalated_to_director", "T4") in find_told(case)
        assert ask(DIRECTOR, View.ESCALATED).items[0].escalation == 2


def test_the_edition_says_how_long_it_waits(overdue, tell):
    case, due_at = overdue
    get_edition(case.guide).escalations = [
        {"clock": "T4", "supervisor_after": 5, "director_after": 9, "unit": "hours"}
    ]
    case.reindexObject(idxs=["modified"])
    with freeze(due_at + timedelta(hours=4)):
        tell()
        assert find_told(case) == []
    with freeze(due_at + timedelta(hours=10)):
        tell()
        assert find_told(case) == [
            ("escalated_to_supervisor", "T4"),
            ("escalated_to_director", "T4"),
        ]


def test_it_stands_under_the_supervisor_of_the_case_only(overdue, tell, ask):
    _case, due_at = overdue
    with freeze(due_at + MOMENT):
        tell()
        assert ask(SUPERVISOR, View.ESCALATED).total == 1
        assert ask(COLLEAGUE, View.ESCALATED).total == 0
        assert ask("case-supervisor.ps-nbs", View.ESCALATED).total == 0


@pytest.mark.case_in("registered")
def test_a_case_without_a_supervisor_stands_under_all_of_its_office(case, tell, ask):
    with freeze(find_next(case).due_at + MOMENT):
        tell()
        assert ask(COLLEAGUE, View.ESCALATED).total == 1
        assert ask("case-supervisor.ps-nbs", View.ESCALATED).total == 0


def test_it_leaves_the_list_when_the_work_is_done(overdue, tell, ask, as_worker):
    case, due_at = overdue
    with freeze(due_at + MOMENT):
        tell()
        with as_worker("case-manager.ps-jen"):
            api.content.transition(case, "decline_assignment", comment="عبء كبير")
        assert ask(SUPERVISOR, View.ESCALATED).total == 0


@pytest.mark.case_in("registered")
def test_a_new_holiday_dates_the_clocks_of_every_case_once(portal, case):
    case.response_group = "service"
    case.reindexObject()
    before = next(e for e in find_deadlines(case) if e.clock == "T3").due_at
    api.portal.set_registry_record(
        "riaya.policy.holidays",
        [
            {
                "date": f"{before.astimezone(get_zone()):%Y-%m-%d}",
                "ar": "عطلة",
                "en": "Holiday",
            }
        ],
    )
    job = getUtility(IJob, name="register.redating")
    keys = list(job.find_work(portal))
    assert keys == [case.UID()]
    job.do(portal, keys[0])
    after = next(e for e in find_deadlines(case) if e.clock == "T3").due_at
    assert after > before
    assert list(job.find_work(portal)) == []


def test_an_hour_later_nothing_new_is_told(overdue, tell):
    case, due_at = overdue
    with freeze(due_at + MOMENT):
        tell()
    with freeze(due_at + timedelta(hours=1)):
        assert now() > due_at
        assert tell() == 0
    assert len(find_told(case)) == 1
