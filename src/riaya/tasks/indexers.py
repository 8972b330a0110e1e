"""What lists know of a task without waking it."""

from plone.indexer import indexer
from riaya.tasks.content import Task
from riaya.tasks.interfaces import ITask


# Tasks without a day come last in a list by due day.
NO_DAY = "9999-12-31"


@indexer(ITask)
def task_title(task: Task) -> str:
    """Return what has to be done."""
    return task.title


@indexer(ITask)
def task_title_en(task: Task) -> str:
    """Return the English words of a standard task."""
    return task.title_en or ""


@indexer(ITask)
def task_responsible(task: Task) -> str:
    """Return the user or group id of who is responsible."""
    return task.responsible


@indexer(ITask)
def task_stands_in_for(task: Task) -> str:
    """Return for whom the responsible person stands in."""
    return task.stands_in_for or ""


@indexer(ITask)
def task_due(task: Task) -> str:
    """Return the due day, in an order that keeps tasks without one at the end."""
    return task.due_on.isoformat() if task.due_on else NO_DAY


@indexer(ITask)
def task_ended(task: Task) -> str:
    """Return when the task ended, in UTC; nothing for an open one."""
    return task.ended_at.isoformat(timespec="seconds") if task.ended_at else ""
