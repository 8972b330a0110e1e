"""The guide step that applies to a case, as people and clients read it."""

from riaya.cases.content import Case
from riaya.cases.fillable import FillableForm
from riaya.cases.fillable import find_fillable_forms
from riaya.cases.fillable import find_forms_for
from riaya.cases.readiness import describe_obstacles
from riaya.cases.readiness import find_missing_forms
from riaya.cases.stages import FORWARD
from riaya.cases.stages import get_stage
from riaya.forms.vocabularies import get_form_title
from riaya.guide.lookup import find_stage_steps
from riaya.guide.lookup import get_edition
from typing import Any
from zope.i18n import translate


def describe_step(
    case: Case, request: Any, fillable: list[FillableForm] | None = None
) -> dict:
    """Return the first step of the case's stage in its own edition.

    An edition without a step for the stage still tells the stage and what is
    missing.  `fillable` are the forms that the present person may fill in, when
    they are known already.
    """
    stage = get_stage(case)
    edition = get_edition(case.guide)
    steps = find_stage_steps(edition, stage)
    forward = FORWARD.get(stage)
    missing_forms = find_missing_forms(case, forward) if forward else []
    missing = describe_obstacles(case, forward, missing_forms) if forward else []
    answer = {
        "title": "",
        "stage": str(stage),
        "responsible_role": "",
        "required_forms": [],
        "checklist": [],
        "missing": [translate(each, context=request) for each in missing],
        "edition": edition.edition if edition is not None else "",
        "guide": edition.absolute_url() if edition is not None else "",
    }
    if steps:
        answer |= {
            "title": steps[0].readable_title,
            "responsible_role": steps[0].responsible_role,
            "required_forms": [form for step in steps for form in step.required_forms],
            "checklist": [item for step in steps for item in step.readable_checklist],
            "step": request.physicalPathToURL(steps[0].path),
        }
    if answer["required_forms"] and fillable is None:
        fillable = find_fillable_forms(case)
    answer["forms"] = [
        _describe_form(form, form in missing_forms, fillable or [])
        for form in answer["required_forms"]
    ]
    return answer


def _describe_form(
    form: str, is_missing: bool, fillable: list[FillableForm]
) -> dict[str, Any]:
    """Return a required form, with its template where exactly one can be filled in."""
    row = {"form": form, "title": get_form_title(form), "is_missing": is_missing}
    candidates = find_forms_for(form, fillable)
    if len(candidates) == 1:
        row["template"] = candidates[0].template_url
    return row
