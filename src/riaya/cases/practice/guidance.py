"""The guide step that applies to a case."""

from dataclasses import dataclass
from riaya.cases.content import Case
from riaya.cases.items.fillable import FillableForm
from riaya.cases.items.fillable import find_fillable_forms
from riaya.cases.items.fillable import find_forms_for
from riaya.cases.practice.requirements import find_forms_on_file
from riaya.cases.practice.requirements import find_present_requirements
from riaya.cases.practice.requirements import RequirementKind
from riaya.cases.practice.requirements import StageRequirement
from riaya.cases.practice.requirements import Standing
from riaya.cases.stages import get_stage
from riaya.cases.stages import Stage
from riaya.forms.vocabularies import get_form_title
from riaya.guide.content import Guide
from riaya.guide.lookup import find_stage_steps
from riaya.guide.lookup import get_edition
from riaya.guide.lookup import StageStep


@dataclass(frozen=True)
class GuidedForm:
    """A form that a step names; `template_url` is empty unless exactly one can be filled in."""

    form: str
    title: str
    is_missing: bool
    is_skipped: bool = False
    is_optional: bool = False
    template_url: str = ""


@dataclass(frozen=True)
class StageGuidance:
    """What an edition says of a stage; without a step for it only the stage is told.

    Title, role and `step_path` are those of the first step; forms and checklist
    are those of all steps of the stage.
    """

    stage: Stage
    edition: Guide | None
    title: str = ""
    responsible_role: str = ""
    step_path: str = ""
    required: tuple[GuidedForm, ...] = ()
    further: tuple[GuidedForm, ...] = ()
    checklist: tuple[str, ...] = ()


def find_guidance(
    case: Case,
    fillable: list[FillableForm] | None = None,
    asked: list[StageRequirement] | None = None,
) -> StageGuidance:
    """Return what the case's own edition says of its stage.

    `fillable` are the forms that the present person may fill in, and `asked`
    the requirements of the stage, when they are known already.
    """
    stage, edition = get_stage(case), get_edition(case.guide)
    steps = find_stage_steps(edition, stage)
    if not steps:
        return StageGuidance(stage, edition)
    required = [form for step in steps for form in step.required_forms]
    optional = _find_optional_forms(steps)
    if fillable is None:
        fillable = find_fillable_forms(case) if required or optional else []
    if asked is None:
        asked = find_present_requirements(case)
    return StageGuidance(
        stage,
        edition,
        title=steps[0].readable_title,
        responsible_role=steps[0].responsible_role,
        step_path=steps[0].path,
        required=tuple(_describe_required(required, asked, fillable)),
        further=tuple(_describe_optional(case, optional, fillable)),
        checklist=tuple(item for step in steps for item in step.readable_checklist),
    )


def _describe_required(
    forms: list[str], asked: list[StageRequirement], fillable: list[FillableForm]
) -> list[GuidedForm]:
    standing = {
        each.code: each.standing for each in asked if each.kind == RequirementKind.FORM
    }
    return [
        GuidedForm(
            form,
            get_form_title(form),
            is_missing=standing.get(form) == Standing.OPEN,
            is_skipped=standing.get(form) == Standing.SKIPPED,
            template_url=_find_template(form, fillable),
        )
        for form in forms
    ]


def _describe_optional(
    case: Case, forms: list[str], fillable: list[FillableForm]
) -> list[GuidedForm]:
    on_file = find_forms_on_file(case) if forms else set()
    return [
        GuidedForm(
            form,
            get_form_title(form),
            is_missing=form not in on_file,
            is_optional=True,
            template_url=_find_template(form, fillable),
        )
        for form in forms
    ]


def _find_optional_forms(steps: list[StageStep]) -> list[str]:
    """Return the optional forms of some steps that none of them requires."""
    required = {form for step in steps for form in step.required_forms}
    optional = [form for step in steps for form in step.optional_forms]
    return [form for form in dict.fromkeys(optional) if form not in required]


def _find_template(form: str, fillable: list[FillableForm]) -> str:
    candidates = find_forms_for(form, fillable)
    return candidates[0].template_url if len(candidates) == 1 else ""
