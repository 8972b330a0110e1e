"""Holding a session makes certificates; correcting it keeps their story."""

from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from riaya.core.exceptions import RiayaError
from riaya.core.review import CommentMissing
from riaya.core.review import OwnWork
from riaya.core.settings import get_zone
from riaya.core.time.clock import freeze
from riaya.core.time.clock import now
from riaya.core.time.clock import today
from riaya.security.system import as_system
from riaya.training.certificates.issuing import find_certificates
from riaya.training.certificates.issuing import find_expiry
from riaya.training.certificates.issuing import get_certificate
from riaya.training.certificates.issuing import revoke_certificate
from riaya.training.certificates.issuing import Validity
from riaya.training.enrolment.enrolling import enrol
from riaya.training.exceptions import CertificateNotFound
from riaya.training.exceptions import HeldSessionStays
from riaya.training.exceptions import RevocationRefused
from riaya.training.exceptions import SessionCannotBeHeld
from riaya.training.sessions.holding import record_attendance
from unittest.mock import ANY
from zExceptions import Unauthorized

import pytest
import re


MANAGER = "case-manager.ps-jen"
SECOND = "case-manager-2.ps-jen"


class TestHolding:
    def test_gives_everybody_who_passed_a_certificate(self, session, hold):
        hold(session, case_manager="passed", case_manager_2="failed")
        (certificate,) = find_certificates([MANAGER, SECOND], "CM-BASIC")
        assert certificate.worker == MANAGER
        assert re.fullmatch(
            f"CM-BASIC-{session.last_day.year}-[0-9]{{4}}", certificate.number
        )
        assert certificate.name.startswith("مديرة الحالة")
        assert certificate.session == session.UID()

    def test_numbers_certificates_of_a_course_without_gaps_to_be_confused(
        self, plan_session, hold
    ):
        hold(plan_session(), case_manager="passed")
        hold(plan_session(), case_manager_2="passed")
        numbers = {
            each.number for each in find_certificates([MANAGER, SECOND], "CM-BASIC")
        }
        assert len(numbers) == 2

    @pytest.mark.parametrize(
        ("enrolled", "recorded", "sentence"),
        [
            ([], {}, "Nobody is enrolled"),
            ([MANAGER], {}, "missing: 1"),
            ([MANAGER], {MANAGER: {"attended": "yes"}}, None),
        ],
    )
    def test_needs_participants_and_their_attendance(
        self, session, as_worker, enrolled, recorded, sentence
    ):
        with as_worker("trainer"):
            if enrolled:
                enrol(session, enrolled)
            record_attendance(session, recorded)
            if sentence is None:
                api.content.transition(session, "hold")
                assert api.content.get_state(session) == "held"
                return
            with pytest.raises(SessionCannotBeHeld) as refusal:
                api.content.transition(session, "hold")
        assert sentence in str(refusal.value)

    def test_is_refused_before_the_session_begins(self, plan_session, hold):
        session = plan_session(now() + timedelta(days=1))
        with pytest.raises(SessionCannotBeHeld, match="begins on"):
            hold(session, case_manager="passed")

    def test_refuses_somebody_who_passed_without_attending(self, session, as_worker):
        with as_worker("trainer"):
            enrol(session, [MANAGER])
            with pytest.raises(RiayaError, match="Only somebody who attended"):
                record_attendance(
                    session, {MANAGER: {"attended": "no", "result": "passed"}}
                )

    @pytest.mark.takes("training_session_workflow", "hold")
    def test_freezes_what_was_recorded(self, session, hold, as_worker):
        hold(session, case_manager="passed")
        with as_worker("trainer"):
            assert not api.user.has_permission("Modify portal content", obj=session)
            with pytest.raises(RiayaError, match="stays as it is"):
                record_attendance(session, {MANAGER: {"attended": "no"}})

    def test_keeps_the_session_from_being_removed(
        self, session, hold, course, as_worker
    ):
        hold(session, case_manager="passed")
        with as_worker("trainer"), pytest.raises(Unauthorized):
            api.content.delete(session)
        with as_system(), pytest.raises(HeldSessionStays):
            api.content.delete(course, check_linkintegrity=False)

    @pytest.mark.takes("training_session_workflow", "cancel")
    def test_cancelling_needs_a_reason(self, session, as_worker):
        with as_worker("trainer"):
            with pytest.raises(CommentMissing):
                api.content.transition(session, "cancel")
            api.content.transition(session, "cancel", comment="تعذّر الحضور.")
        assert api.content.get_state(session) == "cancelled"


class TestCorrecting:
    @pytest.mark.takes("training_session_workflow", "reopen")
    def test_is_for_another_trainer_with_a_reason(self, session, hold, as_worker):
        hold(session, case_manager="passed")
        with as_worker("trainer"), pytest.raises(OwnWork):
            api.content.transition(session, "reopen", comment="خطأ في الحضور.")
        with as_worker("trainer-2"):
            with pytest.raises(CommentMissing):
                api.content.transition(session, "reopen")
            api.content.transition(session, "reopen", comment="خطأ في الحضور.")
        assert find_certificates([MANAGER])[0].is_valid(today(get_zone()))

    def test_keeps_right_certificates_and_revokes_wrong_ones(
        self, session, hold, as_worker
    ):
        hold(session, case_manager="passed", case_manager_2="passed")
        before = find_certificates([SECOND])
        with as_worker("trainer-2"):
            api.content.transition(session, "reopen", comment="خطأ في النتيجة.")
        hold(session, "trainer-2", case_manager="failed", case_manager_2="passed")
        (wrong,) = find_certificates([MANAGER])
        assert wrong.get_validity(today(get_zone())) == Validity.REVOKED
        assert find_certificates([SECOND]) == before


class TestCertificate:
    @pytest.mark.parametrize(
        ("issued_on", "months", "last_day"),
        [
            (date(2026, 8, 31), 6, date(2027, 2, 28)),
            (date(2027, 8, 31), 6, date(2028, 2, 29)),
            (date(2028, 2, 29), 12, date(2029, 2, 28)),
            (date(2026, 11, 27), 24, date(2028, 11, 27)),
            (date(2026, 1, 31), 0, None),
        ],
    )
    def test_ends_on_the_same_day_of_a_later_month_or_its_last(
        self, issued_on, months, last_day
    ):
        assert find_expiry(issued_on, months) == last_day

    def test_is_valid_through_its_last_day(self, plan_session, hold, add_course):
        short = add_course("SHORT", validity_months=1)
        start = datetime(2026, 1, 31, 7, tzinfo=UTC)
        with freeze(start + timedelta(days=1)):
            hold(plan_session(start, short), case_manager="passed")
        (certificate,) = find_certificates([MANAGER], "SHORT")
        assert certificate.is_valid(date(2026, 2, 28))
        assert not certificate.is_valid(date(2026, 3, 1))
        assert not certificate.is_valid(date(2026, 1, 30))
        assert find_certificates([MANAGER], "SHORT", date(2026, 3, 1)) == []

    def test_is_dated_by_the_last_day_of_the_session(self, plan_session, hold):
        start = datetime(2026, 3, 1, 7, tzinfo=UTC)
        with freeze(datetime(2026, 6, 1, tzinfo=UTC)):
            hold(plan_session(start), case_manager="passed")
        assert find_certificates([MANAGER])[0].issued_on == date(2026, 3, 1)

    def test_is_revoked_once_and_with_a_reason(self, session, hold, as_worker):
        hold(session, case_manager="passed")
        number = find_certificates([MANAGER])[0].number
        with as_worker("trainer"):
            with pytest.raises(RevocationRefused):
                revoke_certificate(number, " ")
            revoke_certificate(number, "أُلغيت بقرار.")
            with pytest.raises(RevocationRefused):
                revoke_certificate(number, "مرة أخرى")
        kept = get_certificate(number)
        assert (kept.revoked_by, kept.revocation_reason) == ("trainer", "أُلغيت بقرار.")
        assert kept.revoked_on == ANY
        assert find_certificates([MANAGER], day=kept.revoked_on) == []

    def test_is_not_given_again_to_somebody_whose_certificate_was_revoked(
        self, session, hold, as_worker
    ):
        hold(session, case_manager="passed")
        number = find_certificates([MANAGER])[0].number
        with as_worker("trainer-2"):
            revoke_certificate(number, "أُلغيت بقرار.")
            api.content.transition(session, "reopen", comment="تصحيح.")
        hold(session, "trainer-2", case_manager="passed")
        assert len(find_certificates([MANAGER])) == 1

    def test_that_does_not_exist_is_refused_in_a_sentence(self, training):
        with pytest.raises(CertificateNotFound, match="NO-2026-0001"):
            get_certificate("NO-2026-0001")
