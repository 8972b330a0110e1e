"""The tabs of the site, for the different people."""

from plone import api

import pytest


@pytest.fixture
def find_tabs(portal, http_request, as_worker):
    """Return a function that lists the tabs a worker is offered."""

    def find(user_id):
        with as_worker(user_id):
            view = api.content.get_view("plone_context_state", portal, http_request)
            return {action["id"] for action in view.actions("portal_tabs")}

    return find


class TestTabs:
    @pytest.mark.parametrize(
        "user_id",
        ["intake-officer.ps-jen", "case-manager.ps-jen", "planner", "trainer"],
    )
    def test_lead_everybody_to_the_worklist_the_guide_and_the_offices(
        self, find_tabs, user_id
    ):
        assert {"worklist", "tasks", "guide", "forms", "offices"} <= find_tabs(user_id)

    def test_lead_everybody_who_is_signed_in_to_training(self, find_tabs):
        assert "training" in find_tabs("case-manager.ps-jen")
        assert "training" in find_tabs("planner")
