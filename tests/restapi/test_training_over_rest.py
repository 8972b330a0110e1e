"""Training over REST: courses, sessions, participants, figures."""

import pytest


@pytest.fixture
def trainer(client):
    """Return the session of a trainer."""
    return client("trainer")


@pytest.fixture
def course(trainer):
    """Return the address of a published course."""
    fields = {"@type": "riaya.course", "title": "أساسيات", "code": "CM-BASIC"}
    answer = trainer.post("training", json=fields | {"validity_months": 24})
    assert answer.status_code == 201, answer.text
    trainer.post(f"{answer.json()['@id']}/@workflow/publish")
    return answer.json()["@id"]


@pytest.fixture
def session(trainer, course):
    """Return the address of a session that took place in Jenin."""
    fields = {
        "@type": "riaya.training_session",
        "office": "PS-JEN",
        "place": "القاعة",
        "starts_at": "2026-01-10T09:00:00+02:00",
        "ends_at": "2026-01-10T13:00:00+02:00",
        "capacity": 5,
    }
    answer = trainer.post(course, json=fields)
    assert answer.status_code == 201, answer.text
    return answer.json()["@id"]


def enrol(trainer, session, **row):
    rows = [{"worker": "case-manager.ps-jen", "office": "PS-JEN"} | row]
    answer = trainer.patch(session, json={"participants": rows})
    assert answer.status_code == 204, answer.text


class TestTraining:
    def test_is_at_addresses_of_code_and_day(self, course, session):
        assert course.endswith("/training/cm-basic")
        assert session.endswith("/training/cm-basic/session-2026-01-10")

    def test_keeps_the_moment_that_was_sent(self, trainer, session):
        trainer.patch(session, json={"starts_at": "2026-01-10T08:30:00Z"})
        assert trainer.get(session).json()["starts_at"].startswith("2026-01-10T08:30")

    def test_hides_participants_from_workers(self, client, trainer, session):
        enrol(trainer, session)
        assert "participants" in trainer.get(session).json()
        answer = client("case-manager-2.ps-nbs").get(session)
        assert answer.status_code == 200
        assert "participants" not in answer.json()

    def test_is_closed_to_strangers(self, client, course):
        assert client().get(course).status_code == 401

    def test_refuses_two_rows_of_one_worker(self, trainer, session):
        row = {"worker": "case-manager.ps-jen"}
        answer = trainer.patch(session, json={"participants": [row, row]})
        assert answer.status_code == 400

    def test_refuses_to_hold_what_is_not_complete(self, trainer, session):
        answer = trainer.post(f"{session}/@workflow/hold")
        assert answer.status_code == 400
        assert answer.json()["obstacles"]

    def test_figures_count_who_passed(self, client, trainer, session):
        enrol(trainer, session, attended="yes", result="passed")
        assert trainer.post(f"{session}/@workflow/hold").status_code == 200
        url = "@training-figures?start=2026-01-01&end=2026-12-31"
        figures = trainer.get(url).json()
        assert figures["total"] == {
            "sessions": 1,
            "participants": 1,
            "trained": 1,
            "trained_by_course": {"CM-BASIC": 1},
        }
        assert [line["office"] for line in figures["items"]] == ["PS-JEN", "PS-NBS"]
        assert client("office-director.ps-nbs").get(url).json()["total"]["trained"] == 0
        assert client("case-manager.ps-jen").get(url).status_code == 401

    def test_figures_are_refused_to_strangers(self, client):
        assert client().get("@training-figures").status_code == 401
