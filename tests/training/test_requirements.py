"""An edition demands certificates of those who get cases."""

from datetime import datetime
from datetime import time
from datetime import timedelta
from plone import api
from riaya.cases.assignment import assign_case
from riaya.cases.assignment import find_candidates
from riaya.cases.exceptions import ManagerNotEligible
from riaya.core.exceptions import RiayaError
from riaya.core.settings import get_zone
from riaya.core.time.clock import freeze
from riaya.core.time.clock import now
from riaya.guide.lookup import get_edition
from riaya.training.certificates.issuing import find_certificates
from riaya.training.certificates.issuing import revoke_certificate
from zope.i18n import translate

import pytest


pytestmark = pytest.mark.case_in("screened")
FIRST = "case-manager.ps-jen"
SECOND = "case-manager-2.ps-jen"


@pytest.fixture
def screened(case, course):
    """Return a case that waits for its manager, by an edition that demands a course."""
    edition = get_edition(case.guide)
    edition.required_certificates = [{"role": "Case Manager", "course": "CM-BASIC"}]
    return case


def find_reasons(case):
    return {
        each.user_id: each.refusal and translate(each.refusal)
        for each in find_candidates(case)
    }


class TestAssignment:
    def test_is_offered_only_to_holders_of_a_valid_certificate(
        self, screened, session, hold
    ):
        hold(session, case_manager="passed")
        reasons = find_reasons(screened)
        assert reasons[FIRST] is None
        assert "Has no certificate" in reasons[SECOND]
        assert "دورة CM-BASIC" in reasons[SECOND]

    def test_says_when_a_certificate_expired(self, screened, plan_session, hold):
        past = now() - timedelta(days=3 * 365)
        with freeze(past + timedelta(hours=1)):
            hold(plan_session(past), case_manager="passed")
        assert "expired on" in find_reasons(screened)[FIRST]

    def test_says_that_a_certificate_was_revoked(
        self, screened, session, hold, as_worker
    ):
        hold(session, case_manager="passed")
        with as_worker("trainer"):
            revoke_certificate(find_certificates([FIRST])[0].number, "قرار")
        assert "revoked" in find_reasons(screened)[FIRST]

    def test_is_refused_without_a_certificate(self, screened, as_worker):
        with (
            as_worker("case-supervisor.ps-jen"),
            pytest.raises(ManagerNotEligible, match="Has no certificate"),
        ):
            assign_case(screened, FIRST)
        assert api.content.get_state(screened) == "screened"

    def test_is_refused_by_the_transition_too(self, screened, as_worker):
        screened.case_manager = FIRST
        with (
            as_worker("case-supervisor.ps-jen"),
            pytest.raises(RiayaError, match="Has no certificate"),
        ):
            api.content.transition(screened, "assign")

    def test_warns_of_a_certificate_that_expires_within_thirty_days(
        self, screened, plan_session, hold
    ):
        past = now() - timedelta(days=2 * 365 - 20)
        with freeze(past + timedelta(hours=1)):
            hold(plan_session(past), case_manager="passed")
        found = {each.user_id: each for each in find_candidates(screened)}
        assert found[FIRST].refusal is None
        assert "expires on" in translate(found[FIRST].notice)

    @pytest.mark.parametrize(("days", "is_told"), [(0, True), (30, True), (31, False)])
    def test_warns_from_the_thirtieth_day_before_to_the_last_one(
        self, screened, session, hold, days, is_told
    ):
        hold(session, case_manager="passed")
        (certificate,) = find_certificates([FIRST])
        noon = datetime.combine(certificate.expires_on, time(12), get_zone())
        with freeze(noon - timedelta(days=days)):
            found = {each.user_id: each for each in find_candidates(screened)}
        assert found[FIRST].refusal is None
        assert bool(found[FIRST].notice) is is_told

    def test_shows_the_reason_on_its_page(self, screened, render):
        text = render("case-supervisor.ps-jen", screened, "assign-case").text_content()
        assert "دورة CM-BASIC" in text

    def test_asks_nothing_where_the_edition_demands_nothing(self, case):
        assert set(find_reasons(case).values()) == {None}


class TestMyTraining:
    def test_names_what_is_demanded_and_what_is_held(
        self, screened, session, hold, render, portal
    ):
        page = render(FIRST, portal, "my-training")
        assert not page.xpath("//ul[@class='riaya-checklist']/li[@class='is-done']")
        hold(session, case_manager="passed")
        page = render(FIRST, portal, "my-training")
        assert page.xpath("//ul[@class='riaya-checklist']/li[@class='is-done']")
        number = find_certificates([FIRST])[0].number
        assert number in page.text_content()

    def test_marks_a_certificate_that_expires_within_sixty_days(
        self, plan_session, hold, render, portal
    ):
        past = now() - timedelta(days=2 * 365 - 50)
        with freeze(past + timedelta(hours=1)):
            hold(plan_session(past), case_manager="passed")
        page = render(FIRST, portal, "my-training")
        assert page.xpath("//table//*[contains(@class, 'is-overdue')]")

    def test_names_courses_meant_for_the_role(self, add_course, render, portal):
        add_course("FOR-ME", audience=["Case Manager"])
        add_course("FOR-OTHERS", audience=["Planner"])
        text = render(FIRST, portal, "my-training").text_content()
        assert "FOR-ME" in text
        assert "FOR-OTHERS" not in text
