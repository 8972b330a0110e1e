"""Every form that ships goes from the browser to the server and on to paper."""

from plone import api
from riaya.assessments.receiving import receive_submission
from riaya.assessments.receiving import Submission
from riaya.cases.items.fillable import get_fill_url
from riaya.forms.lookup import read_form
from riaya.forms.reading.questions import QuestionKind
from riaya.forms.setting_up import create_template
from tests.browser.answering import open_filling
from tests.browser.answering import press_send
from tests.forms.shipped import complete
from tests.forms.shipped import POLICIES
from tests.forms.shipped import read_descriptions

import pytest
import transaction


pytestmark = pytest.mark.case_in("assessment")

MANAGER = "case-manager.ps-jen"
PAST_DAY = "2026-01-14"
# The request is the one form that each country asks in its own way.
FORMS = [("ps", form_id) for form_id in sorted(read_descriptions("ps"))]
FORMS += [("sy", "request")] if "sy" in POLICIES else []


def draft_answers(policy, template, case):
    """Keep everything that the form needs as a draft; return the assessment."""
    form = read_form(template)
    days = {
        question.name: PAST_DAY
        for question in form.questions.values()
        if question.kind == QuestionKind.DATE and question.path.count("/") < 4
    }
    answers, faults = complete(policy, form, days)
    assert faults == []
    with api.env.adopt_user(username=MANAGER):
        received = receive_submission(
            template, case, Submission(key="k-1", answers=answers, is_draft=True)
        )
    transaction.commit()
    return received.assessment


@pytest.mark.slow
@pytest.mark.parametrize(("policy", "form_id"), FORMS)
def test_answers_are_the_same_after_the_browser_and_can_be_printed(
    visit, site_url, case, policy, form_id
):
    template = create_template(read_descriptions(policy)[form_id])
    assessment = draft_answers(policy, template, case)
    before = dict(assessment.answers)
    page = visit(MANAGER, javascript=True)
    path = "/".join(case.getPhysicalPath()[2:])
    url = get_fill_url(f"{site_url}/{path}", template.UID())
    open_filling(page, f"{url}&assessment={assessment.getId()}")
    press_send(page)
    # The form leads on to its page, or says what the assessment still lacks.
    page.locator("#riaya-notices .riaya-notice").or_(
        page.locator(".riaya-answers").first
    ).first.wait_for(timeout=60_000)

    transaction.begin()
    assert assessment.is_complete
    assert assessment.answers == before
    printed = page.request.get(
        f"{site_url}/{path}/{assessment.getId()}/@@filled-form.pdf"
    )
    assert printed.body().startswith(b"%PDF-")
