"""One answer: what is of its kind, and what it is as JSON and as text."""

from riaya.forms.answering.values import CHECKS
from riaya.forms.answering.values import LARGEST_INTEGER
from riaya.forms.answering.values import read_value
from riaya.forms.answering.values import write_value
from riaya.forms.reading.questions import QuestionKind

import pytest


POINT = "32.46 35.3"


def make_line(count):
    return "; ".join([POINT] * count)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (
            QuestionKind.INTEGER,
            ["0", "-7", str(LARGEST_INTEGER), str(-LARGEST_INTEGER)],
            ["", "007", "1.0", "+1", "1e3", "٣", str(LARGEST_INTEGER + 1)],
        ),
        (
            QuestionKind.DECIMAL,
            ["0", "-0.5", "900.25", "1e3", "0." + "1" * 38],
            ["", "1_000", "nan", "inf", "-inf", "x", "0." + "1" * 39],
        ),
        (
            QuestionKind.DATE,
            ["2027-01-31", "2028-02-29"],
            ["2027-02-29", "20270131", "2027-1-31", "2027-01-31T00:00"],
        ),
        (
            QuestionKind.MOMENT,
            ["2027-01-31T08:15", "2027-01-31T08:15:00.000+02:00"],
            ["2027-01-31", "2027-01-31 08:15", "2027-01-31T25:00", "T"],
        ),
        (
            QuestionKind.TIME,
            ["08:15", "08:15:00.000+02:00"],
            ["0815", "08", "24:00", "08:60", ":"],
        ),
        (
            QuestionKind.POINT,
            [POINT, "90 180", "-90 -180", f"{POINT} 120", f"{POINT} 120 4.5"],
            ["", "32.46", "90.1 35", "-90.1 35", "32 180.1", "32 x", f"{POINT} 1 2 3"],
        ),
        (
            QuestionKind.LINE,
            [make_line(2), make_line(2_000), f"{make_line(2)};"],
            ["", POINT, make_line(2_001), f"{POINT}; 91 35", ";"],
        ),
        (QuestionKind.AREA, [make_line(2)], [POINT]),
        (QuestionKind.ACKNOWLEDGE, ["OK", "true"], ["", "ok", "false"]),
    ],
)
def test_an_answer_is_of_its_kind_or_not(kind, good, bad):
    check = CHECKS[kind]
    assert [text for text in good if not check(text)] == []
    assert [text for text in bad if check(text)] == []


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("x", "x"),
        (True, "true"),
        (False, "false"),
        (0, "0"),
        (2.0, "2"),
        (2.5, "2.5"),
        (["a", "b"], "a b"),
        ([], ""),
    ],
)
def test_a_value_is_written_as_forms_write_it(value, text):
    assert write_value(value) == text


@pytest.mark.parametrize("value", [{}, ["a", 1], [["a"]], object()])
def test_what_is_no_answer_is_not_written(value):
    with pytest.raises(TypeError):
        write_value(value)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (QuestionKind.SELECT_MULTIPLE, "a b", ["a", "b"]),
        (QuestionKind.RANK, "b a", ["b", "a"]),
        (QuestionKind.SELECT_ONE, "1", "1"),
        (QuestionKind.TEXT, "1", "1"),
        (QuestionKind.INTEGER, "-12", -12),
        (QuestionKind.DECIMAL, "2.5", 2.5),
        (QuestionKind.RANGE, "3", 3),
        (QuestionKind.CALCULATED, "4", 4),
        # Not a number that would be written in the same way again.
        (QuestionKind.DECIMAL, "2.50", "2.50"),
        (QuestionKind.INTEGER, "007", "007"),
        (QuestionKind.CALCULATED, "x", "x"),
    ],
)
def test_a_text_is_read_as_what_it_is(kind, text, value):
    read = read_value(kind, text)
    assert (read, type(read)) == (value, type(value))
