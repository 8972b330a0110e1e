"""Who can be made case manager, and what assigning does."""

from plone import api
from riaya.cases.assignment import assign_case
from riaya.cases.assignment import find_candidates
from riaya.cases.assignment import find_manager_refusal
from riaya.cases.exceptions import ManagerNotEligible
from riaya.cases.timeline import find_occurrences

import pytest


pytestmark = pytest.mark.case_in("screened")


@pytest.fixture
def screened(case):
    """Return a case that waits for its manager."""
    return case


class TestCandidates:
    def test_are_the_case_managers_of_the_office(self, screened):
        assert {each.user_id for each in find_candidates(screened)} == {
            "case-manager.ps-jen",
            "case-manager-2.ps-jen",
        }

    def test_tell_their_open_cases_and_come_by_load(self, register, advance, screened):
        advance(register(), "assessment")
        first, second = find_candidates(screened)
        assert (first.user_id, first.caseload) == ("case-manager-2.ps-jen", 0)
        assert (second.user_id, second.caseload) == ("case-manager.ps-jen", 1)

    def test_are_refused_at_the_maximum_with_the_reason(
        self, register, advance, screened
    ):
        api.portal.set_registry_record("riaya.policy.caseload_maximum", 1)
        advance(register(), "assessment")
        refused = find_candidates(screened)[-1]
        assert refused.user_id == "case-manager.ps-jen"
        assert refused.refusal is not None

    def test_are_refused_from_the_maximum_on_and_not_below(
        self, register, advance, screened, as_worker
    ):
        running = advance(register(), "assessment")
        manager, other = "case-manager.ps-jen", "case-manager-2.ps-jen"
        for maximum, first, is_refused in ((2, other, False), (1, other, True)):
            api.portal.set_registry_record("riaya.policy.caseload_maximum", maximum)
            found = {each.user_id: each for each in find_candidates(screened)}
            assert next(iter(found)) == first
            assert bool(found[manager].refusal) is is_refused
            assert not found[other].refusal
            screened.case_manager = manager
            # Whoever has the case already does not have one more by keeping it.
            assert find_manager_refusal(screened) is None
            screened.case_manager = None
        with as_worker("case-supervisor.ps-jen"), pytest.raises(ManagerNotEligible):
            assign_case(screened, manager)
        assert find_manager_refusal(running) is None

    def test_tell_from_how_many_cases_on_somebody_is_loaded(
        self, register, advance, screened
    ):
        advance(register(), "assessment")
        for warning, loaded in ((1, [False, True]), (2, [False, False])):
            api.portal.set_registry_record("riaya.policy.caseload_warning", warning)
            assert [each.is_loaded for each in find_candidates(screened)] == loaded

    def test_are_called_by_their_names(self, screened):
        for each in find_candidates(screened):
            assert each.name == api.user.get(each.user_id).getProperty("fullname")
            assert each.name != each.user_id

    def test_are_needed_for_a_case_to_be_assigned(self, screened):
        assert find_manager_refusal(screened) == "error_no_manager_chosen"
        for stranger in ("case-manager.ps-nbs", "planner"):
            screened.case_manager = stranger
            refusal = find_manager_refusal(screened)
            assert refusal == "error_not_a_manager_of_office"


class TestAssigning:
    def test_makes_the_assigning_supervisor_the_supervisor(self, screened, as_worker):
        with as_worker("case-supervisor-2.ps-jen"):
            assign_case(screened, "case-manager-2.ps-jen")
        assert screened.supervisor == "case-supervisor-2.ps-jen"
        assert api.content.get_state(screened) == "assigned"

    @pytest.mark.parametrize(
        "stranger", ["case-manager.ps-nbs", "planner", "", "nobody"]
    )
    def test_refuses_people_of_other_offices(self, screened, as_worker, stranger):
        with as_worker("case-supervisor.ps-jen"), pytest.raises(ManagerNotEligible):
            assign_case(screened, stranger)
        assert screened.case_manager is None

    def test_hands_a_running_case_over_without_leaving_its_stage(
        self, screened, advance, as_worker
    ):
        advance(screened, "planning")
        with as_worker("case-supervisor.ps-jen"):
            assign_case(screened, "case-manager-2.ps-jen", "غياب طويل")
        assert api.content.get_state(screened) == "planning"
        latest = find_occurrences(screened)[0]
        assert (latest.kind, latest.comment) == ("reassigned", "غياب طويل")
        assert api.user.has_permission(
            "View", username="case-manager-2.ps-jen", obj=screened
        )
        assert not api.user.has_permission(
            "View", username="case-manager.ps-jen", obj=screened
        )
