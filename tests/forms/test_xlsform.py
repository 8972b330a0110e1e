"""Reading a spreadsheet before it is taken for a form."""

from io import BytesIO
from riaya.forms.conversion import xlsform
from riaya.forms.conversion.xlsform import read_spreadsheet
from riaya.forms.conversion.xlsform import SpreadsheetRefused
from zipfile import ZIP_DEFLATED
from zipfile import ZipFile

import pytest


def get_refusal(data, filename="form.xlsx"):
    with pytest.raises(SpreadsheetRefused) as refusal:
        read_spreadsheet(data, filename)
    return str(refusal.value.doc())


def rewrite(data, **changes):
    """Return the archive with members replaced or added."""
    stream = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, old.read(name)))
        for name in set(changes) - set(old.namelist()):
            new.writestr(name, changes[name])
    return stream.getvalue()


class TestReadSpreadsheet:
    def test_accepts_a_form(self, make_spreadsheet):
        sheets = read_spreadsheet(make_spreadsheet(), "Form.XLSX")
        assert [row.get("name") for row in sheets["survey"].rows] == ["assessed_on"]
        assert sheets["settings"].rows[0].get("version") == "1.0"

    @pytest.mark.parametrize("filename", ["form.xls", "form.xlsm", "form.csv", "form"])
    def test_refuses_other_kinds_of_file(self, make_spreadsheet, filename):
        assert get_refusal(make_spreadsheet(), filename) == "error_form_not_xlsx"

    @pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nonsense", b"%PDF-1.4"])
    def test_refuses_what_is_no_spreadsheet(self, data):
        assert get_refusal(data) == "error_form_unreadable"

    def test_refuses_an_archive_without_a_workbook(self):
        stream = BytesIO()
        with ZipFile(stream, "w") as archive:
            archive.writestr("letter.txt", "x")
        assert get_refusal(stream.getvalue()) == "error_form_unreadable"

    def test_refuses_a_sheet_that_is_not_well_formed(self, make_spreadsheet):
        data = rewrite(
            make_spreadsheet(), **{"xl/worksheets/sheet1.xml": b"<worksheet><row"}
        )
        assert get_refusal(data) == "error_form_unreadable"

    def test_refuses_a_truncated_file(self, make_spreadsheet):
        assert get_refusal(make_spreadsheet()[:-200]) == "error_form_unreadable"

    @pytest.mark.parametrize("sheet", ["survey", "settings"])
    def test_refuses_a_form_without_one_of_its_sheets(self, make_spreadsheet, sheet):
        sheets = {"survey": [["type", "name", "label"]], "settings": [["form_id"]]}
        del sheets[sheet]
        assert get_refusal(make_spreadsheet(**sheets)) == "error_form_without_sheet"

    @pytest.mark.parametrize("column", ["type", "name", "label"])
    def test_refuses_a_survey_without_one_of_its_columns(
        self, make_spreadsheet, column
    ):
        heading = [name for name in ("type", "name", "label") if name != column]
        data = make_spreadsheet(survey=[heading], settings=[["form_id"]])
        assert get_refusal(data) == "error_form_without_column"

    def test_refuses_an_empty_survey(self, make_spreadsheet):
        data = make_spreadsheet(survey=[], settings=[])
        assert get_refusal(data) == "error_form_without_column"

    def test_refuses_a_file_over_the_limit(self, make_spreadsheet):
        data = make_spreadsheet() + b"\0" * xlsform.MAX_SIZE
        assert get_refusal(data) == "error_form_too_large"

    def test_refuses_an_archive_that_unpacks_to_too_much(self, make_spreadsheet):
        bomb = b" " * (xlsform.MAX_UNPACKED_SIZE + 1)
        data = rewrite(make_spreadsheet(), **{"xl/media/bomb.bin": bomb})
        assert len(data) < xlsform.MAX_SIZE
        assert get_refusal(data) == "error_form_unpacks_too_large"

    def test_refuses_too_many_rows_whatever_the_sheet_claims(
        self, make_spreadsheet, monkeypatch
    ):
        monkeypatch.setattr(xlsform, "MAX_ROWS", 3)
        rows = [["type", "name", "label"], *[["text", "a", "b"]] * 5]
        data = make_spreadsheet(survey=rows, settings=[["form_id"]])
        assert get_refusal(data) == "error_form_too_many_rows"

    def test_refuses_entities(self, make_spreadsheet):
        bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
        for encoding in ("utf-8", "utf-16"):
            data = rewrite(
                make_spreadsheet(), **{"xl/extra.bin": bomb.encode(encoding)}
            )
            assert get_refusal(data) == "error_form_unreadable"
