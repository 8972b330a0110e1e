"""A case that ended early is taken back: by whom, why, and what begins anew."""

from datetime import timedelta
from plone import api
from plone.api.exc import InvalidParameterError
from riaya.cases.clocks.running import ClockState
from riaya.cases.clocks.running import find_finished
from riaya.cases.clocks.running import find_open
from riaya.cases.timeline import find_occurrences
from riaya.core.review import CommentMissing
from riaya.core.time.clock import freeze
from riaya.core.time.clock import now

import pytest


INTAKE = "intake-officer.ps-jen"
SUPERVISOR = "case-supervisor.ps-jen"
OTHER_SUPERVISOR = "case-supervisor-2.ps-jen"
DIRECTOR = "office-director.ps-jen"
STRANGERS = (
    INTAKE,
    "case-manager.ps-jen",
    "field-researcher.ps-jen",
    "case-supervisor.ps-nbs",
    "planner",
    "trainer",
    "admin",
)
REASON = "تبيّن أنها أسرة أخرى"


def may(user_id, permission, case):
    return api.user.has_permission(permission, username=user_id, obj=case)


@pytest.fixture
def end(as_worker):
    """Return a function that ends a case early, as its intake officer."""

    def end_case(case, transition="refuse"):
        with as_worker(INTAKE):
            api.content.transition(case, transition, comment="خارج النطاق")

    return end_case


@pytest.fixture
def reinstate(as_worker):
    """Return a function that takes a case back as somebody."""

    def take_back(case, user=SUPERVISOR, **fields):
        with as_worker(user):
            api.content.transition(case, "reinstate", **fields)

    return take_back


class TestReinstating:
    @pytest.mark.takes("case_workflow", "reinstate")
    @pytest.mark.parametrize("ending", ["refuse", "mark_duplicate"])
    def test_gives_the_case_back_to_the_intake_desk(self, case, end, reinstate, ending):
        end(case, ending)
        assert not may(INTAKE, "View", case)
        reinstate(case, comment=REASON)
        assert api.content.get_state(case) == "registered"
        assert may(INTAKE, "Modify portal content", case)
        assert may(INTAKE, "Riaya: Screen case", case)

    def test_keeps_who_did_it_and_why_beside_the_reason_of_the_end(
        self, case, end, reinstate
    ):
        end(case)
        reinstate(case, comment=f" {REASON} ")
        back, ended = find_occurrences(case)[:2]
        assert (back.kind, back.actor, back.comment) == (
            "reinstate",
            SUPERVISOR,
            REASON,
        )
        assert (ended.kind, ended.comment) == ("refuse", "خارج النطاق")

    @pytest.mark.parametrize("ending", ["refuse", "mark_duplicate"])
    def test_needs_a_reason(self, case, end, reinstate, ending):
        end(case, ending)
        before = (api.content.get_state(case), len(find_occurrences(case)))
        for fields in ({}, {"comment": ""}, {"comment": " \n "}):
            with pytest.raises(CommentMissing):
                reinstate(case, **fields)
        assert (api.content.get_state(case), len(find_occurrences(case))) == before

    def test_is_asked_for_with_its_reason_on_the_page(self, case, end, render):
        end(case)
        page = render(SUPERVISOR, case, "transition", "POST", id="reinstate")
        assert page.cssselect("[role=alert]")
        assert api.content.get_state(case) == "refused"
        render(SUPERVISOR, case, "transition", "POST", id="reinstate", comment=REASON)
        assert api.content.get_state(case) == "registered"

    def test_gives_the_time_for_screening_and_assigning_anew(
        self, case, end, reinstate
    ):
        end(case)
        assert not list(find_open(case))
        with freeze(now() + timedelta(days=30)):
            reinstate(case, comment=REASON)
            waiting = {each.clock: each for each in find_open(case)}
            assert set(waiting) == {"T2", "T3"}
            for clock in waiting.values():
                assert clock.state == ClockState.RUNNING
                assert clock.due_at > now()
        assert {each.clock for each in find_finished(case)} == {"T2", "T3"}

    def test_leaves_the_case_free_to_go_its_way(self, case, end, reinstate, advance):
        end(case)
        reinstate(case, comment=REASON)
        assert api.content.get_state(advance(case, "assigned")) == "assigned"


class TestWhoReinstates:
    @pytest.mark.parametrize("user", [SUPERVISOR, OTHER_SUPERVISOR, DIRECTOR])
    def test_are_the_overseers_of_the_office(self, case, end, reinstate, user):
        end(case)
        reinstate(case, user, comment=REASON)
        assert api.content.get_state(case) == "registered"

    @pytest.mark.parametrize("ending", ["refuse", "mark_duplicate"])
    def test_is_nobody_else(self, case, end, reinstate, ending):
        end(case, ending)
        before = api.content.get_state(case)
        for user in STRANGERS:
            with pytest.raises(InvalidParameterError):
                reinstate(case, user, comment=REASON)
        assert api.content.get_state(case) == before

    def test_is_only_the_assigned_supervisor_of_a_restricted_case(
        self, case, end, reinstate, as_worker
    ):
        with as_worker(SUPERVISOR):
            api.content.transition(case, "restrict")
        end(case)
        for user in (OTHER_SUPERVISOR, DIRECTOR):
            with pytest.raises(InvalidParameterError):
                reinstate(case, user, comment=REASON)
        assert api.content.get_state(case) == "refused"
        reinstate(case, SUPERVISOR, comment=REASON)
        assert api.content.get_state(case) == "registered"


@pytest.mark.case_in
@pytest.mark.parametrize("stage", ["registered", "screened", "closed"])
def test_a_case_that_did_not_end_early_cannot_be_reinstated(case, reinstate, stage):
    with pytest.raises(InvalidParameterError):
        reinstate(case, comment=REASON)
    assert api.content.get_state(case) == stage


def test_a_case_that_ended_early_is_not_reopened_as_a_closed_one_is(
    case, end, as_worker
):
    end(case)
    with as_worker(SUPERVISOR), pytest.raises(InvalidParameterError):
        api.content.transition(case, "reopen", comment=REASON)
    assert api.content.get_state(case) == "refused"
