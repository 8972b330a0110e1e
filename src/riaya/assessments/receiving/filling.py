"""Filling a form for a case: which form, and which draft goes on.

A form is begun in its current version.  A draft goes on in the version with
which it was begun, also after a newer one was published, but not once a trainer
has retired it.
"""

from dataclasses import dataclass
from plone import api
from riaya import _
from riaya.assessments.content import Assessment
from riaya.assessments.interfaces import IAssessment
from riaya.cases.content import Case
from riaya.core.exceptions import RiayaError
from riaya.forms.content import FormTemplate
from riaya.forms.lookup import get_template_by_uid
from riaya.forms.lookup import is_current
from zope.i18nmessageid import Message


class FormNotOffered(RiayaError):
    """Raised when a form or draft cannot be filled in now."""


@dataclass(frozen=True)
class Filling:
    """A form that is filled for a case, from the beginning or from a draft."""

    case: Case
    template: FormTemplate
    draft: Assessment | None


def begin_filling(case: Case, template_uid: str, draft_id: str = "") -> Filling:
    """Return what is filled.

    Raises FormNotOffered for a form that is unknown or not in use, for one that a
    newer version has replaced unless a draft goes on, and for a draft that is not
    in the case, belongs to another form or may not be changed by this person.
    """
    template = get_template_by_uid(template_uid)
    if template is None:
        raise FormNotOffered(
            _(
                "error_filling_unknown_form",
                default="There is no such form. Choose one on the page of the case.",
            )
        )
    if not draft_id:
        _check_template(template, is_begun=False)
        return Filling(case, template, None)
    draft = _get_draft(case, template, draft_id)
    _check_template(template, is_begun=True)
    return Filling(case, template, draft)


def _check_template(template: FormTemplate, is_begun: bool) -> None:
    if api.content.get_state(template) != "published":
        raise FormNotOffered(
            _describe(
                _(
                    "error_filling_form_not_in_use",
                    default="Version ${version} of the form “${form}” is not in use. Fill in the version that the page of the case offers.",
                ),
                template,
            )
        )
    if not is_begun and not is_current(template):
        raise FormNotOffered(
            _describe(
                _(
                    "error_filling_form_replaced",
                    default="A newer version has replaced version ${version} of the form “${form}”. Fill in the newer one.",
                ),
                template,
            )
        )


def _get_draft(case: Case, template: FormTemplate, draft_id: str) -> Assessment:
    draft = case.get(draft_id)
    if not IAssessment.providedBy(draft) or draft.form_template != template.UID():
        raise FormNotOffered(
            _(
                "error_filling_unknown_draft",
                default="Case ${number} has no such draft of this form.",
                mapping={"number": case.case_number},
            )
        )
    may_change = api.user.has_permission("Modify portal content", obj=draft)
    if api.content.get_state(draft) != "draft" or not may_change:
        raise FormNotOffered(
            _(
                "error_filling_not_a_draft",
                default="${assessment} is no longer a draft that you may change. Read it, or fill in the form again.",
                mapping={"assessment": draft.getId()},
            )
        )
    return draft


def _describe(sentence: Message, template: FormTemplate) -> Message:
    return Message(
        sentence,
        mapping={"form": template.title, "version": template.form_version},
    )
