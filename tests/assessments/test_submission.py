"""Submitting and approving assessments, and what the case takes from them."""

from datetime import date
from plone import api
from riaya.assessments.submission import find_finished_kinds
from riaya.cases.exceptions import TransitionRefused
from riaya.cases.practice.readiness import find_obstacles
from riaya.core.review import CommentMissing
from riaya.core.review import OwnWork
from riaya.core.review import record_author
from riaya.site.demo_walk import add_item

import pytest


INTAKE = "intake-officer.ps-jen"
MANAGER = "case-manager.ps-jen"
SUPERVISOR = "case-supervisor.ps-jen"
NEED = {"domain": "economic", "text": "دخل", "rank": 1}
STRENGTH = {"domain": "family", "text": "أسرة", "rank": 1}


@pytest.fixture
def write(as_worker):
    """Return a function that writes an assessment as somebody."""

    def write_assessment(case, user=MANAGER, **fields):
        values = {
            "kind": "comprehensive",
            "assessed_on": date(2026, 11, 1),
            "summary": "ملخص",
        }
        with as_worker(user):
            return add_item(case, "riaya.assessment", **values | fields)

    return write_assessment


@pytest.fixture
def take(as_worker):
    """Return a function that takes a step as somebody."""

    def take_step(item, transition, user=MANAGER, comment=""):
        with as_worker(user):
            api.content.transition(item, transition, comment=comment)

    return take_step


class TestSubmitting:
    @pytest.mark.parametrize(
        ("fields", "lacks"),
        [
            ({"summary": " "}, 1),
            ({"risk_level": None}, 1),
            ({"response_group": None}, 1),
            ({"summary": None, "needs": [NEED]}, 0),
            ({}, 0),
        ],
    )
    def test_a_rapid_one_needs_findings_risk_and_group(
        self, case, write, take, fields, lacks
    ):
        complete = {"kind": "rapid", "risk_level": "low", "response_group": "service"}
        rapid = write(case, INTAKE, **complete | fields)
        if not lacks:
            take(rapid, "submit", INTAKE)
            return
        with pytest.raises(TransitionRefused) as refusal:
            take(rapid, "submit", INTAKE)
        assert len(refusal.value.obstacles) == lacks
        assert api.content.get_state(rapid) == "draft"

    @pytest.mark.parametrize(
        ("needs", "strengths", "lacks"),
        [
            ([], [], 2),
            ([NEED], [], 1),
            ([], [STRENGTH], 1),
            ([NEED, NEED | {"rank": None}], [STRENGTH], 1),
            ([NEED], [STRENGTH | {"rank": None}], 0),
        ],
    )
    @pytest.mark.case_in("assessment")
    def test_a_comprehensive_one_needs_ranked_needs_and_strengths(
        self, case, write, take, needs, strengths, lacks
    ):
        assessment = write(case, needs=needs, strengths=strengths)
        if not lacks:
            take(assessment, "submit")
            return
        with pytest.raises(TransitionRefused) as refusal:
            take(assessment, "submit")
        assert len(refusal.value.obstacles) == lacks

    @pytest.mark.case_in("assessment")
    def test_another_kind_needs_findings_only(self, case, write, take):
        take(write(case, kind="risk"), "submit")


@pytest.mark.case_in("assessment")
class TestDeciding:
    @pytest.fixture
    def submitted(self, case, write, take):
        item = write(case, needs=[NEED], strengths=[STRENGTH], risk_level="high")
        take(item, "submit")
        return item

    @pytest.mark.takes("assessment_workflow", "approve")
    def test_gives_the_case_its_risk(self, case, submitted, take):
        take(submitted, "approve", SUPERVISOR)
        assert case.risk_level == "high"
        assert "comprehensive" in find_finished_kinds(case)

    @pytest.mark.case_in("assessment")
    def test_is_refused_to_whoever_changed_the_draft(
        self, case, write, take, as_worker
    ):
        item = write(case, needs=[NEED], strengths=[STRENGTH])
        with as_worker(SUPERVISOR):
            record_author(item)
        take(item, "submit")
        with pytest.raises(OwnWork):
            take(item, "approve", SUPERVISOR)

    def test_is_refused_to_whoever_wrote_it(self, case, submitted, take):
        case.supervisor = MANAGER
        case.reindexObjectSecurity()
        with pytest.raises(OwnWork):
            take(submitted, "approve", MANAGER)

    @pytest.mark.takes("assessment_workflow", "return_")
    def test_returning_needs_a_reason(self, submitted, take):
        with pytest.raises(CommentMissing):
            take(submitted, "return_", SUPERVISOR)
        take(submitted, "return_", SUPERVISOR, "ينقصه ترتيب")
        assert api.content.get_state(submitted) == "draft"


class TestScreening:
    @pytest.mark.takes("assessment_workflow", "submit")
    def test_takes_group_and_risk_of_the_latest_rapid_assessment(
        self, case, write, take
    ):
        for day, group, risk in ((1, "immediate", "high"), (2, "urgent", "medium")):
            take(
                write(
                    case,
                    INTAKE,
                    kind="rapid",
                    assessed_on=date(2026, 11, day),
                    response_group=group,
                    risk_level=risk,
                ),
                "submit",
                INTAKE,
            )
        take(case, "complete_rapid_assessment", INTAKE)
        assert (case.response_group, case.risk_level) == ("urgent", "medium")


class TestClosing:
    @pytest.mark.case_in("implementation")
    def test_is_held_up_by_an_assessment_that_waits(self, case, write, take):
        item = write(case, needs=[NEED], strengths=[STRENGTH])
        before = len(find_obstacles(case, "request_closure"))
        take(item, "submit")
        assert len(find_obstacles(case, "request_closure")) == before + 1
        take(item, "approve", SUPERVISOR)
        assert len(find_obstacles(case, "request_closure")) == before


class TestCatalog:
    def test_knows_the_kind_and_no_text(self, case, write):
        item = write(case, INTAKE, kind="rapid", summary="سر")
        (brain,) = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
            UID=item.UID()
        )
        assert brain.assessment_kind == "rapid"
        assert brain.Title == "assessment-1"

    def test_titles_are_read_in_the_readers_language(self, case, write):
        assert write(case, INTAKE, kind="rapid").readable_title in (
            "التقييم السريع",
            "Rapid assessment",
        )
