"""Reading XForms: what is asked, in which words, and what cannot be asked here."""

from riaya.core.exceptions import RiayaError
from riaya.forms.exceptions import FormRefused
from riaya.forms.reading.nodes import write_text
from riaya.forms.reading.questions import QuestionKind
from riaya.forms.reading.texts import pick
from riaya.forms.reading.xforms import read_xform
from tests.forms.sheets import HOUSEHOLD
from tests.forms.sheets import make_form
from tests.forms.sheets import make_table

import pytest


@pytest.fixture(scope="module")
def household():
    return make_form(HOUSEHOLD)


def read(texts, language):
    return write_text(pick(texts, language), None, None)


class TestQuestions:
    def test_stand_in_their_sections_in_order(self, household):
        assert [
            (question.path, question.kind.value) for question in household.root.walk()
        ] == [
            ("/data", "group"),
            ("/data/visited_on", "date"),
            ("/data/head", "text"),
            ("/data/member", "repeat"),
            ("/data/member/name", "text"),
            ("/data/member/age", "integer"),
            ("/data/member/at_school", "select_one"),
            ("/data/income", "group"),
            ("/data/income/sources", "select_multiple"),
            ("/data/income/amount", "decimal"),
            ("/data/size", "calculated"),
            ("/data/per_head", "calculated"),
            ("/data/total", "note"),
            ("/data/danger", "text"),
            ("/data/photo", "image"),
            ("/data/place", "point"),
        ]

    def test_have_their_texts_in_each_language(self, household):
        member = household.questions["/data/member"]
        assert household.languages == ("ar", "en")
        assert read(member.labels, "ar") == "الفرد"
        assert read(member.labels, "en") == "Member"
        assert read(household.questions["/data/total"].labels, "en") == "Members: …"

    def test_fall_back_to_the_first_language(self, household):
        assert read(household.questions["/data/head"].labels, "fr") == "رب الأسرة"

    def test_have_their_choices(self, household):
        sources = household.questions["/data/income/sources"]
        assert {
            choice.code: read(choice.labels, "ar") for choice in sources.choices
        } == {"work": "عمل", "aid": "مساعدة"}

    @pytest.mark.parametrize(
        ("question_type", "kind"),
        [
            ("time", QuestionKind.TIME),
            ("datetime", QuestionKind.MOMENT),
            ("range", QuestionKind.RANGE),
            ("acknowledge", QuestionKind.ACKNOWLEDGE),
            ("geotrace", QuestionKind.LINE),
            ("geoshape", QuestionKind.AREA),
            ("audio", QuestionKind.AUDIO),
            ("video", QuestionKind.VIDEO),
            ("file", QuestionKind.FILE),
            ("barcode", QuestionKind.BARCODE),
            ("rank yn", QuestionKind.RANK),
        ],
    )
    def test_are_of_their_kind(self, question_type, kind):
        form = make_form(
            make_table(f"{question_type} | it | It | | | | | |", choices="yn | y | Y |")
        )
        assert form.get_question("it").kind == kind

    def test_of_a_form_in_one_language_are_read_as_they_stand(self):
        form = make_form(make_table("text | it | It? | | | | | |"))
        assert read(form.get_question("it").labels, "ar") == "It?"


class TestRefusal:
    def test_of_a_circle_names_the_questions(self):
        with pytest.raises(FormRefused) as refusal:
            make_form(
                make_table(
                    "calculate | one | | | | | ${two} + 1 | |",
                    "calculate | two | | | | | ${one} + 1 | |",
                )
            )
        assert "one" in str(refusal.value)
        assert "two" in str(refusal.value)

    def test_of_files_from_outside(self):
        with pytest.raises(FormRefused) as refusal:
            make_form(
                make_table("select_one_from_file towns.csv | it | It | | | | | |")
            )
        assert "towns.csv" in str(refusal.value)

    @pytest.mark.parametrize(
        "calculation",
        ["pulldata('towns', 'name', 'code', 'x')", "system('ls')", "document('x')"],
    )
    def test_of_functions_that_nobody_evaluates_here(self, calculation):
        with pytest.raises(RiayaError):
            make_form(make_table(f"calculate | it | | | | | {calculation} | |"))

    @pytest.mark.parametrize("xml", [b"<html/>", b"", b"<a>", b"{}"])
    def test_of_what_is_no_xform(self, xml):
        with pytest.raises(FormRefused):
            read_xform(xml)
