"""A form begun by mistake can be discarded, and nothing else."""

from AccessControl import Unauthorized
from io import BytesIO
from plone import api
from riaya.assessments.discarding import discard_draft
from riaya.assessments.discarding import DraftCannotBeDiscarded
from riaya.assessments.receiving import receive_submission
from riaya.assessments.receiving import Submission
from riaya.cases.timeline import find_occurrences
from riaya.forms.interfaces import Attachment
from tests.forms.sheets import ANSWERS
from tests.forms.sheets import publish_form
from zExceptions import Forbidden

import pytest


pytestmark = pytest.mark.case_in("assessment")
MANAGER = "case-manager.ps-jen"
COMPLETE = ANSWERS | {"visited_on": "2026-01-14"}


@pytest.fixture
def begin(portal, open_case, as_worker):
    """Return a function that begins a form as the case manager."""
    template = publish_form()

    def send(answers=None, key="k-1", is_draft=True, attachments=()):
        with as_worker(MANAGER):
            submission = Submission(
                key=key,
                answers=answers or {"head": "x"},
                is_draft=is_draft,
                attachments=dict(attachments),
            )
            return receive_submission(template, open_case, submission).assessment

    return send


class TestDiscarding:
    def test_takes_an_unfinished_form_out_and_says_so(
        self, begin, open_case, as_worker
    ):
        draft = begin()
        with as_worker(MANAGER):
            discard_draft(draft)
        assert draft.getId() not in open_case
        newest = find_occurrences(open_case)[0]
        assert (newest.kind, newest.actor) == ("removed", MANAGER)

    def test_takes_its_files_along(self, begin, open_case, as_worker):
        picture = b"\xff\xd8\xff\xe0" + b"0" * 100
        before = set(open_case.objectIds())
        draft = begin(
            {"photo": "1.jpg"},
            attachments={"1.jpg": Attachment("1.jpg", BytesIO(picture), len(picture))},
        )
        with as_worker(MANAGER):
            discard_draft(draft)
        assert set(open_case.objectIds()) == before

    def test_never_gives_its_id_to_something_else(self, begin, open_case, as_worker):
        draft = begin()
        with as_worker(MANAGER):
            discard_draft(draft)
        assert begin(key="k-2").getId() != draft.getId()

    def test_lets_the_same_filling_be_sent_again(self, begin, as_worker):
        with as_worker(MANAGER):
            discard_draft(begin())
        assert begin(COMPLETE, is_draft=False).is_complete

    def test_is_refused_for_a_complete_form(self, begin, open_case, as_worker):
        complete = begin(COMPLETE, is_draft=False)
        with as_worker(MANAGER), pytest.raises(DraftCannotBeDiscarded):
            discard_draft(complete)
        assert complete.getId() in open_case

    def test_is_refused_for_what_was_written_by_hand(self, open_case, as_worker):
        rapid = open_case["assessment-1"]
        with as_worker(MANAGER), pytest.raises(DraftCannotBeDiscarded):
            discard_draft(rapid)

    @pytest.mark.parametrize(
        "user_id",
        ["case-supervisor.ps-jen", "case-manager-2.ps-jen", "admin", "trainer"],
    )
    def test_is_refused_to_everybody_but_who_began_it(
        self, begin, open_case, as_worker, user_id
    ):
        draft = begin()
        with as_worker(user_id), pytest.raises(DraftCannotBeDiscarded):
            discard_draft(draft)
        assert draft.getId() in open_case

    def test_is_refused_once_it_was_handed_in_and_returned(
        self, begin, as_worker, open_case
    ):
        draft = begin(COMPLETE, is_draft=False)
        draft.needs = [{"domain": "economic", "text": "دخل", "rank": 1}]
        draft.strengths = [{"domain": "family", "text": "أسرة", "rank": 1}]
        with as_worker(MANAGER):
            api.content.transition(draft, "submit")
        with as_worker("case-supervisor.ps-jen"):
            api.content.transition(draft, "return_", comment="ناقص")
        again = begin({"head": "y"})
        assert not again.is_complete
        with as_worker(MANAGER), pytest.raises(DraftCannotBeDiscarded):
            discard_draft(again)


class TestPage:
    def test_asks_first_and_then_leads_back_to_the_case(
        self, begin, open_case, render, http_request
    ):
        draft = begin()
        page = render(MANAGER, draft, "discard-draft")
        assert page.xpath("//form[contains(@action, '@@discard-draft')]//button")
        assert draft.getId() in open_case
        render(MANAGER, draft, "discard-draft", method="POST")
        assert draft.getId() not in open_case
        assert http_request.response.getHeader("location") == open_case.absolute_url()

    def test_is_reached_from_the_page_of_an_unfinished_form_only(self, begin, render):
        link = "//a[contains(@href, '@@discard-draft')]"
        assert render(MANAGER, begin(), "assessment-view").xpath(link)
        complete = begin(COMPLETE, is_draft=False)
        assert not render(MANAGER, complete, "assessment-view").xpath(link)

    @pytest.mark.parametrize(
        "user_id", ["case-manager.ps-nbs", "case-supervisor.ps-jen", "admin"]
    )
    def test_is_refused_to_others(self, begin, open_case, render, user_id):
        draft = begin()
        with pytest.raises(Unauthorized):
            render(user_id, draft, "discard-draft", method="POST")
        assert draft.getId() in open_case

    def test_is_refused_without_the_token_of_the_form(
        self, begin, open_case, as_worker, http_request
    ):
        draft = begin()
        http_request.form.clear()
        http_request.method = http_request.environ["REQUEST_METHOD"] = "POST"
        with as_worker(MANAGER), pytest.raises(Forbidden):
            draft.restrictedTraverse("@@discard-draft")()
        assert draft.getId() in open_case
