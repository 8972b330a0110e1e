"""Filled forms as PDF files: what they tell, and to whom."""

from AccessControl import Unauthorized
from datetime import date
from io import BytesIO
from PIL import Image
from plone import api
from plone.app.testing import logout
from riaya.assessments.receiving import receive_submission
from riaya.assessments.receiving import Submission
from riaya.documents.confidentiality import apply_confidentiality
from riaya.documents.confidentiality import CONFIDENTIAL
from riaya.forms.interfaces import Attachment
from riaya.security.system import as_system
from riaya.site.accounts import PASSWORD
from riaya.site.demo_walk import add_item
from tests.core.pdf_reading import find_characters
from tests.core.pdf_reading import find_title
from tests.core.pdf_reading import is_accessible
from tests.core.pdf_reading import names_in_the_open
from tests.forms.sheets import ANSWERS
from tests.forms.sheets import HOUSEHOLD
from tests.forms.sheets import publish_form

import pytest
import requests
import transaction


pytestmark = pytest.mark.case_in("assessment")
MANAGER = "case-manager.ps-jen"
SUPERVISOR = "case-supervisor.ps-jen"
OTHER_OFFICE = "case-manager.ps-nbs"
PAGE = "@@filled-form.pdf"
SENT = ANSWERS | {"visited_on": "2026-01-14"}
HOSTILE = '#read("/etc/passwd") $x$ *b* _i_ `r` @a <l> \\'
MARKS = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))


@pytest.fixture
def template(portal):
    return publish_form(kind="consent")


@pytest.fixture
def fill(template, open_case, as_worker):
    """Return a function that fills the form as the case manager."""

    def fill_form(**changes):
        with as_worker(MANAGER):
            submission = Submission(key="k-1", answers=SENT | changes)
            return receive_submission(template, open_case, submission).assessment

    return fill_form


@pytest.fixture
def look(as_worker):
    """Return a function that gives what is printed, and the PDF, to a person."""

    def print_assessment(assessment, user_id=MANAGER):
        with as_worker(user_id):
            view = assessment.restrictedTraverse(PAGE)
            return view.values, view()

    return print_assessment


def read_facts(values, part="facts"):
    return {label: value.translate(MARKS) for label, value in values[part]}


def list_answers(blocks):
    for block in blocks:
        yield from ((each["label"], each["text"]) for each in block["answers"])
        yield from ((None, text) for row in block["rows"] for text in row)
        yield from list_answers(block["sections"])


class TestFilledForm:
    def test_tells_case_form_version_and_who_filled_it(self, fill, look, open_case):
        values, pdf = look(fill())
        facts = read_facts(values).values()
        assert open_case.case_number in facts
        assert open_case.client_name in facts
        assert any("household" in fact and "1.0" in fact for fact in facts)
        assert any("مديرة الحالة الأولى" in fact for fact in facts)
        assert is_accessible(pdf)

    def test_tells_every_answer_that_was_asked_for(self, fill, look):
        values, _pdf = look(fill())
        texts = [text for _label, text in list_answers(values["blocks"])]
        assert "سلمى التجريبية" in texts
        assert "يوسف" in texts
        assert "عمل، مساعدة" in texts
        assert "900.5" in texts

    def test_says_that_a_draft_is_one(self, fill, look, as_worker):
        assessment = fill()
        assert look(assessment)[0]["warning"]
        with as_worker(MANAGER):
            api.content.transition(assessment, "submit")
        assert not look(assessment)[0]["warning"]

    def test_tells_who_approved_it_and_who_printed_it(self, fill, look, as_worker):
        assessment = fill()
        for user_id, step in ((MANAGER, "submit"), (SUPERVISOR, "approve")):
            with as_worker(user_id):
                api.content.transition(assessment, step)
        values, _pdf = look(assessment, SUPERVISOR)
        assert any("المشرفة المهنية" in fact for fact in read_facts(values).values())
        assert "المشرفة المهنية" in values["printed"]
        assert [row[3] for row in values["story"]] == ["", "", ""]

    def test_never_takes_answers_for_markup(self, fill, look):
        _values, pdf = look(fill(head=HOSTILE))
        assert set(HOSTILE) - {" "} <= find_characters(pdf)

    def test_names_nobody_in_title_bookmarks_and_file_name(
        self, fill, look, open_case, http_request
    ):
        assessment = fill()
        _values, pdf = look(assessment)
        assert open_case.case_number in find_title(pdf)
        for name in (open_case.client_name, "سلمى"):
            assert not names_in_the_open(pdf, name)
        disposition = http_request.response.getHeader("Content-Disposition")
        assert disposition == (
            f'inline; filename="{open_case.getId()}-{assessment.getId()}.pdf"'
        )

    def test_is_the_same_after_its_version_was_replaced_and_retired(
        self, fill, look, template
    ):
        assessment = fill()
        before = look(assessment)[0]["blocks"]
        publish_form(
            HOUSEHOLD.replace("رب الأسرة", "المعيل").replace("| 1.0 |", "| 2.0 |"),
            version="2.0",
        )
        with as_system():
            api.content.transition(template, "retire")
        values, pdf = look(assessment)
        assert values["blocks"] == before
        assert "رب الأسرة" in dict(list_answers(values["blocks"]))
        assert pdf.startswith(b"%PDF")

    def test_shows_both_risk_levels_with_the_reason(self, fill, look):
        assessment = fill()
        assessment.computed_risk_level = "low"
        assessment.risk_level = "high"
        assessment.risk_override_reason = "رأيت ما لم يُسأل عنه"
        result = read_facts(look(assessment)[0], "result")
        assert len(result) == 3
        assert "رأيت ما لم يُسأل عنه" in result.values()

    def test_breaks_the_score_down(self, fill, look):
        assessment = fill()
        part = {"question": "a", "label": {"ar": "الخطر", "en": "Danger"}, "value": 4}
        assessment.scores = {"total": 4, "parts": [part]}
        values, _pdf = look(assessment)
        assert values["scores"] == [{"label": "الخطر", "value": "4"}]
        assert values["total"] == "4"


class TestPictures:
    @pytest.fixture
    def assessment(self, template, open_case, as_worker):
        stream = BytesIO()
        Image.new("RGB", (800, 600), "red").save(stream, "JPEG")
        photo = Attachment("1.jpg", BytesIO(stream.getvalue()), stream.tell())
        with as_worker(MANAGER):
            submission = Submission(
                key="k-1",
                answers=SENT | {"photo": "1.jpg"},
                attachments={"1.jpg": photo},
            )
            return receive_submission(template, open_case, submission).assessment

    def test_are_printed_small(self, assessment, look):
        values, pdf = look(assessment)
        answers = [each for block in values["blocks"] for each in block["answers"]]
        (shown,) = [each for each in answers if each["pictures"]]
        assert shown["text"] == "1.jpg"
        assert b"/Subtype/Image" in pdf
        assert is_accessible(pdf)

    def test_that_are_not_open_to_the_reader_are_not_printed(self, assessment, look):
        with as_system():
            photo = api.content.get(UID=assessment.attachments["1.jpg"])
            apply_confidentiality(photo, CONFIDENTIAL)
            photo.reindexObject()
        # The director oversees the case, and reads no confidential document of it.
        values, pdf = look(assessment, "office-director.ps-jen")
        assert "1.jpg" not in str(values["blocks"])
        assert b"/Subtype/Image" not in pdf


class TestAssessmentWithoutForm:
    def test_is_printed_with_its_own_fields(self, open_case, as_worker, look):
        with as_worker(MANAGER):
            assessment = add_item(
                open_case,
                "riaya.assessment",
                kind="comprehensive",
                assessed_on=date(2026, 11, 1),
                summary="ملخص\nثانٍ",
                needs=[{"domain": "economic", "text": "دخل", "rank": 1}],
                strengths=[{"domain": "family", "text": "أسرة", "rank": None}],
            )
        values, pdf = look(assessment)
        assert values["summary"] == "ملخص\nثانٍ"
        assert [each["title"] for each in values["lists"]] == ["needs", "strengths"]
        assert values["lists"][0]["rows"][0][2] == "دخل"
        assert values["blocks"] == []
        assert is_accessible(pdf)


class TestAccess:
    @pytest.mark.parametrize("user_id", [OTHER_OFFICE, "trainer", "admin"])
    def test_is_refused_to_who_may_not_read_the_case(self, fill, as_worker, user_id):
        assessment = fill()
        with as_worker(user_id), pytest.raises(Unauthorized):
            assessment.restrictedTraverse(PAGE)

    def test_is_refused_to_the_public(self, fill):
        assessment = fill()
        logout()
        with pytest.raises(Unauthorized):
            assessment.restrictedTraverse(PAGE)


class TestAddress:
    @pytest.fixture
    def get(self, functional, case):
        """Return a function that gets the PDF of a filled form as somebody."""
        template = publish_form(kind="consent")
        with api.env.adopt_user(username=MANAGER):
            submission = Submission(key="k-1", answers=SENT)
            assessment = receive_submission(template, case, submission).assessment
        path = "/".join(assessment.getPhysicalPath())
        transaction.commit()
        url = f"http://{functional['host']}:{functional['port']}{path}/{PAGE}"

        def get_pdf(user_id):
            return requests.get(
                url,
                auth=(user_id, PASSWORD) if user_id else None,
                headers={"Accept-Language": "en"},
                allow_redirects=False,
                timeout=60,
            )

        return get_pdf

    def test_gives_a_pdf_that_nobody_keeps(self, get):
        answer = get(MANAGER)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.content.startswith(b"%PDF")

    @pytest.mark.parametrize("user_id", [None, OTHER_OFFICE])
    def test_refuses_others(self, get, user_id):
        answer = get(user_id)
        assert answer.status_code in (302, 401)
        assert b"%PDF" not in answer.content
