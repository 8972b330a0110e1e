"""Who can be made case manager, and what assigning does."""

from plone import api
from riaya.cases.assignment import assign_case
from riaya.cases.assignment import find_candidates
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
