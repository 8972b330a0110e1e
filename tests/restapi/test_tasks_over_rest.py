"""Tasks and absences over REST."""

from datetime import timedelta
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.testing import CLIENT
from tests.tasks.conftest import MANAGER
from tests.tasks.conftest import RESEARCHER

import pytest


pytestmark = pytest.mark.case_in("assessment")
SUPERVISOR = "case-supervisor.ps-jen"
SUBSTITUTE = "case-manager-2.ps-jen"


@pytest.fixture
def day(functional):
    """Return the day that lies some days from today."""
    return lambda days=0: today(get_zone()) + timedelta(days=days)


@pytest.fixture
def url(functional, client, case):
    """Return the address of a case in assessment."""
    return "/".join(case.getPhysicalPath()[2:])


@pytest.fixture
def add(client, url):
    """Return a function that adds a task as the manager."""

    def send(worker=MANAGER, **fields):
        task = {"@type": "riaya.task", "title": "زيارة", "responsible": MANAGER}
        return client(worker).post(url, json=task | fields)

    return send


class TestTasks:
    def test_are_added_listed_completed_and_reopened(self, client, url, add, day):
        answer = add(due_on=day(2).isoformat())
        assert answer.status_code == 201, answer.text
        assert answer.json()["title"] == "زيارة"
        assert answer.json()["origin"] == "hand"
        manager = client(MANAGER)
        listed = manager.get("@tasks").json()
        assert listed["items_total"] == 1
        (item,) = listed["items"]
        assert (item["title"], item["due_on"]) == ("زيارة", day(2).isoformat())
        assert item["case"].endswith(url)
        done = manager.post(f"{item['@id']}/@workflow/complete", json={})
        assert done.json()["review_state"] == "done"
        assert manager.get("@tasks?view=done").json()["items_total"] == 1
        manager.post(f"{item['@id']}/@workflow/reopen", json={})
        assert manager.get("@tasks").json()["items_total"] == 1

    def test_cannot_be_made_the_guides_by_hand(self, add):
        answer = add(origin="guide", standard_task="x:0", responsible_role="Trainer")
        task = answer.json()
        assert task["origin"] == "hand"
        assert not task["standard_task"]
        assert task["responsible_role"]["token"] == "Case Manager"

    @pytest.mark.parametrize(
        "wrong", [{"responsible": "case-manager.ps-nbs"}, {"due_on": "2020-01-01"}]
    )
    def test_are_refused_when_they_cannot_be(self, add, wrong):
        assert add(**wrong).status_code == 400

    @pytest.mark.parametrize("worker", [None, SUBSTITUTE, "admin", RESEARCHER])
    def test_are_not_added_by_others(self, add, worker):
        assert add(worker=worker).status_code == 401

    def test_are_changed_and_open_the_case_to_who_is_named(self, client, url, add):
        address = add().json()["@id"]
        manager, researcher = client(MANAGER), client(RESEARCHER)
        assert manager.patch(address, json={"due_on": "2020-01-01"}).status_code == 400
        stranger = {"responsible": "case-manager.ps-nbs"}
        assert manager.patch(address, json=stranger).status_code == 400
        body = {"responsible": RESEARCHER, "details": "مساءً"}
        assert manager.patch(address, json=body).status_code == 204
        assert researcher.get(address).json()["details"] == "مساءً"
        assert researcher.patch(address, json={"details": "x"}).status_code == 401

    def test_are_given_up_only_with_a_reason(self, client, add):
        address = add().json()["@id"] + "/@workflow/cancel"
        manager = client(MANAGER)
        assert manager.post(address, json={}).status_code == 400
        assert manager.post(address, json={"comment": "لا حاجة"}).status_code == 200

    def test_are_refused_to_visitors_and_with_an_unknown_list(self, client, add):
        assert client().get("@tasks").status_code == 401
        refused = client(MANAGER).get("@tasks?view=theirs")
        assert refused.status_code == 400
        assert "mine" in refused.json()["message"]

    def test_are_counted_in_batches(self, client, add):
        for _number in range(3):
            add()
        listed = client(MANAGER).get("@tasks?b_size=2").json()
        assert len(listed["items"]) == 2
        assert listed["items_total"] == 3
        assert listed["counts"]["mine"] == 3
        assert "next" in listed["batching"]


class TestHandingOver:
    def test_opens_the_case_and_its_end_closes_it(self, client, url, add):
        address = add().json()["@id"]
        body = {"responsible": RESEARCHER, "comment": "أقرب"}
        manager, researcher = client(MANAGER), client(RESEARCHER)
        assert researcher.get(url).status_code == 401
        answer = manager.post(f"{address}/@hand-over", json=body)
        assert answer.status_code == 200, answer.text
        seen = researcher.get(url)
        assert seen.json()["client_name"] == CLIENT["client_name"]
        assert [item["@id"] for item in seen.json()["items"]] == [address]
        assert researcher.get(f"{url}/assessment-1").status_code == 401
        assert researcher.get(f"{url}/@timeline").status_code == 401
        causes = manager.get(f"{url}/@access").json()["items"]
        assert ("task", RESEARCHER) in {
            (item["cause"], item["principal"]) for item in causes
        }
        done = researcher.post(f"{address}/@workflow/complete", json={})
        assert done.status_code == 200, done.text
        assert researcher.get(url).status_code == 401

    def test_of_the_last_own_task_answers_nothing(self, client, add):
        address = add(responsible=RESEARCHER).json()["@id"]
        answer = client(RESEARCHER).post(
            f"{address}/@hand-over", json={"responsible": MANAGER}
        )
        assert answer.status_code == 204

    def test_is_refused_for_people_of_other_offices(self, client, add):
        address = add().json()["@id"]
        answer = client(MANAGER).post(
            f"{address}/@hand-over", json={"responsible": "case-manager.ps-nbs"}
        )
        assert answer.status_code == 400
        assert answer.json()["type"] == "TaskRefused"

    @pytest.mark.parametrize("worker", [None, SUBSTITUTE, "admin", RESEARCHER])
    def test_is_refused_to_others(self, client, add, worker):
        address = add().json()["@id"]
        answer = client(worker).post(
            f"{address}/@hand-over", json={"responsible": RESEARCHER}
        )
        assert answer.status_code == 401


class TestAbsences:
    @pytest.fixture
    def record(self, client, day):
        def send(by=MANAGER, **changes):
            body = {
                "substitute": SUBSTITUTE,
                "first_day": day(0).isoformat(),
                "last_day": day(2).isoformat(),
            }
            return client(by).post("@absences", json=body | changes)

        return send

    def test_are_recorded_listed_changed_and_ended(self, client, url, add, record, day):
        add()
        answer = record()
        assert answer.status_code == 201, answer.text
        assert answer.json()["state"] == "begun"
        substitute = client(SUBSTITUTE)
        assert substitute.get("@tasks").json()["items_total"] == 1
        assert substitute.get(url).status_code == 200
        manager, address = client(MANAGER), answer.headers["Location"]
        changed = manager.patch(address, json={"last_day": day(4).isoformat()})
        assert changed.json()["last_day"] == day(4).isoformat()
        assert manager.get("@absences").json()["items_total"] == 1
        assert manager.delete(address).status_code == 204
        assert substitute.get(url).status_code == 401
        assert manager.get("@tasks").json()["items_total"] == 1

    def test_are_refused_with_sentences(self, record):
        answer = record(substitute=MANAGER, last_day="soon")
        assert answer.status_code == 400
        answer = record(substitute=RESEARCHER)
        assert answer.json()["obstacles"]

    def test_of_others_are_recorded_by_supervisors_only(self, record):
        assert record(by=SUBSTITUTE, worker=MANAGER).status_code == 400
        assert record(by=SUPERVISOR, worker=MANAGER).status_code == 201

    def test_are_unknown_to_others(self, client, record):
        address = record().headers["Location"]
        stranger = client("case-supervisor.ps-nbs")
        assert stranger.get("@absences").json()["items"] == []
        assert stranger.delete(address).status_code == 404
        assert stranger.patch(address, json={}).status_code == 404
        assert client().get("@absences").status_code == 401
        assert client().post("@absences", json={}).status_code == 401
        assert client().delete(address).status_code == 401
        assert client().patch(address, json={}).status_code == 401
