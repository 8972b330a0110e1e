"""A task that a worker adds or changes by hand."""

from riaya import _
from riaya.cases.content import Case
from riaya.cases.stages import ENDED
from riaya.cases.stages import get_stage
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.tasks.absences.keeping import find_stand_in
from riaya.tasks.access import get_case_of_task
from riaya.tasks.content import GUIDE
from riaya.tasks.content import Task
from riaya.tasks.exceptions import TaskRefused
from riaya.tasks.handing_over import check_responsible
from riaya.tasks.responsibles import find_own_role


def prepare_task(case: Case, task: Task) -> None:
    """Check a task that enters a case and complete what the system knows.

    Raises TaskRefused for an ended case, a day that has passed, or somebody
    who can have no task of this case.
    """
    if task.origin == GUIDE:
        return
    stage = get_stage(case)
    if stage in ENDED:
        raise TaskRefused(
            _(
                "error_ended_case_takes_no_tasks",
                default="Case ${number} has ended and takes no new tasks.",
                mapping={"number": case.case_number},
            )
        )
    check_responsible(case, task.responsible)
    _check_due_day(task)
    task.stage = str(stage)
    task.responsible_role = find_own_role(case, task.responsible) or None
    if absence := find_stand_in(case, task.responsible):
        task.stands_in_for, task.responsible = task.responsible, absence.substitute
        task.stands_in_until = absence.last_day


def check_changed_task(task: Task, names: set[str]) -> None:
    """Check the fields of a task that were changed; raise TaskRefused."""
    case = get_case_of_task(task)
    if "due_on" in names:
        _check_due_day(task)
    if "responsible" in names:
        check_responsible(case, task.responsible)
        task.stands_in_for = task.stands_in_until = None
        task.responsible_role = find_own_role(case, task.responsible) or None


def _check_due_day(task: Task) -> None:
    if task.due_on and task.due_on < today(get_zone()):
        raise TaskRefused(
            _(
                "error_due_day_passed",
                default="The day on which the task is due has passed. Give today or a later day.",
            )
        )
