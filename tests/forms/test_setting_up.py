"""The form that the demonstration brings."""

from io import BytesIO
from openpyxl import load_workbook
from pathlib import Path
from plone import api
from riaya.forms.setting_up import create_template
from riaya.forms.xlsform import read_spreadsheet

import json
import pytest


FORM = Path(__file__).parents[2] / "profiles" / "demo" / "forms" / "rapid.json"


@pytest.fixture
def template(portal):
    return create_template(json.loads(FORM.read_text("utf-8")))


def read(template, sheet):
    workbook = load_workbook(BytesIO(template.xlsform.data))
    heading, *rows = workbook[sheet].iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in rows]


class TestRapidAssessment:
    def test_is_published_and_passes_its_own_check(self, template):
        assert api.content.get_state(template) == "published"
        read_spreadsheet(template.xlsform.data, template.xlsform.filename)

    def test_is_kept_when_the_profile_is_applied_again(self, template):
        again = create_template(json.loads(FORM.read_text("utf-8")))
        assert again.UID() == template.UID()

    def test_asks_every_question_in_both_languages(self, template):
        for row in read(template, "survey"):
            if row["type"] != "end_group":
                assert row["label::Arabic (ar)"]
                assert row["label::English (en)"]

    def test_offers_a_list_for_every_choice(self, template):
        lists = {row["list_name"] for row in read(template, "choices")}
        asked = {
            row["type"].split()[1]
            for row in read(template, "survey")
            if row["type"].startswith("select_")
        }
        assert asked == lists

    def test_closes_every_group(self, template):
        types = [row["type"] for row in read(template, "survey")]
        assert types.count("begin_group") == types.count("end_group") == 3

    def test_names_itself_in_its_settings(self, template):
        (settings,) = read(template, "settings")
        assert settings["form_id"] == template.form_id
        assert settings["version"] == template.form_version
