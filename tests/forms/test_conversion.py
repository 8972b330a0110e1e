"""Converting spreadsheets: what is told of broken ones, and what the good ones give."""

from contextlib import suppress
from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies as st
from pathlib import Path
from riaya.forms.conversion import survey as conversion_survey
from riaya.forms.conversion.converting import convert_spreadsheet
from riaya.forms.conversion.xlsform import SpreadsheetRefused
from riaya.forms.reading.questions import QuestionKind
from zope.i18n import interpolate

import pytest
import pyxform
import sys
import tempfile


AR, EN = "label::Arabic (ar)", "label::English (en)"
HEADING = ["type", "name", AR, EN]
LISTS = [
    ["list_name", "name", AR, EN],
    ["yes_no", "yes", "نعم", "Yes"],
    ["yes_no", "no", "لا", "No"],
]
SETTINGS = [["form_id", "version"], ["home", "1.0"]]
TEXT = ["text", "need", "الحاجة", "Need"]


@pytest.fixture(scope="module")
def make(make_workbook):
    """Return a function that makes a form of rows, each with further columns by name."""
    return lambda *rows, **changes: make_form(make_workbook, rows, **changes)


def make_form(make_workbook, rows, choices=LISTS, settings=SETTINGS):
    """Return a spreadsheet; the last of a row may be a dict of further columns."""
    further = list(
        dict.fromkeys(
            key for row in rows if isinstance(row[-1], dict) for key in row[-1]
        )
    )
    survey = [[*HEADING, *further]]
    for row in rows:
        cells = row[-1] if isinstance(row[-1], dict) else {}
        plain = [value for value in row if not isinstance(value, dict)]
        plain += [None] * (len(HEADING) - len(plain))
        survey.append([*plain, *(cells.get(key) for key in further)])
    return make_workbook(survey=survey, choices=choices, settings=settings)


def tell(message):
    """Return a sentence in English, with the sentences in it."""
    mapping = {
        key: tell(value) if hasattr(value, "domain") else value
        for key, value in (message.mapping or {}).items()
    }
    sentence = interpolate(message.default or str(message), mapping)
    return sentence.replace("\u2066", "").replace("\u2069", "")


def refuse(data):
    """Return the sentences with which a spreadsheet is refused."""
    with pytest.raises(SpreadsheetRefused) as refusal:
        convert_spreadsheet(data, "home.xlsx")
    return [tell(mistake) for mistake in refusal.value.mistakes]


class TestConvertSpreadsheet:
    def test_gives_the_form_that_is_asked_and_its_xform(self, make):
        data = make(
            ["begin_repeat", "members", "الأفراد", "Members"],
            ["integer", "age", "العمر", "Age", {"constraint": ". >= 0"}],
            ["end_repeat"],
            [
                "calculate",
                "children",
                {"calculation": "count(${members}[${age} < 18])"},
            ],
            ["select_one yes_no", "school", "مدرسة", "School", {"required": "yes"}],
            settings=[
                ["form_id", "version", "form_title", "score_questions"],
                ["home", "2027010101", "الأسرة", "children"],
            ],
        )
        found = convert_spreadsheet(data, "home.xlsx")
        assert found.form.form_id == "home"
        assert found.form.version == "2027010101"
        assert found.form.languages == ("ar", "en")
        assert found.form.get_question("age").kind is QuestionKind.INTEGER
        assert found.settings.score_questions == ("children",)
        assert found.xform.startswith(b"<?xml")
        assert found.warnings == ()

    def test_puts_arabic_first_where_the_sheet_does_not_say(self, make_workbook):
        data = make_workbook(
            survey=[["type", "name", EN, AR], ["text", "need", "Need", "الحاجة"]],
            settings=SETTINGS,
        )
        assert convert_spreadsheet(data, "a.xlsx").form.languages == ("ar", "en")

    def test_reads_types_and_columns_in_other_spellings(self, make_workbook):
        data = make_workbook(
            Survey=[
                ["Type", "Name", "caption", "Relevance", "Calculate"],
                ["begin group", "g", "Group", None, None],
                ["Select One from yes_no", "first", "First", None, None],
                ["dateTime", "moment", "When", "${first} = 'yes'", None],
                ["end group", None, None, None, None],
                ["calculate", "later", None, None, "${moment}"],
            ],
            choices=[["list name", "value", "label"], ["yes_no", 1, "Yes"]],
            settings=[["id_string", "version"], ["home", 1.5]],
        )
        with pytest.raises(SpreadsheetRefused) as refusal:
            convert_spreadsheet(data, "a.xlsx")
        assert "Select One from yes_no" in tell(refusal.value.mistakes[0])
        assert len(refusal.value.mistakes) == 1

    def test_says_what_is_not_used(self, make):
        data = make(
            [*TEXT, {"remark": "ask politely"}], ["image", "p", "صورة", "Picture"]
        )
        told = [tell(each) for each in convert_spreadsheet(data, "a.xlsx").warnings]
        assert told[0] == "Sheet “survey”: The column “remark” is not used."
        assert told[1].startswith("Sheet “survey”, row 3: Pictures are sent")

    def test_says_when_there_is_no_arabic(self, make_workbook):
        data = make_workbook(
            survey=[["type", "name", "label"], ["text", "need", "Need"]],
            settings=SETTINGS,
        )
        (told,) = convert_spreadsheet(data, "a.xlsx").warnings
        assert "Arabic" in tell(told)

    def test_takes_columns_of_a_pattern_that_nobody_filled(self, make):
        data = make([*TEXT, {"media::image": None, "save_to": None}])
        assert convert_spreadsheet(data, "a.xlsx").warnings == ()

    def test_converts_the_same_file_once(self, make):
        data = make(TEXT)
        first = convert_spreadsheet(data, "a.xlsx")
        assert convert_spreadsheet(data, "a.xlsx") is first


BROKEN = {
    "a type is missing": (
        [[None, "need", "الحاجة", "Need"]],
        "row 2, “need”: The type is missing",
    ),
    "a type is unknown": (
        [["txt", "need", "الحاجة", "Need"]],
        "row 2, “need”: The type “txt” is not known",
    ),
    "a name is missing": (
        [["text", None, "الحاجة", "Need"]],
        "row 2: The name is missing",
    ),
    "a name is none": (
        [["text", "1 need", "الحاجة", "Need"]],
        "row 2, “1 need”: A name begins with",
    ),
    "a name is in Arabic": (
        [["text", "حاجة", "الحاجة", "Need"]],
        "row 2, “حاجة”: A name begins with a Latin letter",
    ),
    "a name stands twice in different groups": (
        [
            ["begin_group", "g", "أ", "A"],
            TEXT,
            ["end_group"],
            ["begin_group", "h", "ب", "B"],
            TEXT,
            ["end_group"],
        ],
        "row 6, “need”: Row 3 already has this name",
    ),
    "a name is kept for the system": (
        [["text", "riaya_case", "أ", "A"]],
        "row 2, “riaya_case”: This name is kept for the system",
    ),
    "a label is missing": ([["text", "need"]], "row 2, “need”: The label is missing"),
    "a translation is missing": (
        [["text", "need", None, "Need"]],
        "row 2, “need”: The label in the language “Arabic (ar)” is missing",
    ),
    "a translation of a hint is missing": (
        [[*TEXT, {"hint::English (en)": "Ask", "hint::Arabic (ar)": None}]],
        "row 2, “need”: The hint in the language “Arabic (ar)” is missing",
    ),
    "a hint has no language": (
        [[*TEXT, {"hint": "Ask"}]],
        "Sheet “survey”: The column “hint” has no language, but others have",
    ),
    "a list is missing": (
        [["select_one colours", "c", "أ", "A"]],
        "row 2, “c”: The sheet “choices” has no list “colours”",
    ),
    "the name of a list is missing": (
        [["select_multiple", "c", "أ", "A"]],
        "row 2, “c”: The name of the list of choices is missing",
    ),
    "a group is not closed": (
        [["begin_group", "g", "أ", "A"], TEXT],
        "row 2, “g”: The “begin_group” that begins here is closed nowhere",
    ),
    "a repeat inside a group is not closed": (
        [
            ["begin_group", "g", "أ", "A"],
            ["begin_repeat", "r", "أ", "A"],
            TEXT,
            ["end_group"],
        ],
        "row 3, “r”: The “begin_repeat” that begins here is closed nowhere",
    ),
    "a group ends that never began": (
        [TEXT, ["end_group"]],
        "row 3: “end_group” closes nothing",
    ),
    "groups stand in too many groups": (
        [
            *(["begin_group", f"g{n}", "أ", "A"] for n in range(16)),
            TEXT,
            *(["end_group"] for _n in range(16)),
        ],
        "row 17, “g15”: Groups stand within groups more than 15 times",
    ),
    "a condition names no question": (
        [[*TEXT, {"relevant": "${nobody} = 'yes'"}]],
        "row 2, “need”: “${nobody}” names no question",
    ),
    "a label names no question": (
        [["note", "n", "أ ${nobody}", "A"]],
        "row 2, “n”: “${nobody}” names no question",
    ),
    "a reference is not closed": (
        [[*TEXT, {"relevant": "${need = 'yes'"}]],
        "row 2, “need”: A reference is not closed",
    ),
    "the last form is read": (
        [[*TEXT, {"default": "${last-saved#need}"}]],
        "row 2, “need”: “${last-saved#need}” reads a form that was filled before",
    ),
    "an expression is none": (
        [[*TEXT, {"constraint": ". > ("}]],
        "row 2, “need”: The expression in the column “constraint” does not work",
    ),
    "a function is unknown": (
        [["calculate", "c", {"calculation": "pulldata('a', 'b', 'c', 'd')"}]],
        "row 2, “c”: The expression in the column “calculation” does not work",
    ),
    "a calculation has no expression": (
        [["calculate", "c"]],
        "row 2, “c”: The expression of the calculation is missing",
    ),
    "a filter is none": (
        [["select_one yes_no", "c", "أ", "A", {"choice_filter": "code ="}]],
        "row 2, “c”: The expression in the column “choice_filter” does not work",
    ),
    "a list of choices is called like an answer": (
        [["select_one ${a}", "c", "أ", "A", {"choice_filter": "code = 1"}]],
        "row 2, “c”: “${a}” names no question",
    ),
    "a calculation waits for a trigger": (
        [TEXT, ["calculate", "c", {"calculation": "1", "trigger": "${need}"}]],
        "row 3, “c”: A calculation is always worked out anew",
    ),
    "calculations wait for each other": (
        [
            ["calculate", "a", {"calculation": "${b} + 1"}],
            ["calculate", "b", {"calculation": "${a} + 1"}],
        ],
        "wait for each other",
    ),
    "choices come from a file": (
        [["select_one_from_file /etc/passwd.csv", "c", "أ", "A"]],
        "row 2, “c”: The type “select_one_from_file /etc/passwd.csv” reads a file",
    ),
    "a file is attached": (
        [["csv-external", "people"]],
        "row 2, “people”: The type “csv-external” reads a file",
    ),
    "a phone is watched": (
        [["audit", "audit"]],
        "row 2, “audit”: The type “audit” collects what nobody was asked for",
    ),
    "another choice is added in English": (
        [["select_one yes_no or_other", "c", "أ", "A"]],
        "row 2, “c”: “or_other” has words in English only",
    ),
    "a program of the phone is started": (
        [[*TEXT, {"appearance": "ex:org.example.app()"}]],
        "row 2, “need”: A form here starts no other program",
    ),
    "a camera of another maker is started": (
        [["image", "p", "أ", "A", {"parameters": "app=org.example.app"}]],
        "row 2, “p”: A form here starts no other program",
    ),
    "a label shows a picture": (
        [[*TEXT, {"media::image": "a.png"}]],
        "Sheet “survey”: The column “media::image” cannot be used here",
    ),
    "attributes are written by hand": (
        [[*TEXT, {"bind::jr:preload": "uid"}]],
        "Sheet “survey”: The column “bind::jr:preload” cannot be used here",
    ),
    "a formula failed": (
        [["text", "need", "#NAME?", "Need"]],
        "row 2, “need”: The cell in the column “label::Arabic (ar)” is a formula",
    ),
    "a range has no numbers": (
        [["range", "r", "أ", "A", {"parameters": "start=a end=5 step=1"}]],
        "row 2: The parameters start, end and step of a range are numbers",
    ),
    "parameters are none": (
        [["range", "r", "أ", "A", {"parameters": "from one to five"}]],
        "row 2: Parameters are written as in",
    ),
    "nothing is asked": ([["end_group"]], "Sheet “survey”: There is no question in it"),
}


class TestMistakes:
    @pytest.mark.parametrize("case", BROKEN)
    def test_are_told_with_row_and_question_when(self, make, case):
        rows, sentence = BROKEN[case]
        assert any(sentence in told for told in refuse(make(*rows))), refuse(
            make(*rows)
        )

    def test_are_told_all_at_once_sheet_by_sheet(self, make):
        told = refuse(
            make(
                ["txt", "need", "الحاجة"],
                ["text", "need", "الحاجة", "Need"],
                choices=[["list_name", "name", AR, EN], ["a", "x", "أ"], [None, "y"]],
                settings=[["form_id", "version"], ["1home", None]],
            )
        )
        assert [each[:22] for each in told] == [
            "Sheet “survey”, row 2,",
            "Sheet “survey”, row 2,",
            "Sheet “survey”, row 3,",
            "Sheet “choices”, row 2",
            "Sheet “choices”, row 3",
            "Sheet “choices”, row 3",
            "Sheet “settings”, row ",
            "Sheet “settings”, row ",
        ]

    @pytest.mark.parametrize(
        ("rows", "sentence"),
        [
            ([["yes_no", "yes", "نعم", "Yes"]] * 2, "has this code already in row 2"),
            ([["yes_no", None, "نعم", "Yes"]], "has no code"),
            ([[None, "yes", "نعم", "Yes"]], "name of the list (list_name) is missing"),
            ([["yes_no", "yes", "نعم", None]], "language “English (en)” is missing"),
            ([["yes_no", "yes", None, None]], "The label is missing"),
            ([["yes_no", "of course", "نعم", "Yes"]], "so its codes hold no spaces"),
            ([["yes/no", "yes", "نعم", "Yes"]], "name of a list begins with"),
            ([["riaya_cases", "a", "أ", "A"]], "This name is kept for the system"),
        ],
    )
    def test_of_choices_are_told(self, make, rows, sentence):
        question = ["select_multiple yes_no", "c", "أ", "A"]
        told = refuse(make(question, choices=[LISTS[0], *rows]))
        assert any("choices" in each and sentence in each for each in told), told

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"form_id": None}, "The setting “form_id” is missing"),
            ({"version": None}, "The setting “version” is missing"),
            ({"version": "1/2"}, "A form version holds Latin letters"),
            ({"score_questions": "need"}, "“need” is to be a result of the form"),
            ({"risk_question": "nobody"}, "“nobody” is to be a result of the form"),
            ({"instance_name": "${nobody}"}, "“${nobody}” names no question"),
            ({"instance_name": "concat("}, "Sheet “settings”, row 2"),
            ({"submission_url": "https://example.org/"}, "cannot be used here"),
            ({"public_key": "MIIB"}, "cannot be used here"),
        ],
    )
    def test_of_settings_are_told(self, make, changes, sentence):
        row = {"form_id": "home", "version": "1.0"} | changes
        told = refuse(make(TEXT, settings=[list(row), list(row.values())]))
        assert any("settings" in each and sentence in each for each in told), told

    def test_of_a_sheet_without_settings_are_told(self, make):
        told = refuse(make(TEXT, settings=[["form_id", "version"]]))
        assert told == [
            "Sheet “settings”: The setting “form_id” is missing.",
            "Sheet “settings”: The setting “version” is missing.",
        ]

    def test_beyond_a_hundred_are_counted(self, make):
        told = refuse(make(*(["text", f"q{number}"] for number in range(150))))
        assert len(told) == 101
        assert told[-1].startswith("50 more mistakes")

    def test_of_too_many_questions_are_told(self, make, monkeypatch):
        monkeypatch.setattr(conversion_survey, "MOST_QUESTIONS", 1)
        assert (
            "more than 1 questions" in refuse(make(TEXT, [*TEXT[:1], "b", "ب", "B"]))[0]
        )

    def test_are_one_text_for_clients_that_show_one(self, make):
        with pytest.raises(SpreadsheetRefused) as refusal:
            convert_spreadsheet(make(["txt", "a"]), "a.xlsx")
        first, *rest = refusal.value.doc().splitlines()
        assert first.startswith("The spreadsheet has mistakes.")
        assert len(rest) == len(refusal.value.mistakes) == 2


class TestSafety:
    def test_nothing_is_read_from_files_or_the_network(self, make, opened):
        data = make(
            TEXT, ["select_one yes_no", "c", "/etc/passwd", "file:///etc/passwd"]
        )
        convert_spreadsheet(data, "/etc/passwd.xlsx")
        allowed = (Path(pyxform.__file__).parent, Path(tempfile.gettempdir()))
        for path in opened:
            assert any(Path(path).is_relative_to(folder) for folder in allowed), path

    @pytest.mark.slow
    @given(data=st.data())
    @settings(
        max_examples=150,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    def test_no_cell_raises_anything_but_a_refusal(self, make_workbook, data):
        cells = st.one_of(
            st.none(),
            st.sampled_from(WORDS),
            st.text(WRITTEN, max_size=20),
            st.integers(),
            st.floats(allow_nan=False, allow_infinity=False),
            st.booleans(),
        )
        sheets = {
            name: [
                data.draw(st.lists(st.sampled_from(heading), min_size=1, max_size=9)),
                *data.draw(st.lists(st.lists(cells, max_size=9), max_size=6)),
            ]
            for name, heading in HEADINGS.items()
        }
        sheets["survey"][0][:3] = ["type", "name", AR]
        with suppress(SpreadsheetRefused):
            convert_spreadsheet(make_workbook(**sheets), "a.xlsx")

    @pytest.mark.slow
    @given(position=st.floats(0, 1), change=st.binary(min_size=1, max_size=8))
    @settings(
        max_examples=150,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    def test_no_damaged_file_raises_anything_but_a_refusal(
        self, make, position, change
    ):
        whole = make(TEXT)
        start = int(position * len(whole))
        damaged = whole[:start] + change + whole[start + len(change) :]
        with suppress(SpreadsheetRefused):
            convert_spreadsheet(damaged, "a.xlsx")


WRITTEN = st.characters(blacklist_categories=["Cc", "Cs"])
WORDS = [
    "text",
    "integer",
    "select_one a",
    "select_multiple a",
    "rank a",
    "select_one ${a}",
    "range",
    "begin_group",
    "end_group",
    "begin_repeat",
    "end_repeat",
    "calculate",
    "note",
    "geopoint",
    "image",
    "acknowledge",
    "a",
    "b",
    "data",
    "yes",
    "${a}",
    "${a} + 1",
    "${ a }",
    "count(${a})",
    "indexed-repeat(${a}, ${b}, 1)",
    "jr:choice-name(${a}, '${a}')",
    "a = ${b}",
    "today()",
    "start=1 end=5 step=1",
    "randomize=true seed=${a}",
    "max-pixels=x",
    "table-list",
    "field-list",
    "<b>${a}</b>",
    "&amp;<",
    "=1+1",
]
HEADINGS = {
    "survey": [
        EN,
        "label",
        "hint",
        "required",
        "relevant",
        "constraint",
        "constraint_message",
        "calculation",
        "default",
        "appearance",
        "read_only",
        "parameters",
        "repeat_count",
        "choice_filter",
        "trigger",
        "bind::type",
        "label::",
        "::",
    ],
    "choices": ["list_name", "name", AR, EN, "label", "a", "itextId", "label::::x"],
    "settings": [
        "form_id",
        "version",
        "form_title",
        "default_language",
        "instance_name",
        "style",
        "name",
        "score_questions",
    ],
}


@pytest.fixture
def opened(monkeypatch):
    """Return the list of what is opened and connected to during a test."""
    found = []
    watching = True

    def watch(event, arguments):
        if watching and event in ("open", "socket.connect"):
            found.append(str(arguments[0]))

    # A hook stays for the life of the process; afterwards it does nothing.
    sys.addaudithook(watch)
    yield found
    watching = False
