"""The guide step of a case as JSON."""

from riaya.cases.content import Case
from riaya.cases.practice.guidance import GuidedForm
from riaya.cases.practice.guidance import StageGuidance
from riaya.cases.practice.readiness import describe_open
from riaya.cases.practice.readiness import find_other_obstacles
from riaya.cases.practice.requirements import StageRequirement
from riaya.cases.stages import FORWARD
from riaya.cases.stages import get_stage
from typing import Any
from zope.i18n import translate


def serialize_guidance(guidance: StageGuidance, request: Any) -> dict[str, Any]:
    """Return what `@guide-step` answers of the step; `step` only where there is one."""
    edition = guidance.edition
    answer = {
        "title": guidance.title,
        "stage": str(guidance.stage),
        "responsible_role": guidance.responsible_role,
        "required_forms": [each.form for each in guidance.required],
        "optional_forms": [each.form for each in guidance.further],
        "checklist": list(guidance.checklist),
        "edition": edition.edition if edition is not None else "",
        "guide": edition.absolute_url() if edition is not None else "",
        "forms": [
            _serialize_form(each) | {"is_skipped": each.is_skipped}
            for each in guidance.required
        ],
        "further_forms": [
            _serialize_form(each) | {"is_optional": True} for each in guidance.further
        ],
    }
    if guidance.step_path:
        answer["step"] = request.physicalPathToURL(guidance.step_path)
    return answer


def serialize_missing(
    case: Case, asked: list[StageRequirement], request: Any
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


def _serialize_form(form: GuidedForm) -> dict[str, Any]:
    row = {"form": form.form, "title": form.title, "is_missing": form.is_missing}
    return row | {"template": form.template_url} if form.template_url else row
