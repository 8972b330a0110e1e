"""Enrolling workers, and what keeps them out."""

from datetime import timedelta
from plone import api
from riaya.core.time.clock import now
from riaya.security.system import as_system
from riaya.training.enrolment.enrolling import count_free_seats
from riaya.training.enrolment.enrolling import enrol
from riaya.training.enrolment.enrolling import enrol_oneself
from riaya.training.enrolment.enrolling import is_enrolled
from riaya.training.enrolment.enrolling import take_out
from riaya.training.enrolment.enrolling import withdraw
from riaya.training.exceptions import EnrolmentRefused
from zExceptions import Unauthorized

import pytest


MANAGER = "case-manager.ps-jen"
SECOND = "case-manager-2.ps-jen"
STRANGER = "case-manager.ps-nbs"


@pytest.fixture
def coming(plan_session):
    """Return a session of two seats that takes place tomorrow."""
    return plan_session(now() + timedelta(days=1), capacity=2)


class TestTrainers:
    def test_enrol_workers_of_any_office_with_where_they_came_from(self, coming):
        enrol(coming, [MANAGER, STRANGER])
        assert {row["worker"]: row["office"] for row in coming.participants} == {
            MANAGER: "PS-JEN",
            STRANGER: "PS-NBS",
        }

    @pytest.mark.parametrize(
        ("chosen", "sentence"),
        [
            ([MANAGER], "enrolled already"),
            ([SECOND, SECOND], "enrolled already"),
            ([SECOND, STRANGER], "Free seats: 1"),
            (["nobody-here"], "no account"),
            ([], "Choose at least one"),
        ],
    )
    def test_cannot_enrol_nobody_twice_or_beyond_the_seats(
        self, coming, chosen, sentence
    ):
        enrol(coming, [MANAGER])
        with pytest.raises(EnrolmentRefused, match=sentence):
            enrol(coming, chosen)
        assert [row["worker"] for row in coming.participants] == [MANAGER]

    def test_take_workers_out_of_a_planned_session(self, coming):
        enrol(coming, [MANAGER])
        take_out(coming, MANAGER)
        assert not is_enrolled(coming, MANAGER)
        with pytest.raises(EnrolmentRefused):
            take_out(coming, MANAGER)

    def test_cannot_change_a_session_that_was_held(self, session, hold):
        hold(session, case_manager="passed")
        with pytest.raises(EnrolmentRefused):
            enrol(session, [SECOND])
        with pytest.raises(EnrolmentRefused):
            take_out(session, MANAGER)


class TestWorkers:
    def test_enrol_themselves_and_withdraw(self, coming, as_worker):
        with as_worker(MANAGER):
            enrol_oneself(coming)
            assert is_enrolled(coming, MANAGER)
            withdraw(coming)
        assert count_free_seats(coming) == 2

    def test_cannot_once_the_session_has_begun(self, session, as_worker):
        with as_worker(MANAGER), pytest.raises(EnrolmentRefused, match="has begun"):
            enrol_oneself(session)

    def test_enrol_on_the_page_of_the_session(self, coming, render):
        page = render(MANAGER, coming, "session-view")
        assert page.xpath("//button[@value='enrol']")
        render(MANAGER, coming, "session-view", "POST", do="enrol")
        page = render(MANAGER, coming, "session-view")
        assert page.xpath("//button[@value='withdraw']")

    def test_see_only_themselves_among_the_participants(self, coming, render):
        enrol(coming, [MANAGER, STRANGER])
        text = render(MANAGER, coming, "session-view").text_content()
        assert "مديرة الحالة الأولى – جنين" in text
        assert "مديرة الحالة الأولى – نابلس" not in text

    def test_of_whom_somebody_has_left_keep_their_place(self, coming, render):
        enrol(coming, [MANAGER])
        with as_system():
            api.user.delete(username=MANAGER)
        assert MANAGER in render("trainer", coming, "session-view").text_content()


class TestPages:
    def test_of_enrolment_are_for_trainers(self, coming, render):
        for page in ("enrol", "attendance"):
            with pytest.raises(Unauthorized):
                render(MANAGER, coming, page)

    def test_enrol_the_chosen_workers(self, coming, render):
        page = render("trainer", coming, "enrol", office="PS-NBS")
        assert STRANGER in page.xpath("//input[@type='checkbox']/@value")
        form = {"office": "PS-NBS", "chosen": [STRANGER]}
        assert render("trainer", coming, "enrol", "POST", **form) is None
        assert is_enrolled(coming, STRANGER)

    def test_say_why_nobody_was_enrolled(self, coming, render):
        page = render("trainer", coming, "enrol", "POST", office="PS-NBS")
        assert page.xpath("//*[@role='alert']")

    def test_record_attendance_and_hold_the_session(self, session, render):
        enrol(session, [MANAGER])
        form = {f"attended.{MANAGER}": "yes", f"result.{MANAGER}": "passed"}
        assert render("trainer", session, "attendance", "POST", **form) is None
        assert session.participants[0]["result"] == "passed"
        assert render("trainer", session, "session-step", "POST", id="hold") is None
        assert api.content.get_state(session) == "held"

    def test_show_what_is_missing_before_a_session_is_held(self, session, render):
        page = render("trainer", session, "session-step", id="hold")
        assert page.xpath("//*[contains(@class, 'riaya-missing')]//li")
        page = render("trainer", session, "session-step", "POST", id="hold")
        assert page.xpath("//*[@role='alert']//li")

    def test_offer_no_step_to_workers(self, session, render):
        page = render(MANAGER, session, "session-step", id="hold")
        assert not page.xpath("//form[contains(@action, 'session-step')]")
