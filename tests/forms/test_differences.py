"""What changed between two versions of a form, and what a preview shows of one."""

from riaya.forms.conversion.converting import convert_spreadsheet
from riaya.forms.conversion.xlsform import read_spreadsheet
from riaya.forms.differences.comparing import compare_forms
from riaya.forms.differences.comparing import FormChange
from riaya.forms.previewing.reading import describe_form
from riaya.forms.previewing.reading import list_calculations
from riaya.forms.succession import propose_version
from riaya.forms.succession import write_version

import pytest


AR, EN = "label::Arabic (ar)", "label::English (en)"
COLUMNS = (
    "type",
    "name",
    AR,
    EN,
    "required",
    "relevant",
    "constraint",
    "constraint_message::Arabic (ar)",
    "constraint_message::English (en)",
    "calculation",
    "hint::Arabic (ar)",
    "hint::English (en)",
    "choice_filter",
)
YES_NO = [["yes_no", "yes", "نعم", "Yes"], ["yes_no", "no", "لا", "No"]]
GROUP = {"type": "begin_group", "name": "home", AR: "البيت", EN: "Home"}
END = {"type": "end_group"}
NEED = {"type": "text", "name": "need", AR: "الحاجة", EN: "Need"}
SAFE = {"type": "select_one yes_no", "name": "safe", AR: "آمن؟", EN: "Safe?"}
AGE = {"type": "integer", "name": "age", AR: "العمر", EN: "Age"}


@pytest.fixture
def make(make_workbook):
    """Return a function that makes the form of questions and choices."""

    def make_form(*questions, choices=YES_NO):
        data = make_workbook(
            survey=[
                list(COLUMNS),
                *([each.get(column) for column in COLUMNS] for each in questions),
            ],
            choices=[["list_name", "name", AR, EN], *choices],
            settings=[["form_id", "version"], ["home", "1.0"]],
        )
        return convert_spreadsheet(data, "home.xlsx").form

    return make_form


def compare(earlier, later):
    """Return each difference as name, change, and its aspects."""
    return [
        (
            found.name,
            found.change,
            [
                (aspect.name, aspect.detail, aspect.before, aspect.after)
                for aspect in found.aspects
            ],
        )
        for found in compare_forms(earlier, later, "en")
    ]


class TestCompareForms:
    def test_finds_nothing_in_two_equal_forms(self, make):
        assert compare(make(GROUP, NEED, END, SAFE), make(GROUP, NEED, END, SAFE)) == []

    def test_finds_what_was_added_and_taken_out(self, make):
        added, removed = compare(make(NEED, SAFE), make(NEED, AGE))
        assert added[:2] == ("age", FormChange.ADDED)
        assert ("label", "ar", "", "العمر") in added[2]
        assert removed[:2] == ("safe", FormChange.REMOVED)
        assert ("label", "en", "Safe?", "") in removed[2]

    @pytest.mark.parametrize(
        ("changes", "aspects"),
        [
            ({EN: "Needs"}, [("label", "en", "Need", "Needs")]),
            ({"required": "yes"}, [("required", "", "", "true()")]),
            (
                {"relevant": "${safe} = 'no'"},
                [("relevant", "", "", "${safe} = 'no'")],
            ),
            (
                {"hint::Arabic (ar)": "اسأل", "hint::English (en)": "Ask"},
                [("hint", "ar", "", "اسأل"), ("hint", "en", "", "Ask")],
            ),
            (
                {
                    "constraint": "string-length(.) > 3",
                    "constraint_message::Arabic (ar)": "قصير",
                    "constraint_message::English (en)": "Short",
                },
                [
                    ("constraint", "", "", "string-length(.) > 3"),
                    ("constraint_message", "ar", "", "قصير"),
                    ("constraint_message", "en", "", "Short"),
                ],
            ),
            ({"type": "integer"}, [("kind", "", "text", "integer")]),
        ],
    )
    def test_tells_what_changed_about_a_question(self, make, changes, aspects):
        found = compare(make(SAFE, NEED), make(SAFE, NEED | changes))
        assert found == [("need", FormChange.CHANGED, aspects)]

    def test_tells_a_changed_calculation_as_it_is_written(self, make):
        score = {"type": "calculate", "name": "score"}
        found = compare(
            make(GROUP, AGE, END, score | {"calculation": "${age} + 1"}),
            make(GROUP, AGE, END, score | {"calculation": "${age} * 2"}),
        )
        assert found == [
            (
                "score",
                FormChange.CHANGED,
                [("calculation", "", "${age} + 1", "${age} * 2")],
            )
        ]

    def test_tells_choices_that_came_went_or_were_renamed(self, make):
        ((name, change, aspects),) = compare(
            make(SAFE),
            make(
                SAFE,
                choices=[
                    ["yes_no", "yes", "نعم", "Certainly"],
                    ["yes_no", "unknown", "غير معروف", "Not known"],
                ],
            ),
        )
        assert (name, change) == ("safe", FormChange.CHANGED)
        assert aspects == [
            ("choice", "yes", "نعم / Yes", "نعم / Certainly"),
            ("choice", "no", "لا / No", ""),
            ("choice", "unknown", "", "غير معروف / Not known"),
        ]

    def test_takes_a_question_in_another_group_for_moved_only(self, make):
        age_of = {"type": "calculate", "name": "later", "calculation": "${age} + 1"}
        found = compare(
            make(GROUP, NEED, END, AGE, age_of), make(GROUP, NEED, AGE, END, age_of)
        )
        assert found == [
            (
                "age",
                FormChange.MOVED,
                [("section", "", "", "home"), ("follows", "", "home", "need")],
            ),
        ]

    def test_names_the_one_that_was_moved_and_not_all_behind_it(self, make):
        found = compare(make(NEED, SAFE, AGE), make(AGE, NEED, SAFE))
        assert [(name, change) for name, change, _aspects in found] == [
            ("age", FormChange.MOVED)
        ]

    def test_reads_addresses_within_repeats_as_names(self, make):
        repeat = {"type": "begin_repeat", "name": "members", AR: "أ", EN: "Members"}
        end = {"type": "end_repeat"}
        rule = {"relevant": "${age} < 18"}
        ((_name, _change, aspects),) = compare(
            make(repeat, AGE, NEED, end), make(repeat, AGE, NEED | rule, end)
        )
        assert aspects == [("relevant", "", "", "${age} < 18")]

    def test_shows_what_a_filter_of_choices_asks(self, make):
        rule = {"choice_filter": "name != ${need}"}
        ((_name, _change, aspects),) = compare(
            make(NEED, SAFE), make(NEED, SAFE | rule)
        )
        assert aspects == [("choice_filter", "", "", "name != ${need}")]


class TestDescribeForm:
    def test_tells_sections_questions_and_conditions_in_words(self, make):
        form = make(
            SAFE | {"required": "yes"},
            GROUP | {"relevant": "${safe} = 'no'"},
            NEED | {"relevant": "${safe} = 'no' and ${age} * 2 > 10"},
            AGE,
            END,
        )
        safe, home, need, age = describe_form(form, "en")
        assert (safe.label, safe.level, safe.is_required) == ("Safe?", 1, True)
        assert safe.choices == ("Yes", "No")
        assert home.is_section
        assert "Safe?" in home.condition
        assert "No" in home.condition
        assert (need.level, need.condition) == (2, "")
        assert need.relevant == "${safe} = 'no' and ${age} * 2 > 10"
        assert (age.label, age.level) == ("Age", 2)

    def test_is_in_the_language_asked_for(self, make):
        (line,) = describe_form(make(NEED), "ar")
        assert line.label == "الحاجة"

    def test_leaves_out_what_nobody_sees(self, make):
        form = make(NEED, {"type": "calculate", "name": "c", "calculation": "1 + 1"})
        assert [line.name for line in describe_form(form, "en")] == ["need"]
        (calculation,) = list_calculations(form, "en")
        assert (calculation.name, calculation.expression) == ("c", "1 + 1")

    def test_shows_the_first_of_very_many_choices(self, make):
        form = make(
            SAFE, choices=[["yes_no", f"c{n}", f"خ{n}", f"C{n}"] for n in range(99)]
        )
        (line,) = describe_form(form, "en")
        assert (len(line.choices), line.more_choices) == (60, 39)

    def test_shows_what_a_label_quotes_as_it_is_written(self, make):
        note = {"type": "note", "name": "n", AR: "شكراً ${need}", EN: "Thanks ${need}"}
        assert describe_form(make(NEED, note), "en")[1].label == "Thanks ${need}"


class TestNextVersion:
    @pytest.mark.parametrize(
        ("version", "following"),
        [
            ("1.0", "1.1"),
            ("1.9", "1.10"),
            ("3", "4"),
            ("2027010101", "2027010102"),
            ("v09", "v10"),
            ("draft", "draft.1"),
        ],
    )
    def test_is_proposed_by_counting_on(self, version, following):
        assert propose_version(version) == following

    def test_is_written_into_the_settings_and_nothing_else(self, make_workbook):
        survey = [["type", "name", "label"], ["text", "need", "= need"]]
        data = make_workbook(
            survey=survey,
            settings=[[None, "Version", "form_id"], [], ["x", "1.0", "home"]],
        )
        before = read_spreadsheet(data, "a.xlsx")
        after = read_spreadsheet(write_version(data, "1.1"), "a.xlsx")
        assert after["survey"] == before["survey"]
        (row,) = after["settings"].filled_rows
        assert (row.get("version"), row.get("form_id")) == ("1.1", "home")
