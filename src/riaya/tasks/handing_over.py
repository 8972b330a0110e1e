"""A task goes from one responsible person to another."""

from riaya import _
from riaya.cases.content import Case
from riaya.cases.timeline import record_occurrence
from riaya.tasks.absences.keeping import find_stand_in
from riaya.tasks.access import follow_task
from riaya.tasks.access import get_case_of_task
from riaya.tasks.content import Task
from riaya.tasks.exceptions import TaskRefused
from riaya.tasks.open_tasks import find_task_objects
from riaya.tasks.open_tasks import is_open
from riaya.tasks.responsibles import can_be_responsible
from riaya.tasks.responsibles import find_own_role
from riaya.tasks.responsibles import find_role_holder
from riaya.tasks.responsibles import name_responsible


FOLLOWING = ("Case Manager", "Case Supervisor")


def hand_over(task: Task, responsible: str, comment: str = "") -> None:
    """Give an open task to another worker, or back to a group; the timeline tells it.

    A worker who is absent today is stood in for.  Raises TaskRefused.
    """
    case = get_case_of_task(task)
    if not is_open(task):
        raise TaskRefused(
            _(
                "error_task_not_open",
                default="Task ${task} of case ${number} is not open any more. Reopen it first.",
                mapping={"task": task.getId(), "number": case.case_number},
            )
        )
    check_responsible(case, responsible)
    if responsible == task.responsible:
        raise TaskRefused(
            _(
                "error_task_same_responsible",
                default="The task is already with ${name}. Choose somebody else.",
                mapping={"name": name_responsible(responsible)},
            )
        )
    _give(case, task, responsible)
    task.responsible_role = find_own_role(case, responsible) or None
    record_occurrence(case, "hand_over", task, comment)
    follow_task(task)


def check_responsible(case: Case, responsible: str) -> None:
    """Raise TaskRefused for who can have no task of this case."""
    if responsible and can_be_responsible(case, responsible):
        return
    raise TaskRefused(
        _(
            "error_not_responsible",
            default="Case ${number}: a task is given to a worker or a group of the case's own office. Choose one from the list.",
            mapping={"number": case.case_number},
        )
    )


def follow_roles(case: Case) -> None:
    """Let the open tasks of manager and supervisor go to who has the role now."""
    for task in find_task_objects(case):
        if not is_open(task) or task.responsible_role not in FOLLOWING:
            continue
        holder = find_role_holder(case, task.responsible_role)
        if holder in (task.responsible, task.stands_in_for):
            continue
        _give(case, task, holder)
        record_occurrence(case, "hand_over", task)
        follow_task(task)


def _give(case: Case, task: Task, responsible: str) -> None:
    absence = find_stand_in(case, responsible)
    task.responsible = absence.substitute if absence else responsible
    task.stands_in_for = responsible if absence else None
    task.stands_in_until = absence.last_day if absence else None
