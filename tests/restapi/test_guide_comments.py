"""Comments of a guide's review over REST."""

from tests.guide.conftest import make_draft
from tests.kept import made_once

import pytest


@pytest.fixture
@made_once(make_draft)
def chapter(client):
    """Return the address of a chapter of a draft."""
    return "guide/guide-ps-2.0/steps"


class TestGuideComments:
    def test_are_written_read_and_settled(self, client, chapter):
        trainer = client("trainer-2")
        answer = trainer.post(f"{chapter}/@guide-comments", json={"text": "غير واضح"})
        assert answer.status_code == 201, answer.text
        url = answer.json()["@id"]
        assert answer.headers["Location"] == url
        assert client("trainer").patch(url, json={"settled": True}).ok
        (item,) = client("trainer").get(f"{chapter}/@guide-comments").json()["items"]
        assert item["text"] == "غير واضح"
        assert (item["author"], item["settled_by"]) == ("trainer-2", "trainer")
        assert client("trainer").patch(url, json={"settled": False}).ok
        (item,) = client("trainer").get(f"{chapter}/@guide-comments").json()["items"]
        assert item["settled"] is False

    def test_are_refused_to_everybody_but_trainers(self, client, chapter):
        published = "guide/guide-test/steps/@guide-comments"
        for user_id in (None, "case-supervisor.ps-jen", "planner"):
            person = client(user_id)
            assert person.get(published).status_code in (401, 403)
            assert person.post(published, json={"text": "x"}).status_code in (401, 403)
            assert person.patch(
                f"{published}/x", json={"settled": True}
            ).status_code in (401, 403)

    def test_on_a_published_edition_are_refused_in_a_sentence(self, client, chapter):
        answer = client("trainer").post(
            "guide/guide-test/steps/@guide-comments", json={"text": "x"}
        )
        assert answer.status_code == 400
        assert "is published" in answer.json()["message"]

    @pytest.mark.parametrize("body", [{}, {"text": 3}, {"text": " "}])
    def test_without_a_text_are_refused(self, client, chapter, body):
        answer = client("trainer").post(f"{chapter}/@guide-comments", json=body)
        assert answer.status_code == 400
