"""The page of a filled form: answers, score, risk, files, and what can be done."""

from AccessControl import Unauthorized
from io import BytesIO
from plone import api
from plone.app.uuid.utils import uuidToObject
from riaya.assessments.reading.sections import build_blocks
from riaya.assessments.receiving import receive_submission
from riaya.assessments.receiving import Submission
from riaya.assessments.risk import override_risk
from riaya.documents.confidentiality import apply_confidentiality
from riaya.forms.answering.describing import AnswerLine
from riaya.forms.interfaces import Attachment
from riaya.forms.reading.questions import QuestionKind
from tests.assessments.filled import ANSWERS
from tests.assessments.filled import fill
from tests.assessments.filled import MANAGER
from tests.assessments.filled import publish_risky
from tests.assessments.filled import RISKY
from tests.assessments.filled import SUPERVISOR

import pytest


pytestmark = pytest.mark.case_in("assessment")
DIRECTOR = "office-director.ps-jen"
STRANGERS = ("case-manager-2.ps-jen", "case-manager.ps-nbs", "planner", "admin")
PICTURE = b"\xff\xd8\xff\xe0" + b"0" * 100


def make_line(key, kind=QuestionKind.TEXT, level=1, number=None, text="x"):
    name = [part for part in key.split("/") if not part.isdigit()][-1]
    return AnswerLine(name, key, kind, name.title(), text, level, number, ())


def make_entries(*names, count=2, level=1):
    for number in range(1, count + 1):
        yield make_line(f"member/{number}", QuestionKind.REPEAT, level, number)
        for name in names:
            yield make_line(f"member/{number}/{name}", level=level + 1)


def outline(blocks):
    """Return headings and questions as nested lists."""
    return [
        [
            block.heading and block.heading.label,
            [line.name for line in block.answers],
            outline(block.sections),
        ]
        for block in blocks
    ]


class TestBlocks:
    def test_are_sections_within_sections_in_the_order_of_the_form(self):
        lines = [
            make_line("first"),
            make_line("home", QuestionKind.GROUP),
            make_line("rooms", level=2),
            make_line("walls", QuestionKind.GROUP, level=2),
            make_line("damp", level=3),
            make_line("rent", level=2),
            make_line("last"),
        ]
        assert outline(build_blocks(lines)) == [
            [None, ["first"], []],
            ["Home", ["rooms"], [["Walls", ["damp"], []], [None, ["rent"], []]]],
            [None, ["last"], []],
        ]

    def test_of_a_narrow_repeat_are_one_table(self):
        (block,) = build_blocks(make_entries("name", "age"))
        assert [column.name for column in block.columns] == ["name", "age"]
        assert [entry.heading.number for entry in block.entries] == [1, 2]

    def test_of_a_wide_repeat_are_numbered_sections(self):
        blocks = build_blocks(make_entries(*"abcdef"))
        assert [block.heading.number for block in blocks] == [1, 2]

    def test_of_a_repeat_with_sections_are_numbered_sections(self):
        lines = [
            *make_entries("name", count=1),
            make_line("member/1/school", QuestionKind.GROUP, level=2),
            make_line("member/1/grade", level=3),
        ]
        (block,) = build_blocks(lines)
        assert not block.columns
        assert [section.heading.name for section in block.sections] == ["school"]

    def test_leave_out_sections_in_which_nothing_was_asked(self):
        assert build_blocks([make_line("home", QuestionKind.GROUP)]) == []


class TestPage:
    def test_shows_form_version_score_risk_and_answers(self, filled, render):
        page = render(MANAGER, filled, "assessment-view")
        assert page.cssselect("h1")[0].text_content() == "استمارة الأسرة"
        text = " ".join(page.text_content().split())
        for value in ("risky", "1.0", "درجة الخطر", "14", "ملخص الزيارة", "دخل ثابت"):
            assert value in text
        assert page.cssselect("[data-risk=high]")
        assert not page.cssselect("[data-risk=medium]")

    def test_shows_the_entries_of_a_repeat_as_a_table(self, filled, render):
        page = render(MANAGER, filled, "assessment-view")
        cells = [
            [cell.text_content().strip() for cell in row.cssselect("th, td")]
            for table in page.cssselect("table.riaya-table")
            for row in table.cssselect("tbody tr")
            if "سلمى" in table.text_content()
        ]
        assert cells == [["1", "سلمى", "34"], ["2", "يوسف", "9"]]

    def test_words_the_answers_in_the_language_of_the_reader(
        self, filled, render, http_request
    ):
        http_request["LANGUAGE"] = "en"
        page = render(MANAGER, filled, "assessment-view")
        assert "Points" in page.text_content()
        assert "The home" in page.text_content()

    def test_shows_both_levels_and_the_reason(self, filled, render, as_worker):
        with as_worker(MANAGER):
            override_risk(filled, "medium", "زيارة لاحقة")
        page = render(SUPERVISOR, filled, "assessment-view")
        text = page.text_content()
        assert page.cssselect("[data-risk=high]")
        assert page.cssselect("[data-risk=medium]")
        assert text.count("زيارة لاحقة") == 2

    def test_offers_to_go_on_with_the_draft_and_not_to_write_it_by_hand(
        self, filled, open_case, risky, render
    ):
        hrefs = find_hrefs(render(MANAGER, filled, "assessment-view"))
        assert (
            f"{open_case.absolute_url()}/@@fill-form?form={risky.UID()}"
            f"&assessment={filled.getId()}"
        ) in hrefs
        assert f"{filled.absolute_url()}/edit" not in hrefs
        assert f"{filled.absolute_url()}/@@risk-level" in hrefs
        assert f"{filled.absolute_url()}/@@filled-form.pdf" in hrefs
        assert f"{filled.absolute_url()}/@@compare" not in hrefs

    def test_offers_readers_nothing_that_changes_it(self, filled, render):
        hrefs = find_hrefs(render(DIRECTOR, filled, "assessment-view"))
        assert not any("@@fill-form" in href for href in hrefs)
        assert not any("@@risk-level" in href for href in hrefs)

    def test_offers_a_comparison_where_there_is_another_one(
        self, filled, open_case, risky, render
    ):
        fill(open_case, risky)
        hrefs = find_hrefs(render(DIRECTOR, filled, "assessment-view"))
        assert f"{filled.absolute_url()}/@@compare" in hrefs

    def test_says_that_a_draft_is_not_complete(self, open_case, risky, render):
        draft = fill(open_case, risky, is_draft=True)
        page = render(MANAGER, draft, "assessment-view")
        assert page.cssselect(".riaya-notice.is-warning")

    def test_stays_as_it_was_after_newer_versions_and_retirement(
        self, filled, risky, render
    ):
        before = find_answers(render(MANAGER, filled, "assessment-view"))
        publish_risky("2.0", RISKY.replace("نقاط الخطر", "سؤال آخر"))
        with api.env.adopt_roles(["Trainer"]):
            api.content.transition(risky, "retire")
        after = find_answers(render(MANAGER, filled, "assessment-view"))
        assert before == after
        assert "نقاط الخطر" in before

    @pytest.mark.parametrize("person", STRANGERS)
    def test_is_refused_to_strangers(self, filled, render, person):
        with pytest.raises(Unauthorized):
            render(person, filled, "assessment-view")


class TestFiles:
    @pytest.fixture
    def with_photo(self, open_case, risky, as_worker):
        submission = Submission(
            key="k",
            answers=ANSWERS | {"photo": "1.jpg"},
            attachments={"1.jpg": Attachment("1.jpg", BytesIO(PICTURE), len(PICTURE))},
        )
        with as_worker(MANAGER):
            return receive_submission(risky, open_case, submission).assessment

    def test_are_links_to_documents_of_the_case(self, with_photo, open_case, render):
        document = get_photo(with_photo)
        hrefs = find_hrefs(render(DIRECTOR, with_photo, "assessment-view"))
        assert f"{document.absolute_url()}/view" in hrefs

    def test_are_neither_named_nor_linked_where_they_are_confidential(
        self, with_photo, render
    ):
        document = get_photo(with_photo)
        apply_confidentiality(document, "confidential")
        document.reindexObject()
        page = render(DIRECTOR, with_photo, "assessment-view")
        assert f"{document.absolute_url()}/view" not in find_hrefs(page)
        assert "1.jpg" not in page.text_content()
        hrefs = find_hrefs(render(MANAGER, with_photo, "assessment-view"))
        assert f"{document.absolute_url()}/view" in hrefs


class TestEditing:
    def test_by_hand_leads_to_the_form(self, filled, open_case, render, http_request):
        assert render(MANAGER, filled, "edit") is None
        assert http_request.response.getHeader("location").startswith(
            f"{open_case.absolute_url()}/@@fill-form?"
        )

    def test_by_hand_writes_nothing(self, filled, render):
        fields = {
            "form.widgets.kind": ["rapid"],
            "form.widgets.assessed_on": "2026-02-02",
            "form.widgets.summary": "غيره",
            "form.buttons.save": "1",
        }
        assert render(MANAGER, filled, "edit", "POST", **fields) is None
        assert filled.summary == "ملخص الزيارة"
        assert filled.kind == "comprehensive"


class TestFormsPage:
    def test_lists_the_current_versions_by_kind(self, open_case, risky, render):
        publish_risky("2.0")
        page = render(MANAGER, open_case, "forms")
        assert page.cssselect("tbody#comprehensive")
        links = [href for href in find_hrefs(page) if "@@fill-form" in href]
        assert len(links) == 1
        assert risky.UID() not in links[0]

    def test_leads_on_with_drafts(self, open_case, risky, filled, render):
        links = find_hrefs(render(MANAGER, open_case, "forms"))
        assert any(link.endswith(f"&assessment={filled.getId()}") for link in links)

    def test_says_when_no_form_is_published(self, open_case, render):
        assert render(MANAGER, open_case, "forms").cssselect(".riaya-empty")

    @pytest.mark.parametrize("person", [SUPERVISOR, DIRECTOR, *STRANGERS])
    def test_is_refused_to_who_may_not_fill_in(self, open_case, render, person):
        with pytest.raises(Unauthorized):
            render(person, open_case, "forms")


def find_hrefs(page):
    return [link.get("href") for link in page.cssselect("a[href]")]


def find_answers(page):
    parts = page.cssselect(".riaya-answers, .riaya-meta, .riaya-table")
    return " ".join(" ".join(part.text_content() for part in parts).split())


def get_photo(assessment):
    return uuidToObject(assessment.attachments["1.jpg"], unrestricted=True)
