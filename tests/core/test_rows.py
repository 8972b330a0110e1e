"""Lists of rows: what is kept, what is refused."""

from datetime import date
from riaya.core.rows.cells import read_sent_cell
from riaya.core.rows.cells import read_typed_cell
from riaya.core.rows.cells import write_cell
from riaya.core.rows.fields import InvalidRow
from riaya.core.rows.fields import RowList
from zope import schema
from zope.interface import Interface
from zope.schema.vocabulary import SimpleVocabulary

import pytest


class IStep(Interface):
    id = schema.ASCIILine(title="Number")
    text = schema.TextLine(title="Text", max_length=10)
    amount = schema.Int(title="Amount", required=False, min=1, max=9)
    on = schema.Date(title="Day", required=False)
    kind = schema.Choice(
        title="Kind", vocabulary=SimpleVocabulary.fromValues(["a", "b"]), required=False
    )


ROW = {"id": "S1", "text": "x", "amount": 1, "on": date(2026, 11, 21), "kind": "a"}


@pytest.fixture
def steps():
    return RowList(IStep, id_prefix="S", __name__="steps")


class TestValidating:
    def test_accepts_complete_rows(self, steps):
        steps.validate([ROW, ROW | {"id": "S2", "amount": None, "on": None}])

    @pytest.mark.parametrize(
        ("changes", "column", "sentence"),
        [
            ({"text": None}, "text", "must be filled in"),
            ({"text": 5}, "text", "text of one line"),
            ({"text": "a text that is too long"}, "text", "at most 10"),
            ({"amount": 10}, "amount", "from 1 to 9"),
            ({"amount": "two"}, "amount", "whole number"),
            ({"on": "2026-11-21"}, "on", "year-month-day"),
            ({"kind": "c"}, "kind", "not in the list"),
        ],
    )
    def test_names_row_and_column_of_what_is_wrong(
        self, steps, changes, column, sentence
    ):
        with pytest.raises(InvalidRow) as refusal:
            steps.validate([ROW, ROW | {"id": "S2"} | changes])
        assert refusal.value.cells == ((2, column),)
        assert refusal.value.args[0].mapping["number"] == 2
        assert sentence in refusal.value.args[0].mapping["reason"].default.replace(
            "${min} to ${max}", "1 to 9"
        ).replace("${max}", "10")

    def test_tells_everything_that_is_wrong_at_once(self, steps):
        with pytest.raises(InvalidRow) as refusal:
            steps.validate([ROW | {"text": None}, ROW | {"id": "S2", "amount": 0}])
        assert refusal.value.cells == ((1, "text"), (2, "amount"))
        assert len(refusal.value.args) == 2

    @pytest.mark.parametrize(
        "rows", [[ROW | {"colour": "red"}], ["a text"], [ROW, ROW], [None]]
    )
    def test_refuses_unknown_columns_other_things_and_repeated_ids(self, steps, rows):
        with pytest.raises(InvalidRow):
            steps.validate(rows)


class TestCompleting:
    def test_gives_every_column_and_the_next_id(self, steps):
        rows = steps.complete([{"text": "x"}, {"id": "S4", "text": "y"}, {"text": "z"}])
        assert [row["id"] for row in rows] == ["S5", "S4", "S6"]
        assert rows[0]["amount"] is None

    def test_leaves_rows_without_id_column_as_they_are(self):
        class IPlain(Interface):
            text = schema.TextLine(title="Text")

        assert RowList(IPlain).complete([{"text": "x"}]) == [{"text": "x"}]


class TestCells:
    @pytest.mark.parametrize(
        ("name", "text", "value"),
        [
            ("text", " نص ", "نص"),
            ("text", "  ", None),
            ("amount", "٧", 7),
            ("amount", "7a", "7a"),
            ("on", "2026-11-21", date(2026, 11, 21)),
            ("on", "٢١/١١/٢٠٢٦", date(2026, 11, 21)),
            ("on", "1/2/2026", date(2026, 2, 1)),
            ("on", "tomorrow", "tomorrow"),
            ("on", "31/02/2026", "2026-02-31"),
        ],
    )
    def test_typed_text_becomes_a_value(self, name, text, value):
        assert read_typed_cell(IStep[name], text) == value

    @pytest.mark.parametrize(
        ("name", "sent", "value"),
        [
            ("on", "2026-11-21", date(2026, 11, 21)),
            ("on", "21/11/2026", "21/11/2026"),
            ("on", None, None),
            ("amount", 3, 3),
            ("amount", "3", "3"),
            ("amount", True, "True"),
            ("text", " ", None),
            ("text", 3, 3),
        ],
    )
    def test_sent_json_is_read_strictly(self, name, sent, value):
        assert read_sent_cell(IStep[name], sent) == value

    @pytest.mark.parametrize(
        ("value", "text"), [(None, ""), (3, "3"), (date(2026, 1, 2), "2026-01-02")]
    )
    def test_a_value_stands_in_its_input(self, value, text):
        assert write_cell(value) == text
