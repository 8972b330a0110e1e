"""A refusal that no form was there to show is a page of the site."""

import pytest


@pytest.mark.parametrize(
    ("language", "words"), [("ar", "تعذّر هذا الإجراء"), ("en", "This was not possible")]
)
def test_tells_a_person_what_was_refused(client, language, words):
    person = client("case-supervisor.ps-jen")
    person.headers["Accept"] = "text/html"
    person.cookies["I18N_LANGUAGE"] = language
    answer = person.get("@@worklist?view=bogus")
    assert answer.status_code == 400
    assert words in answer.text
    assert 'id="content"' in answer.text
