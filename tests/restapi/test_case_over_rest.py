"""A case over REST, with the ids and payloads of the contract."""

from datetime import timedelta
from riaya import testing
from riaya.cases.clocks.escalation import escalate
from riaya.core.time.clock import freeze
from riaya.core.time.clock import now
from riaya.core.time.clock import today
from riaya.site.demo_walk import register_client
from tests.kept import made_once
from zoneinfo import ZoneInfo

import pytest
import transaction


CLIENT = {
    "client_kind": "household",
    "client_name": "فاطمة التجريبية",
    "id_kind": "national",
    "national_id": "٩٠٠٠٠٠٠٠١",
    "sex": "female",
    "birth_date": "1985-03-02",
    "categories": ["OTH"],
}
TODAY = today(ZoneInfo("Asia/Hebron")).isoformat()


@pytest.fixture
def posted_url(client):
    """Return the address of a case that was registered over REST."""
    answer = client("intake-officer.ps-jen").post("offices/ps-jen/@cases", json=CLIENT)
    assert answer.status_code == 201, answer.text
    return answer.headers["Location"]


def register():
    """Register a case."""
    register_client("ps-jen", **testing.CLIENT)


@pytest.fixture
@made_once(register)
def case_url(functional):
    """Return the address of a registered case."""
    return testing.get_only_case(functional["portal"]).absolute_url()


class TestRegistering:
    def test_answers_with_the_case_and_its_address(self, client):
        answer = client("intake-officer.ps-jen").post(
            "offices/ps-jen/@cases", json=CLIENT
        )
        assert answer.status_code == 201
        body = answer.json()
        assert answer.headers["Location"] == body["@id"]
        assert body["case_number"].startswith("PS-JEN-")
        assert body["national_id"] == "900000001"
        assert body["review_state"] == "registered"
        assert body["title"] == body["case_number"]

    def test_stays_in_a_new_transaction(self, client, posted_url):
        answer = client("intake-officer.ps-jen").get(posted_url)
        assert answer.json()["client_name"] == CLIENT["client_name"]

    @pytest.mark.parametrize(
        "user",
        [None, "case-manager.ps-jen", "intake-officer.ps-nbs", "planner", "admin"],
    )
    def test_is_refused_to_others(self, client, user):
        answer = client(user).post("offices/ps-jen/@cases", json=CLIENT)
        assert answer.status_code == 401

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"national_id": "900000002"}, "check digit"),
            ({"birth_date": "2999-01-01"}, "future"),
            ({"categories": ["NO-SUCH"]}, ""),
            ({"client_name": None}, ""),
        ],
    )
    def test_refuses_bad_input_in_a_sentence_and_stores_nothing(
        self, client, functional, changes, sentence
    ):
        answer = client("intake-officer.ps-jen").post(
            "offices/ps-jen/@cases", json=CLIENT | changes
        )
        assert answer.status_code == 400
        assert sentence in answer.json()["message"]
        assert CLIENT["national_id"] not in answer.json()["message"]
        assert len(functional["portal"]["offices"]["ps-jen"]["cases"]) == 0


class TestStage:
    def test_a_refused_transition_tells_what_is_missing(self, client, case_url):
        answer = client("intake-officer.ps-jen").post(
            f"{case_url}/@workflow/complete_rapid_assessment", json={}
        )
        assert answer.status_code == 400
        assert answer.json()["type"] == "TransitionRefused"
        assert any("rapid assessment" in each for each in answer.json()["obstacles"])

    def test_a_transition_of_another_stage_is_refused(self, client, case_url):
        answer = client("intake-officer.ps-jen").post(
            f"{case_url}/@workflow/approve_closure", json={}
        )
        assert answer.status_code == 400
        assert "approve_closure" in answer.json()["message"]

    def test_the_guide_step_says_what_to_do(self, client, case_url):
        answer = client("intake-officer.ps-jen").get(f"{case_url}/@guide-step").json()
        assert answer["stage"] == "registered"
        assert answer["responsible_role"] == "Intake Officer"
        assert answer["required_forms"] == ["rapid"]
        assert answer["missing"]

    @pytest.mark.parametrize(
        "service",
        ["@guide-step", "@deadlines", "@access", "@timeline", "@obstacles", ""],
    )
    @pytest.mark.parametrize(
        "user",
        [None, "case-manager-2.ps-jen", "case-supervisor.ps-nbs", "planner", "admin"],
    )
    def test_is_closed_to_those_without_a_cause(self, client, case_url, service, user):
        assert client(user).get(f"{case_url}/{service}").status_code in (401, 403)

    def test_clocks_run_by_the_edition(self, client, case_url):
        clocks = (
            client("intake-officer.ps-jen")
            .get(f"{case_url}/@deadlines")
            .json()["items"]
        )
        assert {clock["clock"]: clock["state"] for clock in clocks} == {
            "T2": "running",
            "T3": "running",
        }

    def test_an_overdue_clock_tells_who_heard_of_it(self, client, functional, case_url):
        transaction.begin()
        case = functional["portal"].unrestrictedTraverse(
            case_url.partition("/plone/")[2]
        )
        with freeze(now() + timedelta(days=30)):
            escalate(case)
            transaction.commit()
        clocks = client("case-supervisor.ps-jen").get(f"{case_url}/@deadlines").json()
        told = {
            clock["clock"]: [each["level"] for each in clock["escalated"]]
            for clock in clocks["items"]
        }
        assert told == {
            "T2": ["supervisor", "director"],
            "T3": ["supervisor", "director"],
        }

    def test_access_names_every_cause(self, client, case_url):
        items = (
            client("case-supervisor.ps-jen").get(f"{case_url}/@access").json()["items"]
        )
        assert {(item["principal"], item["cause"]) for item in items} == {
            ("PS-JEN:intake", "intake"),
            ("PS-JEN:supervisors", "oversight"),
            ("PS-JEN:director", "oversight"),
        }


def post(client, url, data=None, status=(200, 201)):
    answer = client.post(url, json=data or {})
    assert answer.status_code in status, answer.text
    return answer.json()


class TestWholeCase:
    def test_goes_from_registration_to_reopening(self, client, posted_url):
        intake = client("intake-officer.ps-jen")
        supervisor = client("case-supervisor.ps-jen")
        manager = client("case-manager.ps-jen")

        rapid = post(
            intake,
            posted_url,
            {
                "@type": "riaya.assessment",
                "kind": "rapid",
                "assessed_on": TODAY,
                "summary": "ملخص",
                "risk_level": "high",
                "response_group": "immediate",
            },
        )
        post(intake, f"{rapid['@id']}/@workflow/submit")
        post(intake, f"{posted_url}/@workflow/complete_rapid_assessment")
        assert (
            supervisor.get(posted_url).json()["response_group"]["token"] == "immediate"
        )

        candidates = supervisor.get(f"{posted_url}/@assignment-candidates").json()[
            "items"
        ]
        assert "case-manager.ps-jen" in [each["case_manager"] for each in candidates]
        assigned = post(
            supervisor,
            f"{posted_url}/@assignment",
            {"case_manager": "case-manager.ps-jen"},
        )
        assert assigned["supervisor"] == "case-supervisor.ps-jen"
        post(manager, f"{posted_url}/@workflow/accept_assignment")

        assessment = post(
            manager,
            posted_url,
            {
                "@type": "riaya.assessment",
                "kind": "comprehensive",
                "assessed_on": TODAY,
                "summary": "ملخص",
                "risk_level": "medium",
                "needs": [{"domain": "economic", "text": "دخل", "rank": 1}],
                "strengths": [{"domain": "family", "text": "جدة داعمة", "rank": 1}],
            },
        )
        post(manager, f"{assessment['@id']}/@workflow/submit")
        post(manager, f"{assessment['@id']}/@workflow/approve", status=(400,))
        post(supervisor, f"{assessment['@id']}/@workflow/approve")
        post(manager, f"{posted_url}/@workflow/complete_assessment")

        plan = post(
            manager,
            posted_url,
            {
                "@type": "riaya.intervention_plan",
                "goals": [
                    {
                        "id": "G1",
                        "need": "دخل",
                        "dimension": "economic",
                        "priority": 1,
                        "goal": "مشروع",
                    }
                ],
                "steps": [
                    {
                        "id": "S1",
                        "goal_id": "G1",
                        "intervention": "تدريب",
                        "resource": "partner",
                        "responsible": "جمعية",
                        "start_on": TODAY,
                        "due_on": "2099-01-01",
                    }
                ],
                "period_start": TODAY,
                "period_end": "2099-12-31",
                "review_on": "2099-06-30",
            },
        )
        post(manager, f"{plan['@id']}/@workflow/submit")
        post(supervisor, f"{plan['@id']}/@workflow/return_", status=(400,))
        post(supervisor, f"{plan['@id']}/@workflow/approve")
        post(manager, f"{posted_url}/@workflow/start_implementation")

        contact = post(
            manager,
            posted_url,
            {"@type": "riaya.follow_up", "kind": "visit", "due_on": TODAY},
        )
        post(
            manager,
            f"{contact['@id']}/@workflow/record",
            {"done_on": TODAY, "present": "الأسرة", "outcome": "تحسن"},
        )

        refusal = post(
            manager, f"{posted_url}/@workflow/request_closure", status=(400,)
        )
        assert len(refusal["obstacles"]) == 3
        goals = plan["goals"]
        goals[0]["attainment"] = "reached"
        answer = manager.patch(plan["@id"], json={"goals": goals})
        assert answer.status_code == 204, answer.text
        post(
            manager,
            f"{posted_url}/@workflow/request_closure",
            {"closure_reason": "goals_met", "independence_rating": 4},
        )
        post(supervisor, f"{posted_url}/@workflow/approve_closure", {"comment": "حسن"})
        closed = supervisor.get(posted_url).json()
        assert (closed["review_state"], closed["closed_on"]) == ("closed", TODAY)

        post(supervisor, f"{posted_url}/@workflow/reopen", status=(400,))
        post(supervisor, f"{posted_url}/@workflow/reopen", {"comment": "عادت الحاجة"})
        kinds = [
            each["kind"]
            for each in supervisor.get(f"{posted_url}/@timeline?b_size=200").json()[
                "items"
            ]
        ]
        assert kinds[0] == "reopen"
        assert kinds[-1] == "registered"
