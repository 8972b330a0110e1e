"""Assessments over plone.restapi: those with a form go through the form's check."""

from plone.restapi.deserializer import json_body
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.interfaces import IFieldSerializer
from riaya import _
from riaya.assessments.content import Assessment
from riaya.assessments.content import is_filled_form
from riaya.assessments.exceptions import SubmissionRefused
from riaya.assessments.interfaces import IAssessment
from riaya.assessments.receiving.taking_in import receive_submission
from riaya.assessments.receiving.taking_in import Submission
from riaya.cases.content import Case
from riaya.cases.interfaces import ICase
from riaya.cases.interfaces import IItemIntake
from riaya.cases.items.deserializers import CaseContentDeserializer
from riaya.core.exceptions import RiayaError
from riaya.core.interfaces import IRiayaLayer
from riaya.forms.lookup import get_template_by_uid
from typing import Any
from uuid import uuid4
from zope.component import adapter
from zope.component import getMultiAdapter
from zope.interface import implementer
from zope.schema import getFields


# What nobody writes but the answers of a form.
ANSWERS = ("form_template", "answers")
FROM_ANSWERS = (
    "kind",
    "assessed_on",
    "summary",
    "risk_level",
    "response_group",
    "needs",
    "strengths",
)


class AssessmentIsFromForm(RiayaError):
    """Raised when what comes from answers would be written beside them."""


@implementer(IItemIntake)
@adapter(ICase)
class FilledFormIntake:
    """Takes an assessment that is sent to a case together with its answers."""

    def __init__(self, case: Case):
        self.case = case

    def take(self, data: dict) -> Assessment | None:
        """Return the assessment of checked answers, or None without any.

        Raises what `receive_submission` raises, and SubmissionRefused for an
        unknown form.
        """
        if data.get("form_template") is None and data.get("answers") is None:
            return None
        template = get_template_by_uid(str(data.get("form_template")))
        answers = data.get("answers")
        if template is None or not isinstance(answers, dict):
            raise SubmissionRefused(
                _(
                    "error_assessment_without_form",
                    default="An assessment with answers needs both: form_template, the UID of a published form, and answers, an object with the names of the questions.",
                )
            )
        key = data.get("submission_key") or uuid4().hex
        submission = Submission(key=key, answers=answers)
        return receive_submission(template, self.case, submission).assessment


@implementer(IDeserializeFromJson)
@adapter(IAssessment, IRiayaLayer)
class AssessmentDeserializer(CaseContentDeserializer):
    """Write the fields of an assessment, but nothing that comes from answers."""

    def __call__(
        self,
        validate_all: bool = False,
        data: dict | None = None,
        create: bool = False,
        mask_validation_errors: bool = True,
    ) -> Any:
        """Return the assessment; raise AssessmentIsFromForm for changed answers."""
        sent = json_body(self.request) if data is None else data
        fixed = ANSWERS + (FROM_ANSWERS if is_filled_form(self.context) else ())
        if any(name in sent and sent[name] != self._read(name) for name in fixed):
            raise AssessmentIsFromForm(
                _(
                    "error_assessment_is_from_form",
                    default="This comes from the answers of a form and cannot be written beside them. Send the answers to @submissions of the form, with the key of this assessment.",
                )
            )
        return super().__call__(validate_all, sent, create, mask_validation_errors)

    def _read(self, name: str) -> Any:
        field = getFields(IAssessment)[name]
        return getMultiAdapter((field, self.context, self.request), IFieldSerializer)()
