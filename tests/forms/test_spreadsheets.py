"""A description is written as an XLSForm that reads back as it was."""

from io import BytesIO
from openpyxl import load_workbook
from riaya.forms.spreadsheets import build_spreadsheet

import pytest


FORM = {
    "form_id": "visit",
    "form_version": "1.0",
    "title": {"ar": "زيارة", "en": "Visit"},
    "choices": {
        "town": [
            {"code": "jenin", "ar": "جنين", "en": "Jenin", "region": "north"},
            {"code": "rafah", "ar": "رفح", "en": "Rafah", "region": "south"},
        ]
    },
    "survey": [
        {
            "type": "select_one town",
            "name": "town",
            "ar": "البلدة",
            "en": "Town",
            "hint": {"ar": "الأقرب", "en": "The nearest"},
            "choice_filter": "region = 'north'",
        }
    ],
}


def read(data: bytes, sheet: str) -> list[dict]:
    heading, *rows = load_workbook(BytesIO(data))[sheet].iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in rows]


class TestBuildSpreadsheet:
    def test_opens_from_the_right(self):
        workbook = load_workbook(BytesIO(build_spreadsheet(FORM)))
        assert workbook.sheetnames == ["survey", "choices", "settings"]
        assert all(sheet.sheet_view.rightToLeft for sheet in workbook)

    def test_writes_hints_in_both_languages(self):
        (question,) = read(build_spreadsheet(FORM), "survey")
        assert question["hint::Arabic (ar)"] == "الأقرب"
        assert question["hint::English (en)"] == "The nearest"

    def test_leaves_out_columns_that_nobody_uses(self):
        (question,) = read(build_spreadsheet(FORM), "survey")
        assert "calculation" not in question

    def test_gives_choices_the_column_that_a_filter_reads(self):
        rows = read(build_spreadsheet(FORM), "choices")
        assert [row["region"] for row in rows] == ["north", "south"]

    @pytest.mark.parametrize("label", ["=1+1", "+970", "-5", "@all"])
    def test_keeps_a_text_that_looks_like_a_formula(self, label):
        question = FORM["survey"][0] | {"ar": label}
        data = build_spreadsheet(FORM | {"survey": [question]})
        sheet = load_workbook(BytesIO(data))["survey"]
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert label in [cell.value for cell in cells]
        assert {cell.data_type for cell in cells} == {"s"}
