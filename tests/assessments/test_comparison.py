"""Two assessments of one form side by side."""

from AccessControl import Unauthorized
from plone import api
from riaya.assessments.comparing.comparison import AnswerChange
from riaya.assessments.comparing.comparison import Answered
from riaya.assessments.comparing.comparison import compare_answers
from riaya.assessments.comparing.comparison import find_comparable
from riaya.forms.answering.describing import AnswerLine
from riaya.forms.reading.questions import QuestionKind
from tests.assessments.filled import fill
from tests.assessments.filled import MANAGER
from tests.assessments.filled import publish_risky
from tests.assessments.filled import RISKY
from tests.forms.sheets import publish_form

import pytest


pytestmark = pytest.mark.case_in("assessment")
STRANGERS = ("case-manager-2.ps-jen", "case-manager.ps-nbs", "planner", "admin")


def make_line(key, text="", kind=QuestionKind.TEXT, level=1, number=None, files=()):
    name = [part for part in key.split("/") if not part.isdigit()][-1]
    return AnswerLine(name, key, kind, name.title(), text, level, number, files)


def answer(*lines, more=()):
    return Answered(list(lines), frozenset({line.name for line in lines} | set(more)))


class TestComparing:
    @pytest.mark.parametrize(
        ("before", "after", "change"),
        [
            ("a", "a", AnswerChange.SAME),
            ("", "", AnswerChange.SAME),
            ("a", "b", AnswerChange.CHANGED),
            ("", "b", AnswerChange.ANSWERED),
            ("a", "", AnswerChange.EMPTIED),
        ],
    )
    def test_tells_what_became_of_an_answer(self, before, after, change):
        (row,) = compare_answers(
            answer(make_line("q", before)), answer(make_line("q", after))
        )
        assert row.change == change
        assert row.is_changed == (change != AnswerChange.SAME)

    def test_marks_questions_that_only_one_version_asks(self):
        rows = compare_answers(
            answer(make_line("old", "a"), make_line("q", "b")),
            answer(make_line("q", "b"), make_line("new", "c")),
        )
        assert [(row.key, row.change) for row in rows] == [
            ("old", AnswerChange.NOT_IN_LATER),
            ("q", AnswerChange.SAME),
            ("new", AnswerChange.NOT_IN_EARLIER),
        ]

    def test_knows_a_question_that_one_of_them_did_not_come_to(self):
        rows = compare_answers(
            answer(make_line("q", "b"), more={"follow"}),
            answer(make_line("q", "b"), make_line("follow", "c")),
        )
        assert rows[1].change == AnswerChange.ANSWERED

    def test_compares_the_entries_of_a_repeat_by_their_number(self):
        def member(number, name):
            return (
                make_line(f"member/{number}", kind=QuestionKind.REPEAT, number=number),
                make_line(f"member/{number}/name", name, level=2),
            )

        rows = compare_answers(
            answer(*member(1, "a"), *member(2, "b")), answer(*member(1, "c"))
        )
        changes = [row.change for row in rows if not row.is_section]
        assert changes == [AnswerChange.CHANGED, AnswerChange.EMPTIED]
        assert [row.number for row in rows if row.is_section] == [1, 2]

    def test_compares_files_by_their_names(self):
        (row,) = compare_answers(
            answer(make_line("photo", files=("1.jpg",))),
            answer(make_line("photo", files=("2.jpg",))),
        )
        assert row.change == AnswerChange.CHANGED

    def test_leaves_out_headings_without_questions(self):
        rows = compare_answers(
            answer(make_line("empty", kind=QuestionKind.GROUP), make_line("q", "a")),
            answer(
                make_line("empty", kind=QuestionKind.GROUP),
                make_line("home", kind=QuestionKind.GROUP),
                make_line("q", "a", level=2),
            ),
        )
        assert [row.key for row in rows] == ["home", "q"]


class TestFinding:
    def test_gives_the_other_assessments_of_the_form_in_the_case(
        self, open_case, risky, filled, as_worker
    ):
        newer = fill(open_case, publish_risky("2.0"))
        fill(open_case, publish_other())
        with as_worker(MANAGER):
            assert [brain.getId for brain in find_comparable(filled)] == [newer.getId()]

    def test_gives_nothing_to_who_may_not_see_the_case(
        self, open_case, risky, filled, as_worker
    ):
        fill(open_case, risky)
        with as_worker("case-manager-2.ps-jen"):
            assert find_comparable(filled) == []


def publish_other():
    return publish_form(RISKY.replace("| risky |", "| other |"), form_id="other")


class TestPage:
    @pytest.fixture
    def later(self, open_case, filled):
        table = RISKY.replace("| text | risk_reason", "| text | weather", 1)
        return fill(open_case, publish_risky("2.0", table), points=1, weather="مطر")

    def test_compares_with_the_one_before(self, filled, later, render):
        page = render(MANAGER, later, "compare")
        assert page.cssselect("option[selected]")[0].get("value") == filled.getId()
        rows = {
            row.cssselect("th")[0].text_content().strip(): [
                " ".join(cell.text_content().split()) for cell in row.cssselect("td")
            ]
            for row in page.cssselect("tr.is-changed")
        }
        assert rows["نقاط الخطر"][:2] == ["7", "1"]
        assert rows["السبب"][:2] == ["", "مطر"]

    def test_shows_scores_and_risk_of_both(self, filled, later, render):
        text = render(MANAGER, later, "compare").cssselect("tbody")[0].text_content()
        for value in ("14", "2", "1.0", "2.0"):
            assert value in text

    def test_takes_the_earlier_one_first_from_wherever_it_is_asked(
        self, filled, later, render
    ):
        page = render(MANAGER, filled, "compare", **{"with": later.getId()})
        links = [link.get("href") for link in page.cssselect("tbody a")]
        assert links == [filled.absolute_url(), later.absolute_url()]

    def test_leaves_out_what_did_not_change(self, filled, later, render):
        page = render(MANAGER, later, "compare", show="changes")
        rows = page.cssselect("tbody")[1].cssselect("tr")
        questions = [row for row in rows if row.cssselect("th[scope=row]")]
        assert questions
        assert all("is-changed" in row.get("class") for row in questions)
        assert len(rows) > len(questions)

    def test_says_when_there_is_nothing_to_compare(self, filled, render):
        page = render(MANAGER, filled, "compare", **{"with": "assessment-99"})
        assert page.cssselect(".riaya-empty")
        assert not page.cssselect("table")

    def test_compares_after_the_forms_were_retired(self, filled, later, render):
        with api.env.adopt_roles(["Manager", "Trainer"]):
            for template in api.portal.get()["forms"].objectValues():
                if template.form_id == "risky":
                    api.content.transition(template, "retire")
        assert render(MANAGER, later, "compare").cssselect("tr.is-changed")

    @pytest.mark.parametrize("person", STRANGERS)
    def test_is_refused_to_strangers(self, filled, later, render, person):
        with pytest.raises(Unauthorized):
            render(person, later, "compare")
