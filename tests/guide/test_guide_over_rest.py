"""Writing, publishing and reading the guide over REST."""

from concurrent.futures import ThreadPoolExecutor
from plone import api
from riaya.guide.authoring.copying import copy_edition
from riaya.site.accounts import PASSWORD

import pytest
import requests
import transaction


EDITION = {
    "@type": "riaya.guide",
    "title": "دليل جديد",
    "edition": "2.0",
    "policy": "ps",
}
STEP = {
    "@type": "riaya.guide_step",
    "title": "التسجيل",
    "stage": "registered",
    "responsible_role": "Intake Officer",
    "text": {"data": "<p>نص</p>", "content-type": "text/html"},
    "required_forms": ["rapid"],
    "checklist": ["بند أول"],
    "deadlines": [{"clock": "T2", "group": "urgent", "amount": 72, "unit": "hours"}],
    "standard_tasks": [
        {"title": "مهمة", "responsible_role": "Intake Officer", "days": 2}
    ],
}


@pytest.fixture
def portal_url(functional):
    transaction.commit()
    portal_id = functional["portal"].getId()
    return f"http://{functional['host']}:{functional['port']}/{portal_id}"


@pytest.fixture
def call(portal_url):
    """Return a function that sends a request as a person."""

    def send(user_id, method, url, json=None):
        return requests.request(
            method,
            url if url.startswith("http") else f"{portal_url}/{url}",
            json=json,
            auth=(user_id, PASSWORD) if user_id else None,
            headers={"Accept": "application/json", "Accept-Language": "en"},
            timeout=60,
        )

    return send


def make_drafts():
    """Make two complete editions in review, both written by `trainer`."""
    library = api.portal.get()["guide"]
    with api.env.adopt_user(username="trainer"):
        for number in ("2.0", "3.0"):
            draft = copy_edition(library["guide-test"], number)
            api.content.transition(draft, "submit")


DRAFTS = ("guide/guide-ps-2.0", "guide/guide-ps-3.0")
with_drafts = pytest.mark.begins_with(made_by=make_drafts)


@pytest.fixture
def drafts(portal_url):
    """Return their addresses."""
    return DRAFTS


class TestWriting:
    def test_a_trainer_writes_edition_chapter_and_step(self, call):
        edition = call("trainer", "POST", "guide", EDITION)
        assert edition.status_code == 201, edition.text
        chapter = call(
            "trainer",
            "POST",
            edition.json()["@id"],
            {"@type": "riaya.guide_chapter", "title": "الفصل"},
        )
        assert chapter.status_code == 201, chapter.text
        step = call("trainer", "POST", chapter.json()["@id"], STEP)
        assert step.status_code == 201, step.text
        stored = call("trainer", "GET", step.json()["@id"]).json()
        assert stored["deadlines"] == STEP["deadlines"]
        assert stored["required_forms"] == ["rapid"]
        assert stored["stage"]["token"] == "registered"

    @pytest.mark.parametrize("user_id", [None, "case-supervisor.ps-jen", "planner"])
    def test_nobody_else_does(self, call, user_id):
        assert call(user_id, "POST", "guide", EDITION).status_code in (401, 403)

    @with_drafts
    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("required_forms", ["unheard_of"]),
            (
                "deadlines",
                [{"clock": "T2", "group": "urgent", "amount": 0, "unit": "days"}],
            ),
            (
                "deadlines",
                [{"clock": "T2", "group": "urgent", "amount": 17521, "unit": "hours"}],
            ),
            (
                "deadlines",
                [{"clock": "T2", "group": "urgent", "amount": 732, "unit": "days"}],
            ),
            (
                "deadlines",
                [
                    {
                        "clock": "T2",
                        "group": "urgent",
                        "amount": 524,
                        "unit": "working_days",
                    }
                ],
            ),
            (
                "deadlines",
                [{"clock": "T2", "group": "urgent", "amount": -1, "unit": "days"}],
            ),
            (
                "deadlines",
                [{"clock": "T77", "group": "urgent", "amount": 1, "unit": "days"}],
            ),
            ("stage", "nowhere"),
        ],
    )
    def test_a_faulty_step_is_refused_and_not_stored(self, call, drafts, field, value):
        call("trainer-2", "POST", f"{drafts[0]}/@workflow/return_", {"comment": "ناقص"})
        chapter = f"{drafts[0]}/steps"
        before = call("trainer", "GET", chapter).json()["items_total"]
        answer = call("trainer", "POST", chapter, STEP | {field: value})
        assert answer.status_code == 400
        assert field in answer.text
        assert call("trainer", "GET", chapter).json()["items_total"] == before

    def test_a_published_edition_cannot_be_changed(self, call):
        step = "guide/guide-test/steps/registered"
        answer = call("trainer", "PATCH", step, {"title": "غيره"})
        assert answer.status_code in (401, 403)
        assert call("trainer", "DELETE", "guide/guide-test").status_code in (401, 403)


class TestPublishing:
    @with_drafts
    def test_is_refused_to_the_author_in_a_sentence(self, call, drafts):
        answer = call("trainer", "POST", f"{drafts[0]}/@workflow/publish")
        assert answer.status_code == 400
        assert answer.json()["type"] == "OwnWork"
        assert "another trainer" in answer.json()["message"]

    def test_says_what_an_edition_lacks(self, call):
        url = call("trainer", "POST", "guide", EDITION).json()["@id"]
        call("trainer", "POST", f"{url}/@workflow/submit")
        answer = call("trainer-2", "POST", f"{url}/@workflow/publish")
        assert answer.status_code == 400
        (obstacle,) = answer.json()["obstacles"]
        assert "no step" in obstacle
        assert call("trainer", "GET", url).json()["review_state"] == "in_review"

    @with_drafts
    def test_by_another_trainer_supersedes_the_older_edition(self, call, drafts):
        answer = call("trainer-2", "POST", f"{drafts[0]}/@workflow/publish")
        assert answer.status_code == 200, answer.text
        assert call(None, "GET", drafts[0]).json()["review_state"] == "published"
        old = call(None, "GET", "guide/guide-test").json()
        assert old["review_state"] == "superseded"
        assert call(None, "GET", drafts[0]).json()["supersedes"] == old["UID"]

    @with_drafts
    def test_of_two_at_once_refuses_the_second_in_a_sentence(self, call, drafts):
        with ThreadPoolExecutor(2) as threads:
            answers = list(
                threads.map(
                    lambda url: call("trainer-2", "POST", f"{url}/@workflow/publish"),
                    drafts,
                )
            )
        assert sorted(answer.status_code for answer in answers) == [200, 400]
        refused = next(each.json() for each in answers if each.status_code == 400)
        assert "came into force while this one was in review" in str(refused)
        states = [
            call("trainer-2", "GET", url).json()["review_state"] for url in drafts
        ]
        assert sorted(states) == ["in_review", "published"]

    @with_drafts
    def test_returning_needs_a_comment(self, call, drafts):
        url = f"{drafts[0]}/@workflow/return_"
        assert call("trainer-2", "POST", url).json()["type"] == "CommentMissing"
        assert call("trainer-2", "POST", url, {"comment": "ناقص"}).status_code == 200


class TestReading:
    @with_drafts
    def test_needs_no_account_once_published(self, call, drafts):
        assert call(None, "GET", "guide/guide-test/steps/registered").status_code == 200
        assert call(None, "GET", drafts[0]).status_code == 401
        assert call("case-manager.ps-jen", "GET", drafts[0]).status_code in (401, 403)
