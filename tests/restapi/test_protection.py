"""What the API refuses to tell or to change, and how answers are protected."""

import pytest


CLIENT = {
    "client_kind": "person",
    "client_name": "سلمى التجريبية",
    "id_kind": "none",
    "no_id_reason": "unregistered",
    "categories": ["OTH"],
}


@pytest.fixture
def case(client):
    """Return the address of a registered case."""
    answer = client("intake-officer.ps-jen").post("offices/ps-jen/@cases", json=CLIENT)
    return answer.json()["@id"]


@pytest.mark.parametrize("user_id", ["planner", "case-manager.ps-jen", "trainer"])
def test_nobody_at_work_reads_the_list_of_changes(client, case, user_id):
    assert client(user_id).get("@transactions").status_code == 401


def test_whoever_writes_in_a_case_does_not_choose_its_page(client, case):
    intake = client("intake-officer.ps-jen")
    answer = intake.patch(case, json={"layout": "nonsense", "phone": "0599"})
    assert answer.status_code == 204
    assert intake.get(case).json()["layout"] == "case-view"
    assert intake.get(case).json()["phone"] == "0599"


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_what_a_person_is_shown_is_kept_nowhere(client, case, accept):
    headers = {"Accept": accept}
    for address in (case, "@@worklist", f"{case}/@@case-documents", ""):
        answer = client("intake-officer.ps-jen").get(address, headers=headers)
        assert answer.headers["Cache-Control"] == "private, no-store", address
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"


def test_the_theme_may_still_be_kept(client):
    answer = client("planner").get("++plone++static/plone-fontello.svg")
    assert "no-store" not in answer.headers.get("Cache-Control", "")
