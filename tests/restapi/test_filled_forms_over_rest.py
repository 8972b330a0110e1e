"""What plone.restapi may and may not do to an assessment that comes from a form."""

from tests.assessments.filled import ANSWERS
from tests.assessments.filled import MANAGER
from tests.assessments.filled import publish_risky
from tests.assessments.filled import SUPERVISOR
from tests.forms.sheets import find_form
from tests.kept import made_once

import pytest


pytestmark = pytest.mark.case_in("assessment")
DIRECTOR = "office-director.ps-jen"
STRANGERS = (None, "case-manager-2.ps-jen", "case-manager.ps-nbs", "planner", "admin")
ITEM = {"@type": "riaya.assessment"}


@pytest.fixture
@made_once(publish_risky)
def template(client, functional):
    """Return the UID and the address of a published form."""
    template = find_form(functional["portal"], "risky")
    host, port = functional["host"], functional["port"]
    path = "/".join(template.getPhysicalPath())
    return template.UID(), f"http://{host}:{port}{path}"


@pytest.fixture
def case_url(functional, case):
    """Return the address of a case in assessment."""
    return case.absolute_url()


@pytest.fixture
def filled(client, case_url, template):
    """Return the address of an assessment that was sent with its answers."""
    body = ITEM | {"form_template": template[0], "answers": ANSWERS}
    answer = client(MANAGER).post(case_url, json=body)
    assert answer.status_code == 201, answer.text
    assert answer.headers["Location"] == answer.json()["@id"]
    return answer.json()["@id"]


class TestSending:
    def test_to_the_case_goes_through_the_check_of_the_form(self, client, filled):
        stored = client(MANAGER).get(filled).json()
        assert stored["answers"] == ANSWERS | {"danger": 14, "computed_risk": "high"}
        assert stored["form_version"] == "1.0"
        assert stored["scores"]["total"] == 14
        assert stored["computed_risk_level"]["token"] == "high"
        assert stored["is_complete"] is True
        assert stored["needs"] == [
            {"domain": "economic", "text": "دخل ثابت", "rank": 1}
        ]

    def test_makes_one_entry_in_every_list(self, client, case_url, filled):
        query = "@search?portal_type=riaya.assessment&metadata_fields=form_id"
        found = client(MANAGER).get(f"{case_url}/{query}").json()["items"]
        ids = [each["@id"] for each in found]
        assert len(ids) == len(set(ids)) == 2
        assert [each["form_id"] for each in found if each["@id"] == filled] == ["risky"]

    def test_takes_over_nothing_that_the_server_works_out(
        self, client, case_url, template
    ):
        body = ITEM | {
            "form_template": template[0],
            "answers": ANSWERS | {"danger": 1, "computed_risk": "low"},
            "scores": {"total": 1},
            "risk_level": "low",
            "is_complete": False,
        }
        stored = client(MANAGER).post(case_url, json=body).json()
        assert stored["scores"]["total"] == 14
        assert stored["risk_level"]["token"] == "high"
        assert stored["is_complete"] is True

    def test_of_refused_answers_stores_nothing(self, client, case_url, template):
        answers = ANSWERS | {"points": "many"}
        body = ITEM | {"form_template": template[0], "answers": answers}
        answer = client(MANAGER).post(case_url, json=body)
        assert answer.status_code == 400
        assert [row["question"] for row in answer.json()["errors"]] == ["points"]
        assert client(MANAGER).get(f"{case_url}/assessment-2").status_code == 404

    @pytest.mark.parametrize(
        "fields",
        [
            {"answers": ANSWERS},
            {"form_template": "no-such-uid", "answers": ANSWERS},
            {"form_template": "no-such-uid"},
            {"form_template": "no-such-uid", "answers": "text"},
        ],
    )
    def test_needs_both_the_form_and_its_answers(self, client, case_url, fields):
        body = ITEM | {"kind": "comprehensive", "assessed_on": "2026-01-14"} | fields
        answer = client(MANAGER).post(case_url, json=body)
        assert answer.status_code == 400
        assert "form_template" in answer.json()["message"]
        assert client(MANAGER).get(f"{case_url}/assessment-2").status_code == 404

    @pytest.mark.parametrize("user", STRANGERS)
    def test_is_refused_to_strangers(self, client, case_url, template, user):
        body = ITEM | {"form_template": template[0], "answers": ANSWERS}
        assert client(user).post(case_url, json=body).status_code in (401, 403)


class TestChanging:
    @pytest.mark.parametrize(
        "change",
        [
            {"answers": {"points": 1}},
            {"form_template": "other"},
            {"summary": "غيره"},
            {"risk_level": "low"},
            {"kind": "rapid"},
            {"assessed_on": "2026-01-15"},
            {"needs": []},
        ],
    )
    def test_what_comes_from_answers_is_refused(self, client, filled, change):
        before = client(MANAGER).get(filled).json()
        answer = client(MANAGER).patch(filled, json=change)
        assert answer.status_code == 400
        assert answer.json()["type"] == "AssessmentIsFromForm"
        assert "@submissions" in answer.json()["message"]
        after = client(MANAGER).get(filled).json()
        name = next(iter(change))
        assert after[name] == before[name]

    @pytest.mark.parametrize(
        "change",
        [
            {"scores": {"total": 99}},
            {"form_version": "9"},
            {"form_id": "other"},
            {"form_titles": {"ar": "x", "en": "x"}},
            {"computed_risk_level": "low"},
            {"submission_key": "mine"},
            {"is_complete": False},
            {"attachments": {"1.jpg": "uid"}},
            {"risk_override_reason": "x"},
            {"risk_overridden_by": "somebody"},
            {"filled_at": "2020-01-01T00:00:00"},
        ],
    )
    def test_what_the_server_sets_stays(self, client, filled, change):
        before = client(MANAGER).get(filled).json()
        client(MANAGER).patch(filled, json=change)
        after = client(MANAGER).get(filled).json()
        name = next(iter(change))
        assert after[name] == before[name]

    def test_of_the_whole_as_it_was_read_is_no_change(self, client, filled):
        whole = client(MANAGER).get(filled).json()
        answer = client(MANAGER).patch(filled, json=whole)
        assert answer.status_code == 204, answer.text

    def test_of_an_assessment_written_by_hand_takes_no_answers(self, client, case_url):
        body = ITEM | {
            "kind": "comprehensive",
            "assessed_on": "2026-01-14",
            "summary": "ملخص",
            "scores": {"total": 99},
            "computed_risk_level": "high",
        }
        item = client(MANAGER).post(case_url, json=body).json()
        assert item["scores"] is None
        assert item["computed_risk_level"] is None
        url = item["@id"]
        answer = client(MANAGER).patch(url, json={"answers": {"points": 1}})
        assert answer.status_code == 400
        assert client(MANAGER).get(url).json()["answers"] is None
        assert client(MANAGER).patch(url, json={"summary": "آخر"}).status_code == 204

    def test_with_a_transition_is_refused_as_well(self, client, filled):
        body = {"comment": "", "risk_level": "low"}
        answer = client(MANAGER).post(f"{filled}/@workflow/submit", json=body)
        assert answer.status_code == 400
        stored = client(MANAGER).get(filled).json()
        assert stored["review_state"] == "draft"
        assert stored["risk_level"]["token"] == "high"


class TestRiskLevel:
    BODY = {"risk_level": "medium", "reason": "زيارة لاحقة"}

    def test_is_set_and_both_levels_are_kept(self, client, filled):
        answer = client(MANAGER).post(f"{filled}/@risk-level", json=self.BODY)
        assert answer.status_code == 200
        assert answer.json()["set_by"] == MANAGER
        stored = client(MANAGER).get(filled).json()
        assert stored["risk_level"]["token"] == "medium"
        assert stored["computed_risk_level"]["token"] == "high"
        assert stored["risk_override_reason"] == "زيارة لاحقة"
        kinds = [
            row["kind"]
            for row in client(MANAGER)
            .get(f"{filled.rpartition('/')[0]}/@timeline")
            .json()["items"]
        ]
        assert "override_risk" in kinds

    def test_is_refused_without_a_reason(self, client, filled):
        body = {"risk_level": "medium"}
        answer = client(MANAGER, "ar").post(f"{filled}/@risk-level", json=body)
        assert answer.status_code == 400
        assert answer.json()["type"] == "RiskLevelRefused"
        assert client(MANAGER).get(filled).json()["risk_level"]["token"] == "high"

    @pytest.mark.parametrize("user", [*STRANGERS, SUPERVISOR, DIRECTOR])
    def test_of_a_draft_is_refused_to_others(self, client, filled, user):
        answer = client(user).post(f"{filled}/@risk-level", json=self.BODY)
        assert answer.status_code in (401, 403)
        assert client(MANAGER).get(filled).json()["risk_level"]["token"] == "high"


class TestGuideStep:
    def test_names_the_template_of_a_required_form(self, client, case_url, template):
        (row,) = client(MANAGER).get(f"{case_url}/@guide-step").json()["forms"]
        assert row["form"] == "comprehensive"
        assert row["template"] == template[1]

    def test_names_no_template_to_who_may_not_fill_it_in(
        self, client, case_url, template
    ):
        (row,) = client(DIRECTOR).get(f"{case_url}/@guide-step").json()["forms"]
        assert "template" not in row
