"""Another risk level than the form's: who may set it, and what is kept."""

from AccessControl import Unauthorized
from plone import api
from riaya.assessments.risk import override_risk
from riaya.assessments.risk import RiskLevelRefused
from riaya.assessments.submission import find_assessment_obstacles
from riaya.cases.exceptions import TransitionRefused
from riaya.cases.timeline import find_occurrences
from riaya.site.demo_walk import add_item
from tests.assessments.filled import fill
from tests.assessments.filled import MANAGER
from tests.assessments.filled import publish_risky
from tests.assessments.filled import SUPERVISOR
from zExceptions import Forbidden

import pytest


pytestmark = pytest.mark.case_in("assessment")
INTAKE = "intake-officer.ps-jen"
DIRECTOR = "office-director.ps-jen"
STRANGERS = ("case-manager-2.ps-jen", "case-manager.ps-nbs", "planner", "admin")


@pytest.fixture
def submitted(filled, as_worker):
    """Return the filled form after it was handed in."""
    with as_worker(MANAGER):
        api.content.transition(filled, "submit")
    return filled


class TestOverriding:
    def test_keeps_both_levels_the_reason_and_who(self, filled, open_case, as_worker):
        with as_worker(MANAGER):
            override_risk(filled, "medium", " زيارة لاحقة ")
        assert filled.risk_level == "medium"
        assert filled.computed_risk_level == "high"
        assert filled.risk_override_reason == "زيارة لاحقة"
        assert filled.risk_overridden_by == MANAGER
        assert filled.risk_overridden_at
        newest = find_occurrences(open_case)[0]
        assert (newest.kind, newest.target_id) == ("override_risk", filled.getId())
        assert newest.comment == "زيارة لاحقة"
        (brain,) = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
            UID=filled.UID()
        )
        assert brain.assessment_risk == "medium"

    def test_of_the_forms_own_level_takes_the_decision_back(self, filled, as_worker):
        with as_worker(MANAGER):
            override_risk(filled, "low", "سبب")
            override_risk(filled, "high", "خطأ في التقدير")
        assert filled.risk_level == "high"
        assert filled.risk_overridden_by is filled.risk_override_reason is None

    @pytest.mark.parametrize(
        ("level", "reason"),
        [("medium", " "), ("extreme", "x"), ("", "x"), ("high", "x")],
    )
    def test_is_refused_without_reason_or_another_known_level(
        self, filled, as_worker, level, reason
    ):
        with as_worker(MANAGER), pytest.raises(RiskLevelRefused):
            override_risk(filled, level, reason)
        assert filled.risk_level == "high"

    @pytest.mark.case_in("registered")
    def test_is_refused_for_an_assessment_written_by_hand(self, case, as_worker):
        with as_worker(INTAKE):
            item = add_item(case, "riaya.assessment", kind="rapid", risk_level="low")
            with pytest.raises(RiskLevelRefused):
                override_risk(item, "high", "x")

    def test_of_the_supervisor_makes_no_author(self, submitted, open_case, as_worker):
        with as_worker(SUPERVISOR):
            override_risk(submitted, "medium", "سبب")
            api.content.transition(submitted, "approve")
        assert open_case.risk_level == "medium"

    @pytest.mark.case_in("registered")
    def test_is_refused_for_a_rapid_assessment_that_counts(self, case, as_worker):
        rapid = fill(
            case,
            publish_risky(
                kind="rapid",
                table=RAPID,
            ),
            user=INTAKE,
            response_group="urgent",
        )
        with as_worker(INTAKE):
            api.content.transition(rapid, "submit")
            with pytest.raises(RiskLevelRefused):
                override_risk(rapid, "low", "x")

    def test_lasts_while_the_form_finds_the_same_level(
        self, filled, open_case, risky, as_worker
    ):
        with as_worker(MANAGER):
            override_risk(filled, "medium", "سبب")
        fill(open_case, risky, key=filled.submission_key, points=9)
        assert (filled.risk_level, filled.risk_overridden_by) == ("medium", MANAGER)
        fill(open_case, risky, key=filled.submission_key, points=1)
        assert filled.risk_level == filled.computed_risk_level == "low"
        assert filled.risk_overridden_by is None


class TestReason:
    def test_of_another_answered_level_is_asked_for_before_submission(
        self, open_case, risky, as_worker
    ):
        item = fill(open_case, risky, risk_level="low")
        with as_worker(MANAGER), pytest.raises(TransitionRefused) as refusal:
            api.content.transition(item, "submit")
        assert [str(each) for each in refusal.value.obstacles] == [
            "error_risk_reason_missing"
        ]

    def test_may_be_given_in_the_form(self, open_case, risky):
        item = fill(open_case, risky, risk_level="low", risk_reason="رأيت بنفسي")
        assert find_assessment_obstacles(item) == []

    def test_may_be_given_on_the_page(self, open_case, risky, as_worker):
        item = fill(open_case, risky, risk_level="low")
        with as_worker(MANAGER):
            override_risk(item, "low", "رأيت بنفسي")
        assert find_assessment_obstacles(item) == []

    def test_is_not_asked_for_where_the_levels_agree(self, filled):
        assert find_assessment_obstacles(filled) == []


class TestPage:
    def test_sets_the_level_and_leads_back(self, filled, render, http_request):
        page = render(MANAGER, filled, "risk-level")
        assert page.cssselect("input[value=high][checked]")
        form = {"risk_level": "medium", "reason": "سبب"}
        render(MANAGER, filled, "risk-level", "POST", **form)
        assert http_request.response.getHeader("location") == filled.absolute_url()
        assert filled.risk_level == "medium"

    def test_says_what_is_missing_and_keeps_what_was_chosen(self, filled, render):
        form = {"risk_level": "medium", "reason": " "}
        page = render(MANAGER, filled, "risk-level", "POST", **form)
        assert page.cssselect("[role=alert]")
        assert page.cssselect("input[value=medium][checked]")
        assert filled.risk_level == "high"

    def test_is_for_the_supervisor_once_it_is_submitted(self, submitted, render):
        assert render(SUPERVISOR, submitted, "risk-level").cssselect("textarea")
        with pytest.raises(Unauthorized):
            render(MANAGER, submitted, "risk-level")

    def test_is_for_nobody_once_it_is_approved(self, submitted, render, as_worker):
        with as_worker(SUPERVISOR):
            api.content.transition(submitted, "approve")
        for person in (MANAGER, SUPERVISOR):
            with pytest.raises(Unauthorized):
                render(person, submitted, "risk-level")

    @pytest.mark.parametrize("person", [SUPERVISOR, DIRECTOR, *STRANGERS])
    def test_of_a_draft_is_refused_to_others(self, filled, render, person):
        with pytest.raises(Unauthorized):
            render(person, filled, "risk-level")

    def test_is_refused_without_the_token_of_the_form(
        self, filled, render, http_request, as_worker
    ):
        render(MANAGER, filled, "risk-level")
        http_request.form.update(risk_level="low", reason="x")
        http_request.method = http_request.environ["REQUEST_METHOD"] = "POST"
        with as_worker(MANAGER), pytest.raises(Forbidden):
            filled.restrictedTraverse("@@risk-level")()
        assert filled.risk_level == "high"


RAPID = """
| survey |
| | type | name | label | required | calculation |
| | date | assessed_on | Day | yes | |
| | text | summary | Summary | | |
| | integer | points | Points | | |
| | text | response_group | Group | | |
| | text | need_economic | Need | | |
| | text | strength_family | Strength | | |
| | begin_repeat | member | Member | | |
| | text | name | Name | | |
| | integer | age | Age | | |
| | end_repeat | | | | |
| | calculate | danger | | | 1 |
| | calculate | computed_risk | | | 'high' |
| settings |
| | form_title | form_id | version |
| | Rapid | risky | 1.0 |
"""
