"""The open tasks of a case, known on the case itself.

Who may open a case, and when something is due in it, is asked with every
request; the tasks need not be woken for that.
"""

from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from dataclasses import dataclass
from datetime import date
from riaya.cases.content import Case
from riaya.core.content import read_status
from riaya.tasks.content import Task
from typing import Literal
from zope.annotation.interfaces import IAnnotations


TaskState = Literal["open", "done", "cancelled"]
KEY = "riaya.tasks.open"
IDS_KEY = "riaya.tasks.ids"


@dataclass(frozen=True)
class OpenTask:
    """What the case knows of one open task."""

    responsible: str
    due_on: date | None
    stands_in_for: str
    stands_in_until: date | None


def find_open_tasks(case: Case) -> list[OpenTask]:
    """Return what the case knows of its open tasks, in the order of their ids."""
    return [OpenTask(*row) for row in IAnnotations(case).get(KEY, {}).values()]


def keep_in_step(case: Case, task: Task) -> None:
    """Let the case know of the task as it is now; of one that ended, only that it is there."""
    ids = IAnnotations(case).get(IDS_KEY)
    if ids is None:
        ids = IAnnotations(case)[IDS_KEY] = OOTreeSet()
    ids.insert(task.getId())
    known = IAnnotations(case).get(KEY)
    if not is_open(task):
        if known is not None and task.getId() in known:
            del known[task.getId()]
        return
    if known is None:
        known = IAnnotations(case)[KEY] = OOBTree()
    row = (
        task.responsible,
        task.due_on,
        task.stands_in_for or "",
        task.stands_in_until,
    )
    if known.get(task.getId()) != row:
        known[task.getId()] = row


def find_task_objects(case: Case) -> list[Task]:
    """Return all tasks of a case, whoever asks."""
    ids = IAnnotations(case).get(IDS_KEY, ())
    return [case[task_id] for task_id in ids if task_id in case]


def is_open(task: Task) -> bool:
    """Return True while the task waits to be done."""
    return get_task_state(task) == "open"


def get_task_state(task: Task) -> TaskState:
    """Return open, done or cancelled; one that is just being made is open."""
    status = read_status(task, "task_workflow")
    return status["review_state"] if status else "open"
