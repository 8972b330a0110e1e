"""Answers are checked on the server, whatever a client has checked before."""

from tests.forms.sheets import ANSWERS
from tests.forms.sheets import check
from tests.forms.sheets import find_places
from tests.forms.sheets import HOUSEHOLD
from tests.forms.sheets import make_form
from tests.forms.sheets import make_table
from zope.i18n import translate

import pytest


@pytest.fixture(scope="module")
def household():
    return make_form(HOUSEHOLD)


def say(checked) -> list[str]:
    """Return the sentences of all faults, as they read without a translation."""
    return [translate(fault.message) for fault in checked.faults]


def change(**changes) -> dict:
    return ANSWERS | changes


class TestGoodAnswers:
    def test_are_kept_as_they_are(self, household):
        checked = check(household, ANSWERS)
        assert checked.faults == []
        assert checked.answers == ANSWERS | {"size": 2, "per_head": 450.25}

    def test_are_welcome_without_what_nobody_has_to_answer(self, household):
        answers = {"visited_on": "2027-03-15", "head": "ليلى"}
        assert check(household, answers).answers == answers | {"size": 0}

    def test_may_come_as_xforms_writes_them(self, household):
        checked = check(household, change(sources="work aid", amount="900.5"))
        assert checked.faults == []
        assert checked.answers["sources"] == ["work", "aid"]
        assert checked.answers["amount"] == 900.5

    def test_may_stand_in_their_group(self, household):
        answers = {name: ANSWERS[name] for name in ("visited_on", "head")}
        answers["income"] = {"sources": ["aid"], "amount": 100}
        assert check(household, answers).answers["amount"] == 100

    def test_may_be_as_long_as_a_long_story(self, household):
        assert check(household, change(head="x" * 20_000)).faults == []

    def test_keep_line_breaks_and_letters_of_every_script(self, household):
        head = "سطر أول\nسطر ثانٍ – <b> & “x” 😀"
        assert check(household, change(head=head)).answers["head"] == head


class TestCalculations:
    def test_are_never_taken_from_the_client(self, household):
        checked = check(household, change(size=40, per_head=1))
        assert checked.faults == []
        assert checked.answers["size"] == 2

    @pytest.mark.parametrize("source", ["random()", "uuid()", "random() + ${many}"])
    def test_that_are_left_to_chance_keep_the_first_throw(self, source):
        form = make_form(
            make_table(
                "integer | many | How many? | | | | | |",
                f"calculate | lot | | | | | {source} | |",
            )
        )
        assert check(form, {"many": 1, "lot": 0.25}).answers["lot"] == 0.25
        drawn = check(form, {"many": 1}).answers["lot"]
        assert drawn not in (None, "", 0.25)
        assert check(form, {"many": 1, "lot": drawn}).answers["lot"] == drawn

    def test_that_read_each_other_are_done_in_order(self):
        form = make_form(
            make_table(
                "calculate | third | | | | | ${second} * 2 | |",
                "calculate | second | | | | | ${first} + 1 | |",
                "integer | first | First | | | | | |",
            )
        )
        assert check(form, {"first": 4}).answers == {
            "first": 4,
            "second": 5,
            "third": 10,
        }

    def test_are_done_for_each_entry_of_a_repeat_that_is_asked(self):
        form = make_form(
            make_table(
                "begin_repeat | person | Person | | | | | |",
                "integer | age | Age | | | | | |",
                "calculate | rest | | | ${age} < 18 | | 18 - ${age} | |",
                "end_repeat | | | | | | | |",
            )
        )
        people = [{"age": 40}, {"age": 7}, {"age": 30}]
        assert check(form, {"person": people}).answers["person"] == [
            {"age": 40},
            {"age": 7, "rest": 11},
            {"age": 30},
        ]

    def test_count_what_is_not_asked_as_empty(self):
        form = make_form(
            make_table(
                "select_one yn | has | Has? | | | | | |",
                "integer | many | How many? | | ${has} = 'y' | | | |",
                "calculate | known | | | | | coalesce(${many}, 'none') | |",
                choices="yn | y | Yes |\nyn | n | No |",
            )
        )
        assert check(form, {"has": "y", "many": 3}).answers["known"] == 3
        hidden = check(form, {"has": "n", "many": 3}).answers
        assert hidden == {"has": "n", "known": "none"}

    def test_decide_what_is_asked(self, household):
        poor = change(amount=10)
        assert find_places(check(household, poor)) == {
            "danger": "error_answer_required"
        }
        asked = check(household, poor | {"danger": "الجوع"})
        assert asked.answers["danger"] == "الجوع"


class TestWhatIsNotAsked:
    def test_is_dropped(self, household):
        checked = check(household, change(danger="لا يُسأل عنه"))
        assert checked.faults == []
        assert "danger" not in checked.answers

    def test_needs_no_answer_in_a_repeat(self, household):
        members = [{"name": "جدّ", "age": 70, "at_school": "yes"}]
        checked = check(household, change(member=members))
        assert checked.faults == []
        assert checked.answers["member"] == [{"name": "جدّ", "age": 70}]


class TestRefusal:
    @pytest.mark.parametrize(
        ("changes", "place", "reason"),
        [
            ({"visited_on": None}, "visited_on", "required"),
            ({"head": ""}, "head", "required"),
            ({"head": "   "}, "head", "required"),
            ({"visited_on": "2027-02-30"}, "visited_on", "date"),
            ({"visited_on": "14/3/2027"}, "visited_on", "date"),
            ({"visited_on": "2027-03-16"}, "visited_on", "reason"),
            ({"amount": "viel"}, "amount", "decimal"),
            ({"amount": "nan"}, "amount", "decimal"),
            ({"amount": "1e999"}, "amount", "decimal"),
            ({"amount": 0, "danger": "x"}, "amount", "constraint"),
            ({"sources": ["work", "theft"]}, "sources", "choice"),
            ({"sources": ["work", "work"]}, "sources", "choice"),
            ({"photo": "house.jpg"}, "photo", "without_file"),
            ({"place": "somewhere"}, "place", "place"),
            ({"place": "91 35"}, "place", "place"),
            ({"head": {"first": "x"}}, "head", "unreadable"),
            ({"head": [["x"]]}, "head", "unreadable"),
            ({"head": "a\x00b"}, "head", "unreadable"),
            ({"head": "x" * 20_001}, "head", "too_long"),
            ({"nobody": 1}, "nobody", "unknown_question"),
            ({"member": {"name": "x"}}, "member", "repeat"),
            ({"member": ["x"]}, "member", "repeat"),
            ({"member": [{}] * 301}, "member", "too_many_rows"),
        ],
    )
    def test_names_the_question_and_the_reason(self, household, changes, place, reason):
        faults = find_places(check(household, change(**changes)))
        assert faults == {place: f"error_answer_{reason}"}

    @pytest.mark.parametrize(
        "parameters", ["start=1 end=5 step=1", "start=5 end=1 step=-1"]
    )
    @pytest.mark.parametrize(
        ("answer", "is_refused"),
        [(1, False), (5, False), (3, False), (0.99, True), (5.01, True), (-1, True)],
    )
    def test_begins_outside_of_the_ends_of_a_range(
        self, parameters, answer, is_refused
    ):
        form = make_form(
            f"""
            | survey |
            | | type | name | label | parameters |
            | | range | scale | How much? | {parameters} |
            | settings |
            | | form_id | version |
            | | test | 1 |
            """
        )
        faults = find_places(check(form, {"scale": answer}))
        assert faults == ({"scale": "error_answer_range"} if is_refused else {})

    @pytest.mark.parametrize(
        ("row", "place", "reason"),
        [
            ({"age": 9, "at_school": "yes"}, "member/2/name", "required"),
            ({"name": "x", "age": 9}, "member/2/at_school", "required"),
            ({"name": "x", "age": 130}, "member/2/age", "reason"),
            ({"name": "x", "age": 3.5}, "member/2/age", "integer"),
            ({"name": "x", "age": 2**31}, "member/2/age", "integer"),
            (
                {"name": "x", "age": 9, "at_school": "maybe"},
                "member/2/at_school",
                "choice",
            ),
            ({"name": "x", "age": 30, "shoe": 4}, "member/2/shoe", "unknown_question"),
        ],
    )
    def test_names_the_entry_of_a_repeat(self, household, row, place, reason):
        members = [ANSWERS["member"][0], row]
        faults = find_places(check(household, change(member=members)))
        assert faults == {place: f"error_answer_{reason}"}

    @pytest.mark.parametrize(
        ("sources", "named"),
        [
            ("work " + "x" * 61, "x" * 60),
            (["theft", "work", "fraud"], "fraud, theft"),
            (["work", "work"], "work work"),
        ],
    )
    def test_names_what_cannot_be_chosen(self, household, sources, named):
        (fault,) = check(household, change(sources=sources)).faults
        assert fault.message.mapping["answer"] == named

    def test_says_everything_at_once(self, household):
        checked = check(household, {"member": [{}], "x": 1})
        assert set(find_places(checked)) == {
            "x",
            "visited_on",
            "head",
            "member/1/name",
            "member/1/age",
        }

    def test_reads_as_a_sentence_in_the_language_of_the_form(self, household):
        members = [{"name": "", "age": 130}]
        answers = change(member=members)
        assert say(check(household, answers, "ar")) == [
            "“الاسم (الفرد 1)” needs an answer.",
            "“العمر (الفرد 1)”: العمر بين 0 و120",
        ]
        assert say(check(household, answers, "en"))[0] == (
            "“Name (Member 1)” needs an answer."
        )


class TestDrafts:
    def test_may_be_incomplete_and_wrong(self, household):
        answers = {"head": "سلمى", "visited_on": "morgen", "member": [{"age": 130}]}
        checked = check(household, answers, partial=True)
        assert checked.faults == []
        assert checked.answers == answers | {"size": 1}


class TestChoices:
    FORM = make_table(
        "select_one region | region | Region | | | | | |",
        "select_one town | town | Town | | | | | region = ${region} |",
        "calculate | said | | | | | jr:choice-name(${town}, '${town}') | |",
        choices=(
            "region | north | North |\nregion | south | South |\n"
            "town | jenin | Jenin | north\ntown | gaza | Gaza | south"
        ),
    )

    def test_are_those_that_the_other_answers_leave_open(self):
        form = make_form(self.FORM)
        good = check(form, {"region": "north", "town": "jenin"})
        assert good.faults == []
        assert good.answers["said"] == "Jenin"
        bad = check(form, {"region": "south", "town": "jenin"})
        assert find_places(bad) == {"town": "error_answer_choice"}


class TestReadonly:
    def test_answers_are_put_back(self):
        form = make_form(
            "| survey |\n| | type | name | label | readonly | default |\n"
            "| | text | case_number | Case | yes | |\n"
            "| | text | country | Country | yes | PS |\n"
            "| settings |\n| | form_id | version |\n| | t | 1 |\n"
        )
        sent = {"case_number": "PS-NBS-2027-000001", "country": "XX"}
        known = {"case_number": "PS-JEN-2027-000002"}
        assert check(form, sent, known=known).answers == known | {"country": "PS"}


class TestRepeatCount:
    FORM = make_table(
        "integer | many | How many? | | | | | |",
        "begin_repeat | child | Child | | | | | | ${many}",
        "text | name | Name | yes | | | | |",
        "end_repeat | | | | | | | |",
    )

    def test_is_the_number_of_entries(self):
        form = make_form(self.FORM)
        answers = {"many": 2, "child": [{"name": "a"}, {"name": "b"}]}
        assert check(form, answers).faults == []
        answers["many"] = 3
        (sentence,) = say(check(form, answers))
        assert sentence == "“Child” has 2 entries, but 3 are asked for."

    def test_is_free_while_nobody_said_it(self):
        form = make_form(self.FORM)
        assert check(form, {"child": [{"name": "a"}]}).faults == []
        assert check(form, {"many": 0}).faults == []


class TestFiles:
    def test_are_welcome_when_they_came_along(self, household):
        checked = check(household, change(photo="1.jpg"), attachments={"1.jpg"})
        assert checked.faults == []
        assert checked.answers["photo"] == "1.jpg"
