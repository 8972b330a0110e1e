"""Shared forms are worded by the policy that uses them."""

from riaya.forms.descriptions import complete_form
from riaya.forms.descriptions import read_forms

import json
import pytest


WORDS = {
    "plan": {"ar": "خطة الحالة", "en": "case plan"},
    "digits": "[0-9]{9}",
    "required_answer": {"ar": "أجب.", "en": "Answer."},
}


def make_form(**question) -> dict:
    row = {
        "type": "text",
        "name": "goal",
        "ar": "هدف {{plan}}",
        "en": "Goal of the {{plan}}",
    }
    return {"choices": {}, "survey": [row | question]}


class TestCompleteForm:
    def test_fills_slots_in_the_language_of_the_text(self):
        (row,) = complete_form(make_form(), WORDS, {})["survey"]
        assert row["ar"] == "هدف خطة الحالة"
        assert row["en"] == "Goal of the case plan"

    def test_fills_expressions_and_whole_texts(self):
        form = make_form(constraint="regex(., '{{digits}}')", message="{{plan}}")
        (row,) = complete_form(form, WORDS, {})["survey"]
        assert row["constraint"] == "regex(., '[0-9]{9}')"
        assert row["message"] == WORDS["plan"]

    def test_words_what_is_required_unless_the_form_does(self):
        (row,) = complete_form(make_form(required="yes"), WORDS, {})["survey"]
        assert row["required_message"] == WORDS["required_answer"]
        own = {"ar": "اكتب الهدف.", "en": "Write the goal."}
        form = make_form(required="yes", required_message=own)
        assert complete_form(form, WORDS, {})["survey"][0]["required_message"] == own

    def test_takes_shared_lists_and_leaves_vocabularies_to_the_site(self):
        rows = [{"code": "yes", "ar": "نعم", "en": "Yes"}]
        form = make_form() | {
            "choices": {"yes_no": "yes_no", "sex": "riaya.cases.sexes"}
        }
        choices = complete_form(form, WORDS, {"yes_no": rows})["choices"]
        assert choices == {"yes_no": rows, "sex": "riaya.cases.sexes"}

    def test_refuses_a_slot_that_no_policy_words(self):
        with pytest.raises(KeyError, match="office"):
            complete_form(make_form(ar="{{office}}"), WORDS, {})


class TestReadForms:
    @pytest.fixture
    def folders(self, tmp_path):
        shared, own = tmp_path / "default", tmp_path / "policy-xx"
        for folder in (shared, own):
            (folder / "forms").mkdir(parents=True)
        write(shared / "form-words.json", WORDS)
        return shared, own

    def test_reads_shared_forms_in_the_words_of_the_policy(self, folders):
        shared, own = folders
        write(shared / "forms" / "goal.json", make_form())
        write(own / "form-words.json", {"plan": {"ar": "خطة", "en": "plan"}})
        (form,) = read_forms(shared, own)
        assert form["survey"][0]["en"] == "Goal of the plan"

    def test_prefers_the_policy_s_own_file(self, folders):
        shared, own = folders
        write(shared / "forms" / "goal.json", make_form())
        write(own / "forms" / "goal.json", make_form(en="Own"))
        write(own / "forms" / "aim.json", make_form(en="Added"))
        forms = read_forms(shared, own)
        assert [form["survey"][0]["en"] for form in forms] == ["Added", "Own"]


def write(path, content):
    path.write_text(json.dumps(content), "utf-8")
