"""How a form is laid out on paper."""

from riaya.forms.printing.blank_forms import describe_blank_form
from riaya.forms.printing.blank_forms import ENTRIES
from riaya.forms.printing.blank_forms import ROWS
from tests.forms.sheets import HOUSEHOLD
from tests.forms.sheets import make_form
from tests.forms.sheets import make_table
from tests.forms.shipped import convert
from tests.forms.shipped import POLICIES
from tests.forms.shipped import read_descriptions

import pytest


CHOICES = """yes_no | yes | Yes |
yes_no | no | No |
colours | red | Red |
colours | blue | Blue |
colours | green | Green |
colours | black | Black |"""
SHIPPED = [
    (policy, form_id) for policy in POLICIES for form_id in read_descriptions(policy)
]


def lay_out(*questions, choices=CHOICES, language="en"):
    form = make_form(make_table(*questions, choices=choices))
    return describe_blank_form(form, language)["items"]


def lay_one_out(question):
    return lay_out(question)[0]["field"]


class TestQuestions:
    @pytest.mark.parametrize(
        ("question", "field"),
        [
            ("text | a | A", {"kind": "lines", "count": 1}),
            ("integer | a | A", {"kind": "short"}),
            ("decimal | a | A", {"kind": "short"}),
            ("date | a | A", {"kind": "day"}),
            ("time | a | A", {"kind": "time"}),
            ("dateTime | a | A", {"kind": "moment"}),
            ("barcode | a | A", {"kind": "short"}),
            ("geopoint | a | A", {"kind": "lines", "count": 1}),
            (
                "select_one yes_no | a | A",
                {"kind": "choices", "style": "circle", "items": ["Yes", "No"]},
            ),
            (
                "select_multiple yes_no | a | A",
                {"kind": "choices", "style": "square", "items": ["Yes", "No"]},
            ),
            (
                "rank yes_no | a | A",
                {"kind": "choices", "style": "number", "items": ["Yes", "No"]},
            ),
        ],
    )
    def test_have_room_for_their_kind_of_answer(self, question, field):
        assert lay_one_out(question) == field

    @pytest.mark.parametrize("kind", ["image", "audio", "video", "file", "acknowledge"])
    def test_say_what_is_attached_or_confirmed(self, kind):
        field = lay_one_out(f"{kind} | a | A")
        assert field["kind"] == "attachment"
        assert field["text"]

    def test_are_numbered_by_their_sections(self):
        items = lay_out(
            "text | first | First",
            "begin_group | home | Home",
            "note | hello | Hello",
            "text | street | Street",
            "begin_group | inner | ",
            "text | town | Town",
            "end_group",
            "end_group",
        )
        assert [items[0]["number"], items[1]["number"]] == ["1", "2"]
        assert [each["number"] for each in items[1]["items"]] == ["", "2.1", "2.2"]

    def test_say_when_they_are_asked(self):
        _first, second, third = lay_out(
            "select_one yes_no | danger | Danger?",
            "text | what | What? | | ${danger} = 'yes'",
            "text | why | Why? | | string-length(${what}) > 3",
        )
        assert "“Danger?” (1)" in second["condition"]
        assert "“Yes”" in second["condition"]
        assert third["condition"] == "If it applies."

    def test_of_a_section_without_a_heading_keep_its_condition(self):
        items = lay_out(
            "select_one yes_no | danger | Danger?",
            "begin_group | more | | | ${danger} = 'yes'",
            "text | what | What?",
            "end_group",
        )
        assert "“Yes”" in items[1]["condition"]

    def test_that_must_be_answered_are_marked(self):
        first, second = lay_out("text | a | A | yes", "text | b | B")
        assert first["is_required"]
        assert not second["is_required"]


class TestWhatTheMachineWorksOut:
    def test_is_not_on_paper(self):
        items = lay_out(
            "integer | a | A",
            "calculate | twice | | | | | ${a} * 2",
            "note | told | Twice is ${twice}",
            "note | only | Only then | | ${twice} > 2",
            "note | always | Always",
        )
        assert [each["label"] for each in items] == ["A", "Always"]


class TestRepeats:
    def test_with_few_questions_are_tables_of_rows(self):
        form = make_form(HOUSEHOLD)
        items = describe_blank_form(form, "en")["items"]
        member = next(each for each in items if each["label"] == "Member")
        assert (member["kind"], member["copies"]) == ("rows", ROWS)
        assert [each["label"] for each in member["columns"]] == [
            "Name",
            "Age",
            "At school?",
        ]
        # Two short choices fit into a cell as marks.
        assert member["columns"][2]["field"]["items"] == ["Yes", "No"]

    def test_with_many_questions_have_a_column_for_each_entry(self):
        questions = [f"text | q{number} | Q{number}" for number in range(9)]
        (member,) = lay_out("begin_repeat | member | Member", *questions, "end_repeat")
        assert (member["kind"], member["copies"]) == ("columns", ENTRIES)
        assert member["columns"][8]["number"] == "1.9"

    def test_number_longer_lists_of_choices(self):
        (member,) = lay_out(
            "begin_repeat | member | Member",
            "select_one colours | colour | Colour",
            "end_repeat",
        )
        legend = member["columns"][0]["legend"]
        assert "1 \u2066Red\u2069" in legend
        assert "4 \u2066Black\u2069" in legend
        assert member["columns"][0]["field"] == {"kind": "short"}


class TestBox:
    def test_asks_only_for_what_the_form_does_not_ask(self):
        form = make_form(make_table("text | case_number | Number"))
        assert "Case number" not in describe_blank_form(form, "en")["box"]
        form = make_form(make_table("text | other | Other"))
        assert "Case number" in describe_blank_form(form, "en")["box"]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(("policy", "form_id"), SHIPPED)
def test_every_shipped_form_can_be_laid_out(policy, form_id, language):
    items = describe_blank_form(convert(policy, form_id).form, language)["items"]
    assert items
    assert all(each["label"] for each in items)
