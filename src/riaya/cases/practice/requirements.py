"""What the guide requires in a stage of a case, and how each requirement stands.

A requirement is a form, an item of the checklist or a standard task.  Forms
always hold the case back; the others where the step says so.  What the case
workflow needs whatever an edition says can never be skipped.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from enum import StrEnum
from riaya.cases.content import Case
from riaya.cases.interfaces import IFormsOnFile
from riaya.cases.practice.present_visit import get_present_visit
from riaya.cases.practice.present_visit import PresentVisit
from riaya.cases.practice.stage_tasks import find_stage_tasks
from riaya.cases.practice.stage_tasks import StageTask
from riaya.cases.stages import FORWARD
from riaya.cases.stages import get_stage
from riaya.cases.stages import Stage
from riaya.core.vocabularies import get_language
from riaya.forms.vocabularies import get_form_title
from riaya.guide.lookup import find_stage_steps
from riaya.guide.lookup import get_edition
from riaya.guide.lookup import StageStep
from zope.component import getAdapters

import hashlib


# What the case workflow needs whatever the edition says.
ALWAYS_REQUIRED = {
    "complete_rapid_assessment": ("rapid",),
    "complete_assessment": ("comprehensive",),
    "start_implementation": ("plan",),
}


class RequirementKind(StrEnum):
    """The kinds of requirements, as a step names them."""

    FORM = "forms"
    ITEM = "checklist"
    TASK = "tasks"


class Standing(StrEnum):
    """How a requirement stands."""

    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class StageRequirement:
    """One thing that a stage requires; `by`, `at` and `reason` tell who ended it.

    `code` is a form id, the text of an item or the title of a task; `step` is
    empty when the edition has no step for the stage.
    """

    id: str
    kind: RequirementKind
    code: str
    title: str
    title_en: str
    step: str
    standing: Standing
    holds_back: bool
    may_be_skipped: bool
    by: str = ""
    at: datetime | None = None
    reason: str = ""
    due_on: date | None = None
    url: str = ""

    @property
    def is_open(self) -> bool:
        """Return True while it is neither done nor skipped."""
        return self.standing == Standing.OPEN

    @property
    def blocks(self) -> bool:
        """Return True when the stage cannot be left because of it."""
        return self.is_open and self.holds_back

    @property
    def readable_title(self) -> str:
        """Return what is required in the reader's language."""
        if self.kind == RequirementKind.FORM:
            return get_form_title(self.code)
        return (get_language() == "en" and self.title_en) or self.title


def find_requirements(
    case: Case,
    stage: str | None = None,
    visit: PresentVisit | None = None,
) -> list[StageRequirement]:
    """Return what a stage requires, by default the present one: forms, items, tasks."""
    stage = Stage(stage or get_stage(case))
    visit = visit or get_present_visit(case)
    steps = find_stage_steps(get_edition(case.guide), stage)
    return [
        *find_form_requirements(case, FORWARD.get(stage), steps, visit),
        *find_item_requirements(steps, visit),
        *_find_task_requirements(case, stage, steps),
    ]


def find_present_requirements(case: Case) -> list[StageRequirement]:
    """Return what the present stage requires; nothing in a stage that leads nowhere."""
    return find_requirements(case) if get_stage(case) in FORWARD else []


def find_form_requirements(
    case: Case, forward: str | None, steps: list[StageStep], visit: PresentVisit
) -> list[StageRequirement]:
    """Return the required forms: the workflow's own first, then those of the steps."""
    always = ALWAYS_REQUIRED.get(forward or "", ())
    asked = {form: step for step in reversed(steps) for form in step.required_forms}
    wanted = [*always, *(form for step in steps for form in step.required_forms)]
    if not wanted:
        return []
    on_file = find_forms_on_file(case)
    return [
        _describe(
            RequirementKind.FORM,
            form,
            asked.get(form) or (steps[0] if steps else None),
            visit,
            is_done=form in on_file,
            can_be_skipped=form not in always,
        )
        for form in dict.fromkeys(wanted)
    ]


def find_forms_on_file(case: Case) -> set[str]:
    """Return the forms that are finished, as all features tell."""
    on_file: set[str] = set()
    for _name, voice in getAdapters((case,), IFormsOnFile):
        on_file |= voice.find()
    return on_file


def find_item_requirements(
    steps: list[StageStep], visit: PresentVisit
) -> Iterator[StageRequirement]:
    """Return the items of the checklists of some steps, each text once in a step."""
    for step in steps:
        for position, text in enumerate(step.checklist):
            if text in step.checklist[:position]:
                continue
            english = step.checklist_en[position : position + 1]
            yield _describe(
                RequirementKind.ITEM,
                text,
                step,
                visit,
                title_en=english[0] if english else "",
            )


def make_item_id(step_uid: str, text: str) -> str:
    """Return the id of a checklist item: that of its step and wording, for life."""
    return _make_id(RequirementKind.ITEM, f"{step_uid}\n{text}")


def _find_task_requirements(
    case: Case, stage: str, steps: list[StageStep]
) -> Iterator[StageRequirement]:
    for task in find_stage_tasks(case, stage):
        step = find_task_step(task, steps)
        holds_back = step is not None and RequirementKind.TASK in step.holds_back
        may_be_skipped = (
            step is not None and RequirementKind.TASK in step.may_be_skipped
        )
        yield StageRequirement(
            id=f"task-{task.uid}",
            kind=RequirementKind.TASK,
            code=task.title,
            title=task.title,
            title_en=task.title_en,
            step=step.uid if step else "",
            standing=_judge_task(task, holds_back and not may_be_skipped),
            holds_back=holds_back,
            may_be_skipped=may_be_skipped,
            at=task.ended_at,
            reason=task.reason,
            due_on=task.due_on,
            url=task.url,
        )


def find_task_step(task: StageTask, steps: list[StageStep]) -> StageStep | None:
    """Return the step that asks for a task; the first for one of an earlier edition."""
    for step in steps:
        if step.uid == task.step:
            return step
    return steps[0] if steps else None


def _judge_task(task: StageTask, is_needed: bool) -> Standing:
    """Return how a task stands; one that the stage needs is not done by cancelling it."""
    if task.state == "done":
        return Standing.DONE
    if task.state == "cancelled" and not is_needed:
        return Standing.SKIPPED
    return Standing.OPEN


def _describe(
    kind: RequirementKind,
    code: str,
    step: StageStep | None,
    visit: PresentVisit,
    title_en: str = "",
    is_done: bool = False,
    can_be_skipped: bool = True,
) -> StageRequirement:
    uid = step.uid if step else ""
    key = _make_id(kind, code if kind == RequirementKind.FORM else f"{uid}\n{code}")
    tick, skip = visit.ticks.get(key), visit.skips.get(key)
    row = tick or skip or {}
    is_done = is_done or tick is not None
    standing = Standing.DONE if is_done else Standing.SKIPPED if skip else Standing.OPEN
    return StageRequirement(
        id=key,
        kind=kind,
        code=code,
        title=code,
        title_en=title_en,
        step=uid,
        standing=standing,
        holds_back=kind == RequirementKind.FORM
        or (step is not None and kind in step.holds_back),
        may_be_skipped=can_be_skipped
        and step is not None
        and kind in step.may_be_skipped,
        by=row.get("by", ""),
        at=row.get("at"),
        reason="" if standing == Standing.DONE else row.get("reason", ""),
    )


def _make_id(kind: RequirementKind, code: str) -> str:
    if kind == RequirementKind.FORM:
        return f"form-{code}"
    return f"item-{hashlib.sha256(code.encode()).hexdigest()[:16]}"
