"""The guide step that applies to a case, as people and clients read it."""

from riaya.cases.content import Case
from riaya.cases.items.fillable import FillableForm
from riaya.cases.items.fillable import find_fillable_forms
from riaya.cases.items.fillable import find_forms_for
from riaya.cases.practice.readiness import describe_open
from riaya.cases.practice.readiness import find_other_obstacles
from riaya.cases.practice.requirements import find_forms_on_file
from riaya.cases.practice.requirements import find_present_requirements
from riaya.cases.practice.requirements import Kind
from riaya.cases.practice.requirements import Requirement
from riaya.cases.practice.requirements import Standing
from riaya.cases.stages import FORWARD
from riaya.cases.stages import get_stage
from riaya.forms.vocabularies import get_form_title
from riaya.guide.lookup import find_stage_steps
from riaya.guide.lookup import get_edition
from riaya.guide.lookup import Step
from typing import Any
from zope.i18n import translate


def describe_step(
    case: Case,
    request: Any,
    fillable: list[FillableForm] | None = None,
    asked: list[Requirement] | None = None,
) -> dict[str, Any]:
    """Return the first step of the case's stage in its own edition.

    An edition without a step for the stage still tells the stage.  `fillable`
    are the forms that the present person may fill in, and `asked` the
    requirements of the stage, when they are known already.
    """
    stage = get_stage(case)
    edition = get_edition(case.guide)
    steps = find_stage_steps(edition, stage)
    if asked is None:
        asked = find_present_requirements(case)
    answer: dict[str, Any] = {
        "title": "",
        "stage": str(stage),
        "responsible_role": "",
        "required_forms": [],
        "optional_forms": [],
        "checklist": [],
        "further_forms": [],
        "edition": edition.edition if edition is not None else "",
        "guide": edition.absolute_url() if edition is not None else "",
    }
    if steps:
        answer |= {
            "title": steps[0].readable_title,
            "responsible_role": steps[0].responsible_role,
            "required_forms": [form for step in steps for form in step.required_forms],
            "optional_forms": _find_optional_forms(steps),
            "checklist": [item for step in steps for item in step.readable_checklist],
            "step": request.physicalPathToURL(steps[0].path),
        }
    named = [*answer["required_forms"], *answer["optional_forms"]]
    if named and fillable is None:
        fillable = find_fillable_forms(case)
    answer["forms"] = _describe_required(answer["required_forms"], asked, fillable)
    if answer["optional_forms"]:
        on_file = find_forms_on_file(case)
        answer["further_forms"] = [
            _describe_form(form, form not in on_file, fillable or [])
            | {"is_optional": True}
            for form in answer["optional_forms"]
        ]
    return answer


def describe_missing(
    case: Case, request: Any, asked: list[Requirement]
) -> dict[str, list[str]]:
    """Return sentences: what holds a case back, what is still open besides, and both.

    `asked` are the requirements of the present stage.
    """
    forward = FORWARD.get(get_stage(case))
    obstacles = [describe_open(each) for each in asked if each.blocks]
    if forward:
        obstacles += find_other_obstacles(case, forward)
    still_open = [
        describe_open(each) for each in asked if each.is_open and not each.blocks
    ]
    blocking = [translate(each, context=request) for each in obstacles]
    others = [translate(each, context=request) for each in still_open]
    return {
        "missing": blocking + others,
        "obstacles": blocking,
        "still_open": others,
    }


def _describe_required(
    forms: list[str], asked: list[Requirement], fillable: list[FillableForm] | None
) -> list[dict[str, Any]]:
    standing = {each.code: each.standing for each in asked if each.kind == Kind.FORM}
    return [
        _describe_form(form, standing.get(form) == Standing.OPEN, fillable or [])
        | {"is_skipped": standing.get(form) == Standing.SKIPPED}
        for form in forms
    ]


def _find_optional_forms(steps: list[Step]) -> list[str]:
    """Return the optional forms of some steps that none of them requires."""
    required = {form for step in steps for form in step.required_forms}
    optional = [form for step in steps for form in step.optional_forms]
    return [form for form in dict.fromkeys(optional) if form not in required]


def _describe_form(
    form: str, is_missing: bool, fillable: list[FillableForm]
) -> dict[str, Any]:
    """Return a form of a step, with its template where exactly one can be filled in."""
    row = {"form": form, "title": get_form_title(form), "is_missing": is_missing}
    candidates = find_forms_for(form, fillable)
    if len(candidates) == 1:
        row["template"] = candidates[0].template_url
    return row
