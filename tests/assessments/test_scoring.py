"""What follows from answers: the score with its parts, risk, needs and strengths."""

from datetime import date
from plone.dexterity.utils import createContent
from riaya.assessments.scoring import apply_results
from riaya.assessments.scoring import find_day
from riaya.assessments.scoring import find_needs
from riaya.assessments.scoring import find_scores
from riaya.assessments.scoring import find_strengths
from tests.forms.sheets import make_form
from types import SimpleNamespace

import pytest


TABLE = """
| survey |
| | type | name | label::Arabic (ar) | label::English (en) | calculation |
| | integer | hunger | الجوع | Hunger | |
| | calculate | food | الغذاء | Food | ${hunger} * 2 |
| | calculate | danger | | | 3 |
| settings |
| | form_id | version | default_language |
| | risky | 1 | Arabic (ar) |
"""


@pytest.fixture(scope="module")
def form():
    return make_form(TABLE)


def make_template(**fields):
    usual = {
        "form_id": "risky",
        "title": "الخطر",
        "kind": "comprehensive",
        "score_questions": (),
        "risk_question": None,
    }
    return SimpleNamespace(**usual | fields)


class TestScores:
    def test_are_the_sum_of_the_parts_with_their_labels(self, form):
        template = make_template(score_questions=("food", "danger"))
        assert find_scores(template, form, {"food": 4, "danger": 3}) == {
            "total": 7,
            "parts": [
                {
                    "question": "food",
                    "label": {"ar": "الغذاء", "en": "Food"},
                    "value": 4,
                },
                {
                    "question": "danger",
                    "label": {"ar": "danger", "en": "danger"},
                    "value": 3,
                },
            ],
        }

    def test_leave_out_what_was_not_asked_or_is_no_number(self, form):
        template = make_template(score_questions=("food", "danger", "gone"))
        scores = find_scores(template, form, {"food": 0.1, "danger": "yes"})
        assert [part["question"] for part in scores["parts"]] == ["food"]
        assert scores["total"] == 0.1

    def test_add_up_the_entries_of_a_repeat(self, form):
        template = make_template(score_questions=("points",))
        answers = {"member": [{"points": 0.1}, {"points": 0.2}, {}]}
        assert find_scores(template, form, answers)["total"] == 0.3

    @pytest.mark.parametrize("names", [(), None, ("gone",)])
    def test_are_none_without_any(self, form, names):
        template = make_template(score_questions=names)
        assert find_scores(template, form, {"food": 4}) is None

    def test_are_none_for_a_template_that_names_none(self, form):
        assert find_scores(SimpleNamespace(kind="rapid"), form, {}) is None


class TestDay:
    @pytest.mark.parametrize(
        ("answer", "day"),
        [
            ("2026-11-01", date(2026, 11, 1)),
            ("yesterday", None),
            ("", None),
            (None, None),
            (5, None),
        ],
    )
    def test_is_the_answered_one_if_it_is_a_day(self, answer, day):
        assert find_day({"assessed_on": answer}) == day


class TestNeeds:
    def test_come_in_the_order_of_their_ranks(self, portal):
        answers = {
            "need_health": "دواء",
            "need_health_rank": 2,
            "need_economic": "دخل",
            "need_economic_rank": 1,
        }
        assert find_needs("comprehensive", answers) == [
            {"domain": "economic", "text": "دخل", "rank": 1},
            {"domain": "health", "text": "دواء", "rank": 2},
        ]

    def test_without_a_rank_follow_the_ranked_ones_of_a_comprehensive_assessment(
        self, portal
    ):
        answers = {
            "need_protection": "حماية",
            "need_health": "دواء",
            "need_economic": "دخل",
            "need_economic_rank": 1,
        }
        rows = find_needs("comprehensive", answers)
        assert [(row["domain"], row["rank"]) for row in rows] == [
            ("economic", 1),
            ("protection", 2),
            ("health", 3),
        ]

    def test_of_other_kinds_may_have_no_rank(self, portal):
        (row,) = find_needs("rapid", {"need_health": "دواء", "need_health_rank": 0})
        assert row["rank"] is None

    def test_hold_one_line_and_no_unknown_domain(self, portal):
        answers = {"need_health": " دواء\n شهري ", "need_magic": "x", "need_legal": " "}
        (row,) = find_needs("rapid", answers)
        assert row["text"] == "دواء شهري"

    def test_stand_beside_the_strengths(self, portal):
        assert find_strengths({"strength_family": "أسرة"}) == [
            {"domain": "family", "text": "أسرة", "rank": None}
        ]


class TestApplying:
    ANSWERS = {"risk": "high", "assessed_on": "2026-11-01", "summary": " ملخص "}

    @pytest.fixture
    def apply(self, portal, form):
        def apply_to(assessment, kind="comprehensive", **answers):
            template = make_template(
                kind=kind, risk_question="risk", score_questions=("danger",)
            )
            apply_results(assessment, template, form, self.ANSWERS | answers)
            return assessment

        return apply_to

    def test_takes_over_day_summary_score_and_risk(self, apply):
        assessment = apply(createContent("riaya.assessment"), danger=3)
        assert assessment.kind == "comprehensive"
        assert assessment.form_id == "risky"
        assert assessment.form_titles == {"ar": "الخطر", "en": "الخطر"}
        assert assessment.assessed_on == date(2026, 11, 1)
        assert assessment.summary == "ملخص"
        assert assessment.scores["total"] == 3
        assert assessment.risk_level == assessment.computed_risk_level == "high"

    def test_takes_a_response_group_of_a_rapid_assessment_only(self, apply):
        rapid = apply(
            createContent("riaya.assessment"), kind="rapid", response_group="urgent"
        )
        assert rapid.response_group == "urgent"
        other = apply(createContent("riaya.assessment"), response_group="urgent")
        assert other.response_group is None
        unknown = apply(
            createContent("riaya.assessment"), kind="rapid", response_group="tomorrow"
        )
        assert unknown.response_group is None

    def test_lets_the_answered_level_count_and_keeps_the_calculated_one(self, apply):
        assessment = apply(
            createContent("riaya.assessment"),
            risk_level="low",
            risk_reason="رأيت بنفسي",
        )
        assert assessment.risk_level == "low"
        assert assessment.computed_risk_level == "high"
        assert assessment.risk_override_reason == "رأيت بنفسي"

    def test_keeps_no_reason_where_the_levels_agree(self, apply):
        assessment = apply(
            createContent("riaya.assessment"), risk_level="high", risk_reason="x"
        )
        assert assessment.risk_override_reason is None

    def test_takes_no_level_that_does_not_exist(self, apply):
        assessment = apply(
            createContent("riaya.assessment"), risk="extreme", risk_level="none"
        )
        assert assessment.risk_level is assessment.computed_risk_level is None

    def test_keeps_a_decision_while_the_form_finds_the_same_level(self, apply):
        assessment = apply(createContent("riaya.assessment"))
        assessment.risk_level = "low"
        assessment.risk_override_reason = "زيارة"
        assessment.risk_overridden_by = "somebody"
        assert apply(assessment).risk_level == "low"
        changed = apply(assessment, risk="medium")
        assert changed.risk_level == changed.computed_risk_level == "medium"
        assert changed.risk_overridden_by is None
        assert changed.risk_override_reason is None
