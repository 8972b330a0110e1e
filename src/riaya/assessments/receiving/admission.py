"""Who may hand in which form for which case, and when."""

from AccessControl import getSecurityManager
from AccessControl import Unauthorized
from lxml.etree import _Element
from plone import api
from Products.CMFCore.permissions import ModifyPortalContent
from riaya import _
from riaya.assessments.content import Assessment
from riaya.assessments.exceptions import AlreadySubmitted
from riaya.assessments.exceptions import CaseTakesNoForms
from riaya.assessments.exceptions import FormNotOpen
from riaya.assessments.exceptions import SubmissionRefused
from riaya.cases.content import Case
from riaya.forms.content import FormTemplate
from riaya.forms.reading.questions import Form
from riaya.forms.reading.xml import get_local_name


ADD = "Riaya: Add assessment"


def check_instance(form: Form, instance: _Element) -> None:
    """Raise FormNotOpen for answers to another form or another version of it."""
    if get_local_name(instance) != form.root.name or (
        instance.get("id") not in (None, form.form_id)
    ):
        raise FormNotOpen(
            _(
                "error_submission_other_form",
                default="These are answers to another form, not to “${form}”.",
                mapping={"form": form.form_id},
            )
        )
    version = instance.get("version")
    if version not in (None, form.version):
        raise FormNotOpen(
            _(
                "error_submission_other_version",
                default="These answers are for version ${sent} of the form; this is version ${version}. Open the form again.",
                mapping={"sent": version[:40], "version": form.version},
            )
        )


def check_addable(case: Case) -> None:
    """Raise CaseTakesNoForms unless the present person may fill forms for it now."""
    if not getSecurityManager().checkPermission(ADD, case):
        raise CaseTakesNoForms(
            _(
                "error_case_takes_no_forms",
                default="Case ${number} takes no forms from you in its present stage.",
                mapping={"number": case.case_number},
            )
        )


def check_changeable(assessment: Assessment) -> None:
    """Raise AlreadySubmitted for what was handed in, or Unauthorized."""
    if api.content.get_state(assessment) != "draft":
        raise AlreadySubmitted(
            _(
                "error_already_submitted",
                default="This form was already handed in, so the changes were not stored. Ask the supervisor to return it.",
            )
        )
    if not getSecurityManager().checkPermission(ModifyPortalContent, assessment):
        raise Unauthorized(ModifyPortalContent)


def check_same_form(assessment: Assessment, template: FormTemplate) -> None:
    """Raise SubmissionRefused when a key already stands for another form."""
    if assessment.form_template != template.UID():
        raise SubmissionRefused(
            _(
                "error_submission_key_taken",
                default="This key already names the answers to another form. Use a new key.",
            )
        )


def check_open(template: FormTemplate) -> None:
    """Raise FormNotOpen for a form that is not published.

    A version that a later one replaced is still published: phones in the field
    hold it.
    """
    state = api.content.get_state(template)
    if state == "published":
        return
    if state == "retired":
        raise FormNotOpen(
            _(
                "error_form_retired",
                default="Version ${version} of the form “${form}” is retired and takes no more answers.",
                mapping={"form": template.form_id, "version": template.form_version},
            )
        )
    raise FormNotOpen(
        _(
            "error_form_not_published",
            default="The form “${form}” is not published yet.",
            mapping={"form": template.form_id},
        )
    )
