"""Policies bring their forms, published, and the guide finds them."""

from io import BytesIO
from openpyxl import load_workbook
from plone import api
from riaya.forms.conversion.converting import convert_spreadsheet
from riaya.forms.lookup import find_templates
from riaya.forms.setting_up import create_template
from tests.forms.shipped import read_descriptions

import pytest


@pytest.fixture
def template(portal):
    return create_template(read_descriptions("ps")["rapid"])


def read(template, sheet):
    workbook = load_workbook(BytesIO(template.xlsform.data))
    heading, *rows = workbook[sheet].iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in rows]


class TestTemplateOfAProfile:
    def test_is_published_and_passes_its_own_check(self, template):
        assert api.content.get_state(template) == "published"
        convert_spreadsheet(template.xlsform.data, template.xlsform.filename)

    def test_is_kept_when_the_profile_is_applied_again(self, template):
        again = create_template(read_descriptions("ps")["rapid"])
        assert again.UID() == template.UID()

    def test_names_itself_in_its_settings(self, template):
        (settings,) = read(template, "settings")
        assert settings["form_id"] == template.form_id
        assert settings["version"] == template.form_version

    def test_says_which_questions_give_its_score_and_risk(self, template):
        (settings,) = read(template, "settings")
        assert settings["score_questions"] == "danger_score"
        assert settings["risk_question"] == template.risk_question == "computed_risk"
        assert template.score_questions == ["danger_score"]


@pytest.mark.policy_of
@pytest.mark.parametrize("policy", ["ps", "sy"])
class TestPolicyProfile:
    def test_publishes_its_forms_with_its_lists(self, portal, policy):
        templates = {form.form_id: form for form in find_templates(["published"])}
        descriptions = read_descriptions(policy)
        assert set(templates) == set(descriptions)
        assert templates["request"].title == descriptions["request"]["title"]["ar"]
        offered = {
            row["name"]
            for row in read(templates["rapid"], "choices")
            if row["list_name"] == "category"
        }
        rows = descriptions["rapid"]["choices"]["category"]
        assert offered == {row["code"] for row in rows}
