"""Answers in words, as pages, print and comparison show them."""

from datetime import datetime
from pyxform.xls2xform import convert
from riaya.core.time.dates import format_moment
from riaya.forms.answering.describing import describe_answers
from riaya.forms.answering.prefilling import write_known_values
from riaya.forms.reading.xforms import read_xform
from riaya.forms.reading.xml import parse_xml
from tests.forms.sheets import ANSWERS
from tests.forms.sheets import HOUSEHOLD
from tests.forms.sheets import make_form
from tests.forms.sheets import make_table
from zoneinfo import ZoneInfo

import pytest


@pytest.fixture(scope="module")
def household():
    return make_form(HOUSEHOLD)


def describe(form, answers, language="en", **options):
    return {
        line.key: line.text
        for line in describe_answers(form, answers, language, **options)
    }


class TestLines:
    def test_say_what_was_chosen_in_the_reader_s_language(self, portal, household):
        assert describe(household, ANSWERS)["sources"] == "Work, Aid"
        assert describe(household, ANSWERS, "ar")["sources"] == "عمل، مساعدة"

    def test_write_days_as_people_do(self, portal, household):
        assert describe(household, ANSWERS)["visited_on"] == "14 March 2027"
        assert describe(household, ANSWERS, "ar")["visited_on"] == "14 آذار 2027"

    def test_number_the_entries_of_a_repeat(self, portal, household):
        lines = describe_answers(household, ANSWERS, "en")
        entries = [line for line in lines if line.name == "member"]
        assert [(line.label, line.number, line.level) for line in entries] == [
            ("Member", 1, 1),
            ("Member", 2, 1),
        ]
        assert all(line.is_section for line in entries)
        name = next(line for line in lines if line.key == "member/2/name")
        assert (name.text, name.level) == ("يوسف", 2)

    def test_show_what_was_asked_and_not_answered(self, portal, household):
        lines = describe_answers(household, ANSWERS, "en")
        photo = next(line for line in lines if line.name == "photo")
        assert not photo.has_answer

    def test_leave_out_what_was_not_asked(self, portal, household):
        shown = describe(household, ANSWERS)
        assert "member/1/at_school" not in shown
        assert "danger" not in shown

    def test_name_files(self, portal, household):
        lines = describe_answers(household, ANSWERS | {"photo": "1.jpg"}, "en")
        photo = next(line for line in lines if line.name == "photo")
        assert (photo.files, photo.text) == (("1.jpg",), "")

    def test_show_calculations_as_they_were_kept(self, portal):
        form = make_form(
            "| survey |\n| | type | name | label | calculation | readonly |\n"
            "| | integer | a | A | | |\n| | text | twice | Twice | ${a} * 2 | yes |\n"
            "| settings |\n| | form_id | version |\n| | t | 1 |\n"
        )
        # Of an earlier evaluator, say; it is not for a page to correct it.
        assert describe(form, {"a": 2, "twice": 5})["twice"] == "5"

    def test_write_every_kind_as_people_do(self, portal):
        form = make_form(
            make_table(
                "time | at | At | | | | | |",
                "acknowledge | agreed | Agreed? | | | | | |",
                "geopoint | place | Place | | | | | |",
                "geotrace | way | Way | | | | | |",
                "dateTime | met | Met | | | | | |",
                "text | said | Said | | | | | |",
                "select_one yn | has | Has? | | | | | |",
                choices="yn | y | Yes |",
            )
        )
        met = "2027-01-31T08:15:00.000+02:00"
        answers = {
            "at": "08:15:00.000+02:00",
            "agreed": "OK",
            "place": "32.46 35.3 120 4.5",
            "way": "32.46 35.3 1 2;32.5 35.4",
            "met": met,
            # Not a day, whatever it looks like.
            "said": "2027-01-31",
            "has": "y",
        }
        assert describe(form, answers) == {
            "at": "08:15",
            "agreed": "Confirmed",
            "place": "32.46, 35.3",
            "way": "32.46, 35.3; 32.5, 35.4",
            "met": format_moment(datetime.fromisoformat(met), "en"),
            "said": "2027-01-31",
            "has": "Yes",
        }
        wrong = {"met": "soon", "at": "x"}
        assert describe(form, wrong)["met"] == "soon"
        assert set(describe(form, {}).values()) == {""}

    def test_stand_as_deep_as_their_titled_sections(self, portal):
        form = make_form(
            make_table(
                "begin_group | home | Home | | | | | |",
                "begin_group | bare | | | | | | |",
                "begin_repeat | room | | | | | | |",
                "text | use | Use | | | | | |",
                "end_repeat | | | | | | | |",
                "text | door | Door | | | | | |",
                "note | hint | A hint | | | | | |",
                "end_group | | | | | | | |",
                "end_group | | | | | | | |",
                "text | last | Last | | | | | |",
            )
        )
        lines = describe_answers(form, {"room": [{"use": "x"}]}, "en")
        assert [
            (line.name, line.label, line.level, line.is_section, line.has_answer)
            for line in lines
        ] == [
            ("home", "Home", 1, True, False),
            ("room", "room", 2, True, False),
            ("use", "Use", 3, False, True),
            ("door", "Door", 2, False, False),
            ("last", "Last", 1, False, False),
        ]

    def test_ask_as_on_the_day_of_the_answers(self, portal):
        form = make_form(
            make_table(
                "date | born | Born | yes | | | | |",
                "text | school | School | | today() - ${born} < 6000 | | | |",
            )
        )
        answers = {"born": "2015-01-01", "school": "Jenin"}
        zone = ZoneInfo("Asia/Hebron")
        then = datetime(2027, 1, 1, tzinfo=zone)
        later = datetime(2047, 1, 1, tzinfo=zone)
        assert "school" in describe(form, answers, moment=then)
        assert "school" not in describe(form, answers, moment=later)


class TestKnownValues:
    SHEET = (
        "| survey |\n| | type | name | label | calculation | default |\n"
        "| | text | client_name | Who | | |\n"
        "| | select_one sex | sex | Sex | | |\n"
        "| | text | phone | Phone | | 0 |\n"
        "| | calculate | address | | 'x' | |\n"
        "| | begin_repeat | member | Member | | |\n"
        "| | text | national_id | Id | | |\n"
        "| | end_repeat | | | | |\n"
        "| | begin_group | place | Place | | |\n"
        "| | select_multiple sex | both | Both | | |\n"
        "| | text | street | Street | | |\n"
        "| | end_group | | | | |\n"
        "| choices |\n| | list_name | name | label |\n| | sex | female | F |\n"
        "| settings |\n| | form_id | version |\n| | t | 1 |\n"
    )

    def test_fill_the_questions_of_their_names_and_no_others(self):
        xform = convert(xlsform=self.SHEET, validate=False).xform.encode()
        known = {
            "client_name": "سلمى <&>",
            "sex": "unknown",
            "phone": "059",
            "address": "Jenin",
            "national_id": "900000001",
            "both": "male female",
            "street": "القدس",
        }
        filled = parse_xml(write_known_values(xform, read_xform(xform), known))
        found = {
            name: filled.findtext(f".//{{*}}instance//{{*}}{name}") for name in known
        }
        assert found == {
            "client_name": "سلمى <&>",
            # Not among the choices of this form.
            "sex": "",
            "phone": "0",
            "address": "",
            "national_id": "",
            "both": "female",
            "street": "القدس",
        }
