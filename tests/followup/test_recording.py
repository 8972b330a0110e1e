"""Planning and recording contacts."""

from datetime import timedelta
from plone import api
from riaya.cases.clocks.running import find_next
from riaya.cases.exceptions import TransitionRefused
from riaya.cases.practice.readiness import find_obstacles
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.followup.recording import has_recorded
from riaya.followup.scheduling import FollowUpDays
from riaya.site.demo_walk import add_item

import pytest


pytestmark = pytest.mark.case_in("implementation")
MANAGER = "case-manager.ps-jen"


@pytest.fixture
def plan_contact(as_worker, case):
    """Return a function that plans a contact some days from today."""

    def plan(days=0, **fields):
        due_on = today(get_zone()) + timedelta(days=days)
        with as_worker(MANAGER):
            return add_item(
                case, "riaya.follow_up", kind="call", due_on=due_on, **fields
            )

    return plan


def record(contact, as_worker):
    with as_worker(MANAGER):
        api.content.transition(contact, "record")


class TestRecording:
    def test_needs_day_and_outcome(self, plan_contact, as_worker):
        contact = plan_contact()
        with pytest.raises(TransitionRefused) as refusal:
            record(contact, as_worker)
        assert len(refusal.value.obstacles) == 2
        assert api.content.get_state(contact) == "planned"

    @pytest.mark.takes("follow_up_workflow", "record")
    def test_counts_as_the_follow_up_form(self, case, plan_contact, as_worker):
        contact = plan_contact(done_on=today(get_zone()), outcome="تقدم")
        assert not has_recorded(case)
        record(contact, as_worker)
        assert has_recorded(case)


class TestClosing:
    def test_is_held_up_by_a_missed_contact(self, case, plan_contact):
        plan_contact(days=-1)
        assert "error_follow_ups_missed" in find_obstacles(case, "request_closure")

    def test_is_not_held_up_by_a_contact_still_to_come(self, case, plan_contact):
        plan_contact(days=0)
        assert "error_follow_ups_missed" not in find_obstacles(case, "request_closure")


class TestScheduling:
    def test_a_planned_contact_is_what_comes_next(self, case, plan_contact):
        plan_contact(days=-3)
        zone = get_zone()
        next_day = find_next(case).due_at.astimezone(zone).date()
        assert next_day == today(zone) - timedelta(days=3)

    def test_the_last_contact_names_the_next(self, case, plan_contact, as_worker):
        day = today(get_zone())
        contact = plan_contact(done_on=day, outcome="تقدم", next_on=day)
        record(contact, as_worker)
        assert FollowUpDays(case).find() == [day]
        plan_contact(days=5)
        assert FollowUpDays(case).find() == [day + timedelta(days=5)]

    @pytest.mark.case_in("closed")
    def test_an_ended_case_waits_for_planned_contacts_only(self, case):
        case["follow-up-1"].next_on = today(get_zone())
        assert FollowUpDays(case).find() == []
