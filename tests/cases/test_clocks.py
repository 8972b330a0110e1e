"""Response clocks start and stop by what happens, with the edition's amounts."""

from datetime import timedelta
from plone import api
from riaya.cases.clocks import ClockState
from riaya.cases.clocks import find_deadlines
from riaya.cases.clocks import find_next_due
from riaya.core.clock import freeze
from riaya.core.clock import now
from riaya.core.clock import today
from riaya.core.settings import get_zone
from riaya.site.demo_walk import add_item

import pytest


def read_clocks(case):
    """Return the deadlines of a case by their codes."""
    return {deadline.clock: deadline for deadline in find_deadlines(case)}


class TestRunning:
    def test_a_registered_case_waits_for_rapid_assessment_and_assignment(self, case):
        assert set(read_clocks(case)) == {"T2", "T3"}
        assert {each.state for each in read_clocks(case).values()} == {
            ClockState.RUNNING
        }

    @pytest.mark.parametrize(
        ("group", "hours"), [("immediate", 24), ("urgent", 72), ("service", 7 * 24)]
    )
    def test_the_response_group_decides_how_long(self, case, group, hours):
        case.response_group = group
        clock = read_clocks(case)["T2"]
        assert clock.due_at - clock.started_at == timedelta(hours=hours)

    def test_changing_the_group_moves_the_open_due_date(self, case):
        case.response_group = "service"
        before = find_next_due(case)
        case.response_group = "immediate"
        assert find_next_due(case) < before

    def test_an_open_clock_is_overdue_after_its_moment(self, case):
        with freeze(now() + timedelta(days=30)):
            assert read_clocks(case)["T2"].state == ClockState.OVERDUE


class TestStopping:
    def test_done_in_time_is_met(self, case, advance):
        advance(case, "screened")
        assert read_clocks(case)["T2"].state == ClockState.MET

    def test_done_after_its_moment_is_late(self, case, advance):
        with freeze(now() + timedelta(days=30)):
            advance(case, "screened")
        assert read_clocks(case)["T2"].state == ClockState.LATE

    def test_assigning_starts_the_clock_of_the_first_contact(self, case, advance):
        advance(case, "assigned")
        clocks = read_clocks(case)
        assert clocks["T3"].state == ClockState.MET
        assert clocks["T4"].state == ClockState.RUNNING

    def test_declining_gives_the_supervisors_their_time_again(
        self, case, advance, as_worker
    ):
        advance(case, "assigned")
        with as_worker("case-manager.ps-jen"):
            api.content.transition(case, "decline_assignment", comment="عبء كبير")
        clocks = read_clocks(case)
        assert clocks["T3"].state == ClockState.RUNNING
        assert clocks["T4"].met_at is not None

    def test_a_refused_case_has_nothing_left_to_wait_for(self, case, as_worker):
        with as_worker("case-supervisor.ps-jen"):
            api.content.transition(case, "refuse", comment="خارج النطاق")
        assert find_next_due(case) is None

    def test_a_closed_case_waits_only_for_its_after_care(self, case, advance):
        advance(case, "closed")
        running = {c for c, each in read_clocks(case).items() if each.met_at is None}
        assert running == {"T11"}

    def test_a_contact_after_closing_meets_the_after_care(
        self, case, advance, as_worker
    ):
        advance(case, "closed")
        with as_worker("case-manager.ps-jen"):
            visit = add_item(
                case,
                "riaya.follow_up",
                kind="call",
                due_on=today(get_zone()),
            )
            visit.done_on = today(get_zone())
            visit.outcome = "الأسرة بخير."
            api.content.transition(visit, "record")
        assert read_clocks(case)["T11"].state == ClockState.MET
        assert find_next_due(case) is None

    def test_a_supervisor_has_limited_time_for_a_decision(self, case, advance):
        advance(case, "closing")
        assert read_clocks(case)["T10"].state == ClockState.RUNNING
        advance(case, "closed")
        assert read_clocks(case)["T10"].state == ClockState.MET
