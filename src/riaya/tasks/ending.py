"""Completing, giving up and reopening tasks."""

from plone import api
from riaya import _
from riaya.cases.content import Case
from riaya.cases.stages import ENDED
from riaya.cases.stages import get_stage
from riaya.cases.stages import Stage
from riaya.core.time.clock import now
from riaya.guide.lookup import find_stage_steps
from riaya.guide.lookup import get_edition
from riaya.guide.lookup import StageStep
from riaya.security.system import as_system
from riaya.tasks.access import get_case_of_task
from riaya.tasks.content import Task
from riaya.tasks.exceptions import TaskRefused
from riaya.tasks.open_tasks import find_task_objects
from riaya.tasks.open_tasks import is_open
from riaya.tasks.standard_tasks import split_marker
from zope.i18n import translate


TASKS = "tasks"
CASE_ENDED = _(
    "msg_task_ended_with_case",
    default="The case ended, and with it the task.",
)


def cancel_tasks_of_ended_case(case: Case) -> None:
    """Give up what was still open when a case ends; what the end itself asks for stays."""
    stage = get_stage(case)
    language = api.portal.get_default_language()
    reason = translate(CASE_ENDED, target_language=language)
    for task in find_task_objects(case):
        if is_open(task) and task.stage != stage:
            with as_system():
                api.content.transition(obj=task, transition="cancel", comment=reason)


def check_cancellation(task: Task) -> None:
    """Raise TaskRefused for a standard task that the guide does not let anybody skip."""
    case = get_case_of_task(task)
    if task.stage != get_stage(case):
        return
    step = find_step(case, task)
    if step is None or TASKS not in step.holds_back or TASKS in step.may_be_skipped:
        return
    raise TaskRefused(
        _(
            "error_task_may_not_be_skipped",
            default="The guide asks for this task before case ${number} leaves its stage, and does not let anybody skip it. Complete it, or hand it over.",
            mapping={"number": case.case_number},
        )
    )


def check_task_reopening(task: Task) -> None:
    """Raise TaskRefused when the case has ended, unless its end itself asks for the task."""
    case = get_case_of_task(task)
    stage = get_stage(case)
    if stage in ENDED and task.stage != stage:
        raise TaskRefused(
            _(
                "error_task_of_ended_case",
                default="Case ${number} has ended. Reopen the case first.",
                mapping={"number": case.case_number},
            )
        )


def keep_ending(task: Task, transition: str, comment: str) -> None:
    """Write down when a task ended, by whom and with which word; reopening clears it."""
    if transition == "reopen":
        task.ended_at = task.ended_by = task.reason = None
        return
    task.ended_at = now()
    task.ended_by = api.user.get_current().getId()
    task.reason = comment or None


def find_step(case: Case, task: Task) -> StageStep | None:
    """Return the step of the guide that a standard task belongs to."""
    if not task.standard_task or not task.stage:
        return None
    step_uid, _place = split_marker(task.standard_task)
    for step in find_stage_steps(get_edition(case.guide), Stage(task.stage)):
        if step.uid == step_uid:
            return step
    return None
