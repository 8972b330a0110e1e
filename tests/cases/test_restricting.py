"""Restricting a case and lifting the restriction."""

from plone import api
from plone.api.exc import InvalidParameterError
from riaya.cases.timeline import find_occurrences

import pytest


MANAGER = "case-manager.ps-jen"
SUPERVISOR = "case-supervisor.ps-jen"
OTHER_SUPERVISOR = "case-supervisor-2.ps-jen"
DIRECTOR = "office-director.ps-jen"
STRANGER = "case-supervisor.ps-nbs"


def may_read(user_id, case):
    return api.user.has_permission("View", username=user_id, obj=case)


def find_numbers(user_id):
    """Return the numbers of the cases that somebody finds in the catalog."""
    with api.env.adopt_user(username=user_id):
        return [brain.Title for brain in api.content.find(portal_type="riaya.case")]


@pytest.fixture
def restricted(case, as_worker):
    """Return a case in assessment that its supervisor restricted."""
    with as_worker(SUPERVISOR):
        api.content.transition(case, "restrict")
    return case


@pytest.mark.case_in("assessment")
class TestLifting:
    @pytest.mark.takes("confidentiality_workflow", "unrestrict")
    def test_opens_the_case_to_its_office_again(self, restricted, as_worker):
        for user in (OTHER_SUPERVISOR, DIRECTOR):
            assert not may_read(user, restricted)
            assert find_numbers(user) == []
        with as_worker(SUPERVISOR):
            api.content.transition(restricted, "unrestrict")
        for user in (MANAGER, SUPERVISOR, OTHER_SUPERVISOR, DIRECTOR):
            assert may_read(user, restricted)
            assert find_numbers(user) == [restricted.case_number]
        assert not may_read(STRANGER, restricted)

    def test_stands_in_the_timeline(self, restricted, as_worker):
        with as_worker(SUPERVISOR):
            api.content.transition(restricted, "unrestrict")
        lifted, before = find_occurrences(restricted)[:2]
        assert (lifted.kind, lifted.actor) == ("unrestrict", SUPERVISOR)
        assert before.kind == "restrict"

    def test_leaves_the_stage_as_it_is(self, restricted, as_worker):
        with as_worker(SUPERVISOR):
            api.content.transition(restricted, "unrestrict")
        assert api.content.get_state(restricted) == "assessment"

    def test_is_for_the_supervisor_of_the_case_alone(self, restricted, as_worker):
        for user in (MANAGER, OTHER_SUPERVISOR, DIRECTOR, STRANGER, "admin"):
            with as_worker(user), pytest.raises(InvalidParameterError):
                api.content.transition(restricted, "unrestrict")
        assert not may_read(DIRECTOR, restricted)

    def test_needs_a_restriction(self, case, as_worker):
        with as_worker(SUPERVISOR), pytest.raises(InvalidParameterError):
            api.content.transition(case, "unrestrict")


class TestRestricting:
    def test_is_refused_to_who_neither_has_nor_oversees_the_case(self, case, as_worker):
        for user in ("intake-officer.ps-jen", STRANGER, "planner", "admin"):
            with as_worker(user), pytest.raises(InvalidParameterError):
                api.content.transition(case, "restrict")
        assert may_read(DIRECTOR, case)

    def test_makes_whoever_does_it_the_supervisor_of_a_case_without_one(
        self, case, as_worker
    ):
        assert case.supervisor is None
        with as_worker(OTHER_SUPERVISOR):
            api.content.transition(case, "restrict")
        assert case.supervisor == OTHER_SUPERVISOR
        assert may_read(OTHER_SUPERVISOR, case)
        assert not may_read(SUPERVISOR, case)
