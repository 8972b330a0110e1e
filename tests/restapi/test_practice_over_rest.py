"""Checklist, skips and compliance over REST; each change is read back afterwards."""

import pytest
import transaction


pytestmark = pytest.mark.case_in("registered")
INTAKE = "intake-officer.ps-jen"
SUPERVISOR = "case-supervisor.ps-jen"
REASON = "الأسرة بعيدة"


@pytest.fixture
def url(functional, case):
    """Return the address of the case."""
    return case.absolute_url()


class TestChecklist:
    def test_is_ticked_and_unticked(self, client, url):
        session = client(INTAKE)
        (item,) = session.get(f"{url}/@checklist").json()["items"]
        assert (item["text"], item["done"], item["by"]) == ("First item", False, None)
        answer = session.patch(f"{url}/@checklist", json={item["id"]: True})
        assert answer.status_code == 200
        (ticked,) = session.get(f"{url}/@checklist").json()["items"]
        assert (ticked["done"], ticked["by"]) == (True, INTAKE)
        session.patch(f"{url}/@checklist", json={item["id"]: False})
        assert not session.get(f"{url}/@checklist").json()["items"][0]["done"]

    @pytest.mark.parametrize("body", [{"item-x": True}, [], {"item-x": "yes"}])
    def test_refuses_what_it_does_not_know(self, client, url, body):
        answer = client(INTAKE).patch(f"{url}/@checklist", json=body)
        assert answer.status_code == 400
        assert answer.json()["message"].endswith(".")

    @pytest.mark.parametrize(
        "user", [None, "case-manager.ps-jen", "case-supervisor.ps-nbs", "admin"]
    )
    def test_is_closed_to_others(self, client, url, user):
        session = client(user)
        assert session.get(f"{url}/@checklist").status_code in (401, 403)
        assert session.patch(f"{url}/@checklist", json={}).status_code in (401, 403)


class TestSkips:
    def test_are_made_listed_and_undone(self, client, case, url):
        from riaya.guide.lookup import find_stage_steps
        from riaya.guide.lookup import get_edition

        edition = get_edition(case.guide)
        step = find_stage_steps(edition, "registered")[0]
        content = edition.unrestrictedTraverse(step.path)
        content.may_be_skipped = ["checklist"]
        # The steps of a frozen edition are remembered by the moment of freezing.
        edition.workflow_history["guide_workflow"][-1]["time"] += 1
        edition.workflow_history._p_changed = True
        transaction.commit()
        session = client(INTAKE)
        item = session.get(f"{url}/@checklist").json()["items"][0]["id"]
        body = {"requirement": item, "reason": REASON}
        answer = session.post(f"{url}/@skips", json=body)
        assert answer.status_code == 201, answer.text
        (skip,) = session.get(f"{url}/@skips").json()["items"]
        assert (skip["requirement"], skip["reason"]) == (item, REASON)
        assert skip["by"] == INTAKE
        assert session.delete(f"{url}/@skips/{item}").status_code == 204
        assert session.get(f"{url}/@skips").json()["items"] == []

    def test_are_refused_with_a_sentence(self, client, url):
        body = {"requirement": "form-rapid", "reason": REASON}
        answer = client(INTAKE).post(f"{url}/@skips", json=body)
        assert answer.status_code == 400
        assert "cannot be skipped" in answer.json()["message"]

    @pytest.mark.parametrize("user", [None, "case-manager.ps-jen", "planner"])
    def test_are_closed_to_others(self, client, url, user):
        session = client(user)
        assert session.get(f"{url}/@skips").status_code in (401, 403)
        assert session.post(f"{url}/@skips", json={}).status_code in (401, 403)
        assert session.delete(f"{url}/@skips/x").status_code in (401, 403)


class TestCompliance:
    @pytest.mark.case_in("screened")
    def test_of_a_case_lists_its_visits(self, client, url):
        items = client(SUPERVISOR).get(f"{url}/@compliance").json()["items"]
        assert [(item["stage"], item["outcome"]) for item in items] == [
            ("registered", "skipped"),
            ("screened", "open"),
        ]
        results = {row["kind"]: row["result"] for row in items[0]["requirements"]}
        assert results["checklist"] == "undone"

    @pytest.mark.case_in("screened")
    @pytest.mark.parametrize("group_by", ["office", "worker", "step"])
    def test_of_the_site_counts_them(self, client, group_by):
        answer = client(SUPERVISOR).get(f"@compliance?group_by={group_by}").json()
        assert answer["group_by"] == group_by
        assert sum(item["skipped"] for item in answer["items"]) == 1
        assert sum(item["total"] for item in answer["items"]) == 2

    @pytest.mark.parametrize(
        ("user", "status"),
        [
            (None, 401),
            ("case-manager.ps-jen", 401),
            ("planner", 401),
            ("trainer", 200),
            (SUPERVISOR, 200),
        ],
    )
    def test_is_for_those_whose_work_it_is(self, client, user, status):
        assert client(user).get("@compliance").status_code == status

    def test_of_a_case_is_closed_to_others(self, client, url):
        for user in (None, "trainer", "case-supervisor.ps-nbs"):
            assert client(user).get(f"{url}/@compliance").status_code in (401, 403)

    def test_the_guide_step_tells_apart_what_holds_back(self, client, url):
        answer = client(INTAKE).get(f"{url}/@guide-step").json()
        assert answer["missing"] == answer["obstacles"] + answer["still_open"]
        assert len(answer["obstacles"]) == 1
        assert "First item" in answer["still_open"][0]
        obstacles = client(INTAKE).get(f"{url}/@obstacles").json()["obstacles"]
        assert obstacles == answer["obstacles"]
