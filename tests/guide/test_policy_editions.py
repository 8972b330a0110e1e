"""The offices, lists and guide that each policy profile brings."""

from plone import api
from riaya.core.vocabularies import get_rows
from riaya.guide.rows import IDeadlineRow
from typing import Any

import pytest


pytestmark = [
    pytest.mark.policy_of(),
    pytest.mark.parametrize("policy", ["ps", "sy"]),
    pytest.mark.usefixtures("portal"),
]

REQUIRED_FORMS = {
    "registered": ["rapid"],
    "assessment": ["comprehensive"],
    "planning": ["plan"],
}


def find_steps(portal: Any, policy: str) -> list:
    """Return the steps of the policy's first edition."""
    edition = portal["guide"][f"guide-{policy}-1"]
    return [
        step for chapter in edition.objectValues() for step in chapter.objectValues()
    ]


class TestPolicyEdition:
    def test_is_published(self, portal, policy):
        edition = portal["guide"][f"guide-{policy}-1"]
        assert api.content.get_state(edition) == "published"

    def test_has_exactly_one_step_for_every_stage(self, portal, policy):
        stages = [step.stage for step in find_steps(portal, policy)]
        assert sorted(stages) == sorted(
            row["code"] for row in get_rows("riaya.guide.stages")
        )

    def test_asks_for_three_forms_only(self, portal, policy):
        asked = {s.stage: s.required_forms for s in find_steps(portal, policy)}
        assert {k: v for k, v in asked.items() if v} == REQUIRED_FORMS

    def test_limits_every_clock_once_for_every_response_group(self, portal, policy):
        rows = [row for step in find_steps(portal, policy) for row in step.deadlines]
        pairs = {(row["clock"], row["group"]) for row in rows}
        assert len(rows) == len(pairs) == 36
        assert all(set(row) == set(IDeadlineRow) for row in rows)

    def test_marks_its_time_limits_as_a_proposal(self, portal, policy):
        annex = portal["guide"][f"guide-{policy}-1"]["annex-deadlines"]
        assert "مقترح بانتظار اعتماد الوزارة" in annex.text.raw

    def test_words_referral_as_the_country_does(self, portal, policy):
        clock = next(r for r in get_rows("riaya.guide.clocks") if r["code"] == "T9")
        assert {"ps": "التحويل", "sy": "الإحالة"}[policy] in clock["ar"]


class TestPolicyLists:
    def test_categories_name_a_known_response_group(self, policy):
        groups = {row["code"] for row in get_rows("riaya.guide.response_groups")}
        assert {row["group"] for row in get_rows("riaya.cases.categories")} <= groups

    def test_every_office_of_the_country_exists(self, portal, policy):
        own = [o for o in portal["offices"].objectIds() if o.startswith(policy)]
        assert len(own) == {"ps": 17, "sy": 14}[policy]

    def test_every_row_has_both_languages(self, policy):
        for name in (
            "categories",
            "entrances",
            "id_kinds",
            "stages",
            "response_groups",
        ):
            assert all(r["ar"] and r["en"] for r in get_rows(f"riaya.cases.{name}"))
