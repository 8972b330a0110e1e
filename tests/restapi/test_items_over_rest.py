"""Assessments, plans, contacts, consents and notes over REST."""

from datetime import timedelta
from riaya.core.time.clock import today
from zoneinfo import ZoneInfo

import pytest


DAY = today(ZoneInfo("Asia/Hebron"))
TODAY = DAY.isoformat()
TOMORROW = (DAY + timedelta(days=1)).isoformat()

INTAKE = "intake-officer.ps-jen"
MANAGER = "case-manager.ps-jen"
SUPERVISOR = "case-supervisor.ps-jen"
STRANGERS = (None, "case-manager-2.ps-jen", "case-manager.ps-nbs", "planner", "admin")

NEED = {"domain": "economic", "text": "دخل ثابت", "rank": 1}
STRENGTH = {"domain": "family", "text": "أسرة متماسكة", "rank": 1}
COMPREHENSIVE = {
    "@type": "riaya.assessment",
    "kind": "comprehensive",
    "assessed_on": TODAY,
    "summary": "ملخص",
    "risk_level": "low",
    "needs": [NEED],
    "strengths": [STRENGTH],
}
PLAN = {
    "@type": "riaya.intervention_plan",
    "goals": [
        {"need": "دخل", "goal": "دخل من مشروع", "dimension": "economic", "priority": 1}
    ],
    "steps": [
        {
            "goal_id": "G1",
            "intervention": "تدريب",
            "resource": "ministry",
            "responsible": "مدير الحالة",
            "start_on": TODAY,
            "due_on": TOMORROW,
        }
    ],
    "period_start": TODAY,
    "period_end": (DAY + timedelta(days=365)).isoformat(),
    "review_on": (DAY + timedelta(days=90)).isoformat(),
}


@pytest.fixture
def case_url(functional, case):
    """Return the address of the case."""
    return case.absolute_url()


def add(client, user, url, body):
    answer = client(user).post(url, json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def run(client, user, url, transition, **body):
    return client(user).post(f"{url}/@workflow/{transition}", json=body)


class TestAssessment:
    @pytest.mark.case_in("assessment")
    def test_is_written_submitted_and_approved(self, client, case_url):
        url = case_url
        item = add(client, MANAGER, url, COMPREHENSIVE)
        assert item["@id"] == f"{url}/assessment-2"
        assert item["needs"] == [NEED]
        assert run(client, MANAGER, item["@id"], "submit").status_code == 200
        assert run(client, SUPERVISOR, item["@id"], "approve").status_code == 200
        case = client(MANAGER).get(url).json()
        assert case["risk_level"]["token"] == "low"

    @pytest.mark.case_in("assessment")
    def test_keeps_its_own_id_and_title(self, client, case_url):
        body = COMPREHENSIVE | {"id": "ahmad", "title": "أحمد"}
        item = add(client, MANAGER, case_url, body)
        assert item["id"] == "assessment-2"
        listed = client(MANAGER).get(item["@id"].rpartition("/")[0]).json()["items"]
        assert "أحمد" not in [each["title"] for each in listed]

    @pytest.mark.case_in("registered")
    def test_sets_response_group_and_risk_of_a_screened_case(self, client, case_url):
        url = case_url
        rapid = {
            "@type": "riaya.assessment",
            "kind": "rapid",
            "assessed_on": TODAY,
            "summary": "ملخص",
            "risk_level": "high",
            "response_group": "immediate",
        }
        item = add(client, INTAKE, url, rapid)
        assert run(client, INTAKE, item["@id"], "submit").status_code == 200
        assert run(client, INTAKE, url, "complete_rapid_assessment").status_code == 200
        case = client(INTAKE).get(url).json()
        assert case["response_group"]["token"] == "immediate"
        assert case["risk_level"]["token"] == "high"

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"assessed_on": TOMORROW}, "future"),
            ({"assessed_on": "1950-01-01"}, "birth date"),
            ({"response_group": "urgent"}, "rapid"),
            ({"kind": "no-such"}, ""),
            ({"needs": [NEED | {"domain": "no-such"}]}, "Row 1, Domain"),
            ({"needs": [NEED, NEED | {"rank": "first"}]}, "Row 2, Rank"),
            ({"needs": [NEED | {"rank": True}]}, "Row 1, Rank"),
            ({"needs": [NEED | {"text": None}]}, "Row 1, Need"),
            ({"needs": [NEED | {"colour": "red"}]}, "colour"),
            ({"needs": ["a need"]}, "Row 1"),
            ({"needs": "a need"}, ""),
        ],
    )
    @pytest.mark.case_in("assessment")
    def test_refuses_bad_input_and_stores_nothing(
        self, client, case_url, changes, sentence
    ):
        url = case_url
        answer = client(MANAGER).post(url, json=COMPREHENSIVE | changes)
        assert answer.status_code == 400
        assert sentence in answer.json()["message"]
        assert client(MANAGER).get(f"{url}/assessment-2").status_code == 404

    @pytest.mark.case_in("assessment")
    def test_tells_what_a_submission_lacks(self, client, case_url):
        body = COMPREHENSIVE | {"strengths": [], "needs": [NEED | {"rank": None}]}
        item = add(client, MANAGER, case_url, body)
        answer = run(client, MANAGER, item["@id"], "submit")
        assert answer.status_code == 400
        assert answer.json()["type"] == "TransitionRefused"
        assert len(answer.json()["obstacles"]) == 2

    @pytest.mark.case_in("assessment")
    def test_refuses_in_arabic(self, client, case_url):
        url = case_url
        arabic = client(MANAGER, "ar")
        answer = arabic.post(url, json=COMPREHENSIVE | {"assessed_on": TOMORROW})
        assert "هذا اليوم في المستقبل" in answer.json()["message"]
        rows = {"needs": [NEED | {"text": None, "rank": 0}]}
        answer = arabic.post(url, json=COMPREHENSIVE | rows)
        assert "الصف 1، الاحتياج: هذه الخانة مطلوبة." in answer.json()["message"]
        assert "من 1 إلى 99" in answer.json()["message"]
        item = add(client, MANAGER, url, COMPREHENSIVE | {"strengths": []})
        answer = arabic.post(f"{item['@id']}/@workflow/submit", json={})
        assert answer.json()["obstacles"] == ["اكتب نقطة قوة واحدة على الأقل."]

    @pytest.mark.case_in("assessment")
    def test_cannot_be_changed_once_submitted(self, client, case_url):
        item = add(client, MANAGER, case_url, COMPREHENSIVE)
        run(client, MANAGER, item["@id"], "submit")
        answer = client(MANAGER).patch(item["@id"], json={"summary": "آخر"})
        assert answer.status_code == 401

    @pytest.mark.parametrize("user", STRANGERS)
    @pytest.mark.case_in("assessment")
    def test_is_refused_to_strangers(self, client, case_url, user):
        url = case_url
        item = add(client, MANAGER, url, COMPREHENSIVE)
        assert client(user).get(item["@id"]).status_code == 401
        assert client(user).post(url, json=COMPREHENSIVE).status_code in (401, 403)
        assert client(user).patch(item["@id"], json={"summary": "x"}).status_code == 401

    @pytest.mark.case_in("assessment")
    def test_is_read_but_not_written_by_the_supervisor(self, client, case_url):
        url = case_url
        item = add(client, MANAGER, url, COMPREHENSIVE)
        assert client(SUPERVISOR).get(item["@id"]).status_code == 200
        answer = client(SUPERVISOR).patch(item["@id"], json={"summary": "x"})
        assert answer.status_code == 401


class TestPlan:
    @pytest.mark.case_in("planning")
    def test_is_written_submitted_and_approved(self, client, case_url):
        url = case_url
        item = add(client, MANAGER, url, PLAN)
        assert item["@id"] == f"{url}/plan-1"
        assert item["version"] == 1
        assert item["goals"][0]["id"] == "G1"
        assert item["goals"][0]["attainment"] is None
        assert item["steps"][0]["id"] == "S1"
        assert item["steps"][0]["due_on"] == TOMORROW
        assert run(client, MANAGER, item["@id"], "submit").status_code == 200
        assert run(client, SUPERVISOR, item["@id"], "approve").status_code == 200
        assert run(client, MANAGER, url, "start_implementation").status_code == 200

    @pytest.mark.case_in("implementation")
    def test_supersedes_the_approved_one(self, client, case_url):
        url = case_url
        item = add(client, MANAGER, url, PLAN)
        assert item["version"] == 2
        run(client, MANAGER, item["@id"], "submit")
        run(client, SUPERVISOR, item["@id"], "approve")
        older = client(MANAGER).get(f"{url}/plan-1").json()
        assert older["review_state"] == "superseded"

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"steps": [PLAN["steps"][0] | {"due_on": "2020-01-01"}]}, "Row 1"),
            ({"steps": [PLAN["steps"][0] | {"due_on": "tomorrow"}]}, "Row 1, Due on"),
            ({"period_end": "2020-01-01"}, "period"),
            ({"review_on": "2020-01-01"}, "review"),
        ],
    )
    @pytest.mark.case_in("planning")
    def test_refuses_bad_input(self, client, case_url, changes, sentence):
        answer = client(MANAGER).post(case_url, json=PLAN | changes)
        assert answer.status_code == 400
        assert sentence in answer.json()["message"]

    @pytest.mark.case_in("planning")
    def test_tells_what_a_submission_lacks(self, client, case_url):
        body = PLAN | {
            "goals": [*PLAN["goals"], {"need": "سكن", "goal": "سقف آمن"}],
            "steps": [PLAN["steps"][0], PLAN["steps"][0] | {"goal_id": "G9"}],
            "period_end": None,
        }
        item = add(client, MANAGER, case_url, body)
        answer = run(client, MANAGER, item["@id"], "submit")
        assert answer.status_code == 400
        told = " ".join(answer.json()["obstacles"])
        assert "G2" in told
        assert "G9" in told
        assert "period" in told

    @pytest.mark.case_in("implementation")
    def test_in_force_only_its_goals_are_rated(self, client, case_url):
        url = f"{case_url}/plan-1"
        rating = {"goals": [{"id": "G1", "attainment": "partly"}]}
        assert client(MANAGER).patch(url, json=rating).status_code == 204
        plan = client(MANAGER).get(url).json()
        assert plan["goals"][0]["attainment"] == "partly"
        whole = {"goals": plan["goals"], "period_end": plan["period_end"]}
        assert client(MANAGER).patch(url, json=whole).status_code == 204

    @pytest.mark.parametrize(
        "change",
        [
            {"period_end": "2030-01-01"},
            {"steps": []},
            {"goals": [{"id": "G1", "goal": "غيره"}]},
            {"goals": [{"id": "G9", "attainment": "reached"}]},
            {"goals": [{"id": "G1", "attainment": "perhaps"}]},
            {"goals": "G1"},
        ],
    )
    @pytest.mark.case_in("implementation")
    def test_in_force_nothing_else_changes(self, client, case_url, change):
        url = f"{case_url}/plan-1"
        before = client(MANAGER).get(url).json()
        answer = client(MANAGER).patch(url, json=change)
        assert answer.status_code == 400
        assert answer.json()["type"] in ("PlanIsFixed", "InvalidRating")
        assert client(MANAGER).get(url).json()["goals"] == before["goals"]

    @pytest.mark.parametrize("user", [SUPERVISOR, *STRANGERS])
    @pytest.mark.case_in("implementation")
    def test_in_force_is_rated_by_nobody_else(self, client, case_url, user):
        url = f"{case_url}/plan-1"
        rating = {"goals": [{"id": "G1", "attainment": "partly"}]}
        assert client(user).patch(url, json=rating).status_code == 401


class TestFollowUp:
    PLANNED = {"@type": "riaya.follow_up", "kind": "visit", "due_on": TODAY}

    @pytest.mark.case_in("implementation")
    def test_is_planned_and_recorded(self, client, case_url):
        item = add(client, MANAGER, case_url, self.PLANNED)
        assert item["id"] == "follow-up-1"
        done = {"done_on": TODAY, "outcome": "تقدم", "next_on": TOMORROW}
        assert client(MANAGER).patch(item["@id"], json=done).status_code == 204
        assert run(client, MANAGER, item["@id"], "record").status_code == 200
        answer = client(MANAGER).patch(item["@id"], json={"outcome": "آخر"})
        assert answer.status_code == 401

    @pytest.mark.case_in("implementation")
    def test_is_not_recorded_without_day_and_outcome(self, client, case_url):
        item = add(client, MANAGER, case_url, self.PLANNED)
        answer = run(client, MANAGER, item["@id"], "record")
        assert answer.status_code == 400
        assert len(answer.json()["obstacles"]) == 2

    @pytest.mark.parametrize(
        "changes",
        [
            {"done_on": TOMORROW},
            {"done_on": TODAY, "next_on": "2020-01-01"},
            {"kind": "x"},
        ],
    )
    @pytest.mark.case_in("implementation")
    def test_refuses_bad_input(self, client, case_url, changes):
        url = case_url
        assert client(MANAGER).post(url, json=self.PLANNED | changes).status_code == 400

    @pytest.mark.parametrize("user", [SUPERVISOR, *STRANGERS])
    @pytest.mark.case_in("implementation")
    def test_is_recorded_by_nobody_else(self, client, case_url, user):
        item = add(client, MANAGER, case_url, self.PLANNED)
        answer = run(client, user, item["@id"], "record", done_on=TODAY, outcome="x")
        assert answer.status_code in (400, 401)
        state = client(MANAGER).get(item["@id"]).json()["review_state"]
        assert state == "planned"


class TestConsentAndNote:
    CONSENT = {
        "@type": "riaya.consent",
        "scope": ["services", "sharing"],
        "given_by": "رب الأسرة",
        "given_on": TODAY,
    }

    @pytest.mark.case_in("assessment")
    def test_consent_is_kept(self, client, case_url):
        item = add(client, MANAGER, case_url, self.CONSENT)
        assert item["id"] == "consent-1"
        assert [scope["token"] for scope in item["scope"]] == ["services", "sharing"]

    @pytest.mark.parametrize(
        "changes",
        [
            {"given_on": TOMORROW},
            {"withdrawn_on": "2020-01-01"},
            {"scope": []},
            {"scope": ["no-such"]},
        ],
    )
    @pytest.mark.case_in("assessment")
    def test_consent_refuses_bad_input(self, client, case_url, changes):
        url = case_url
        assert client(MANAGER).post(url, json=self.CONSENT | changes).status_code == 400

    @pytest.mark.case_in("assessment")
    def test_note_is_kept(self, client, case_url):
        body = {"@type": "riaya.note", "text": "اتصلت الأسرة"}
        item = add(client, SUPERVISOR, case_url, body)
        assert item["id"] == "note-1"

    @pytest.mark.parametrize("user", STRANGERS)
    @pytest.mark.case_in("assessment")
    def test_both_are_refused_to_strangers(self, client, case_url, user):
        url = case_url
        note = {"@type": "riaya.note", "text": "اتصلت الأسرة"}
        assert client(user).post(url, json=note).status_code in (401, 403)
        assert client(user).post(url, json=self.CONSENT).status_code in (401, 403)
