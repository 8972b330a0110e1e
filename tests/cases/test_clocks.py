"""Response clocks start and stop by what happens, with the edition's amounts."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from riaya.cases.clocks.running import ClockState
from riaya.cases.clocks.running import Deadline
from riaya.cases.clocks.running import find_changes
from riaya.cases.clocks.running import find_deadlines
from riaya.cases.clocks.running import find_finished
from riaya.cases.clocks.running import find_next
from riaya.cases.clocks.running import find_open
from riaya.cases.clocks.running import recompute_clocks
from riaya.cases.clocks.running import start_clock
from riaya.cases.interfaces import ICase
from riaya.cases.plausibility import check_client
from riaya.core.settings import get_zone
from riaya.core.time.clock import freeze
from riaya.core.time.clock import now
from riaya.core.time.clock import today
from riaya.core.validation import InvalidField
from riaya.site.demo_walk import add_item
from riaya.site.demo_walk import Walk
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent

import pytest


def read_clocks(case):
    """Return the deadlines of a case by their codes."""
    return {deadline.clock: deadline for deadline in find_deadlines(case)}


@pytest.fixture
def record_contact(as_worker):
    """Return a function that records a contact with the client of a case."""

    def record(case):
        with as_worker("case-manager.ps-jen"):
            day = today(get_zone())
            visit = add_item(case, "riaya.follow_up", kind="call", due_on=day)
            visit.done_on = day
            visit.outcome = "الأسرة بخير."
            api.content.transition(visit, "record")

    return record


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
        before = find_next(case).due_at
        case.response_group = "immediate"
        assert find_next(case).due_at < before

    def test_an_open_clock_is_overdue_after_its_moment(self, case):
        with freeze(now() + timedelta(days=30)):
            assert read_clocks(case)["T2"].state == ClockState.OVERDUE


class TestStopping:
    @pytest.mark.case_in("screened")
    def test_done_in_time_is_met(self, case):
        assert read_clocks(case)["T2"].state == ClockState.MET

    def test_done_after_its_moment_is_late(self, case, advance):
        with freeze(now() + timedelta(days=30)):
            advance(case, "screened")
        assert read_clocks(case)["T2"].state == ClockState.LATE

    @pytest.mark.case_in("assigned")
    def test_assigning_starts_the_clock_of_the_first_contact(self, case):
        clocks = read_clocks(case)
        assert clocks["T3"].state == ClockState.MET
        assert clocks["T4"].state == ClockState.RUNNING

    @pytest.mark.case_in("assigned")
    def test_declining_gives_the_supervisors_their_time_again(self, case, as_worker):
        with as_worker("case-manager.ps-jen"):
            api.content.transition(case, "decline_assignment", comment="عبء كبير")
        clocks = read_clocks(case)
        assert clocks["T3"].state == ClockState.RUNNING
        assert clocks["T4"].met_at is not None

    def test_a_refused_case_has_nothing_left_to_wait_for(self, case, as_worker):
        with as_worker("case-supervisor.ps-jen"):
            api.content.transition(case, "refuse", comment="خارج النطاق")
        assert find_next(case) is None

    @pytest.mark.case_in("closed")
    def test_a_closed_case_waits_only_for_its_after_care(self, case):
        running = {c for c, each in read_clocks(case).items() if each.met_at is None}
        assert running == {"T11"}

    @pytest.mark.case_in("closing")
    def test_a_complaint_is_still_answered_when_its_case_is_closed(self, case, advance):
        start_clock(case, "T12", "assessment-9")
        advance(case, "closed")
        running = {each.clock: each.state for each in find_open(case)}
        assert running == {"T11": ClockState.RUNNING, "T12": ClockState.RUNNING}

    @pytest.mark.case_in("closed")
    def test_a_contact_after_closing_meets_the_after_care(self, case, record_contact):
        record_contact(case)
        assert read_clocks(case)["T11"].state == ClockState.MET
        assert find_next(case) is None

    @pytest.mark.case_in("closing")
    def test_a_supervisor_has_limited_time_for_a_decision(self, case, advance):
        assert read_clocks(case)["T10"].state == ClockState.RUNNING
        advance(case, "closed")
        assert read_clocks(case)["T10"].state == ClockState.MET


class TestTheMomentItself:
    """Who is done at the very moment is in time."""

    DUE = datetime(2026, 12, 1, 9, tzinfo=UTC)
    NEXT = DUE + timedelta.resolution

    @pytest.mark.parametrize(
        ("met_at", "state"), [(DUE, ClockState.MET), (NEXT, ClockState.LATE)]
    )
    def test_belongs_to_what_was_met(self, met_at, state):
        ended = Deadline("T2", self.DUE - timedelta(days=1), self.DUE, met_at)
        assert ended.state == state

    @pytest.mark.parametrize(
        ("moment", "state"), [(DUE, ClockState.RUNNING), (NEXT, ClockState.OVERDUE)]
    )
    def test_belongs_to_what_still_runs(self, moment, state):
        with freeze(moment):
            running = Deadline("T2", self.DUE - timedelta(days=1), self.DUE)
            assert running.state == state


class TestStandardsTable:
    """Each clock starts and stops by what the standards' table names."""

    def test_the_time_from_report_to_registration_is_known_at_once(self, register):
        an_hour_ago = now().astimezone(get_zone()).replace(tzinfo=None)
        an_hour_ago -= timedelta(hours=1)
        case = register(reported_at=an_hour_ago)
        assert read_clocks(case)["T1"].state == ClockState.MET

    def test_a_report_that_waited_too_long_was_registered_late(self, register):
        case = register(reported_at=now() - timedelta(days=30))
        assert read_clocks(case)["T1"].state == ClockState.LATE

    def test_a_case_without_the_moment_of_its_report_has_no_such_clock(self, case):
        assert "T1" not in read_clocks(case)

    @pytest.mark.case_in("implementation")
    def test_each_contact_begins_the_next_interval_and_the_earlier_stays(
        self, case, record_contact
    ):
        with freeze(now() + timedelta(days=2)):
            record_contact(case)
        with freeze(now() + timedelta(days=200)):
            record_contact(case)
        intervals = [
            each
            for each in (*find_finished(case), *find_open(case))
            if each.clock == "T7"
        ]
        assert [each.state for each in intervals] == [
            ClockState.MET,
            ClockState.LATE,
            ClockState.RUNNING,
        ]

    @pytest.mark.case_in("assessment")
    def test_a_contact_before_the_plan_runs_begins_no_interval(
        self, case, record_contact
    ):
        record_contact(case)
        clocks = read_clocks(case)
        assert clocks["T4"].state == ClockState.MET
        assert "T7" not in clocks

    @pytest.mark.case_in("implementation")
    def test_a_newer_plan_counts_as_the_review(self, case, as_worker):
        with freeze(now() + timedelta(days=5)):
            plan = Walk(case).write_plan()
            with as_worker(case.supervisor):
                api.content.transition(plan, "approve", comment="موافق")
        reviews = [
            each
            for each in (*find_finished(case), *find_open(case))
            if each.clock == "T8"
        ]
        assert [each.state for each in reviews] == [
            ClockState.MET,
            ClockState.RUNNING,
        ]

    @pytest.mark.case_in("closing")
    def test_returning_a_closure_begins_contacts_and_reviews_again(
        self, case, as_worker
    ):
        with as_worker(case.supervisor):
            api.content.transition(case, "return_closure", comment="لم تكتمل")
        clocks = read_clocks(case)
        assert clocks["T7"].state == clocks["T8"].state == ClockState.RUNNING

    @pytest.mark.case_in("implementation")
    def test_decisions_about_two_items_are_timed_apart(self, case, as_worker):
        first, second = Walk(case).write_plan(), Walk(case).write_plan()
        waiting = [each for each in find_open(case) if each.clock == "T10"]
        assert {each.item_id for each in waiting} == {first.getId(), second.getId()}
        with as_worker(case.supervisor):
            api.content.transition(first, "return_", comment="تُستكمل")
        waiting = [each for each in find_open(case) if each.clock == "T10"]
        assert [each.item_id for each in waiting] == [second.getId()]


class TestChanging:
    def test_a_changed_group_keeps_what_was_before(self, case, as_worker):
        before = read_clocks(case)["T2"].due_at
        with as_worker("intake-officer.ps-jen"):
            case.response_group = "immediate"
            notify(ObjectModifiedEvent(case, Attributes(ICase, "response_group")))
        after = read_clocks(case)["T2"].due_at
        assert after < before
        change = next(each for each in find_changes(case) if each.clock == "T2")
        assert (change.former_due, change.due) == (before, after)
        assert (change.reason, change.group) == ("response_group", "immediate")

    @pytest.mark.case_in("screened")
    def test_a_finished_clock_does_not_move(self, case):
        before = read_clocks(case)["T2"]
        case.response_group = "immediate"
        assert read_clocks(case)["T2"] == before

    def test_a_new_holiday_moves_open_clocks_when_they_are_dated_anew(self, case):
        case.response_group = "service"
        due = read_clocks(case)["T3"].due_at
        day = due.astimezone(get_zone()).date().isoformat()
        api.portal.set_registry_record(
            "riaya.policy.holidays", [{"date": day, "ar": "عطلة", "en": "Holiday"}]
        )
        changes = recompute_clocks(case, "calendar")
        assert {each.clock for each in changes} >= {"T3"}
        assert read_clocks(case)["T3"].due_at > due


class TestReport:
    """When a case was reported is typed as the office's clocks show it."""

    def test_is_asked_when_a_case_is_registered(self, portal, render):
        office = portal["offices"]["ps-jen"]
        page = render("intake-officer.ps-jen", office, "register-case")
        assert page.cssselect("input[name='form.widgets.reported_at']")

    def test_a_moment_of_another_zone_is_kept_in_that_of_the_office(self, register):
        moment = now() - timedelta(hours=3)
        case = register(reported_at=moment)
        assert case.reported_at == moment
        assert case.reported_at.utcoffset() == moment.astimezone(get_zone()).utcoffset()

    def test_in_the_future_is_refused_beside_the_field(self, case):
        case.reported_at = now() + timedelta(hours=1)
        with pytest.raises(InvalidField) as refused:
            check_client(case)
        assert refused.value.field_name == "reported_at"


@pytest.mark.case_in("implementation")
def test_a_complaint_written_down_in_the_file_has_to_be_answered(case, as_worker):
    with as_worker("case-manager.ps-jen"):
        complaint = add_item(
            case,
            "riaya.assessment",
            kind="complaint",
            assessed_on=today(get_zone()),
            summary="شكوى من تأخر الزيارة",
        )
        api.content.transition(complaint, "submit")
    assert read_clocks(case)["T12"].state == ClockState.RUNNING
    assert "T10" not in {each.clock for each in find_open(case)}
    with freeze(now() + timedelta(days=60)), as_worker("case-supervisor.ps-jen"):
        assert read_clocks(case)["T12"].state == ClockState.OVERDUE
        api.content.transition(complaint, "approve", comment="أُجيب عنها")
    assert read_clocks(case)["T12"].state == ClockState.LATE
