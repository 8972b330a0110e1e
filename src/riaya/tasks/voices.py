"""What tasks say when a case wants to go on, and when something is due in it."""

from AccessControl import getSecurityManager
from datetime import date
from riaya import _
from riaya.cases.content import Case
from riaya.cases.interfaces import ICase
from riaya.cases.interfaces import IDueDays
from riaya.cases.interfaces import IStageTasks
from riaya.cases.interfaces import ITransitionObstacles
from riaya.cases.practice.stage_tasks import StageTask
from riaya.tasks.content import HAND
from riaya.tasks.content import Task
from riaya.tasks.lookup import find_tasks_of_stage
from riaya.tasks.open_tasks import find_open_tasks
from riaya.tasks.open_tasks import find_task_objects
from riaya.tasks.open_tasks import is_open
from zope.component import adapter
from zope.i18nmessageid import Message
from zope.interface import implementer


@implementer(ITransitionObstacles)
@adapter(ICase)
class AddedTaskObstacles:
    """No closure is requested over a task that somebody added and nobody ended.

    The standard tasks of a stage are required by the guide, where it says so.
    """

    def __init__(self, case: Case):
        self.case = case

    def find(self, transition: str) -> list[Message]:
        """Return a sentence for each task that has to be ended first."""
        if transition != "request_closure" or not find_open_tasks(self.case):
            return []
        return [
            _describe(task)
            for task in find_task_objects(self.case)
            if task.origin == HAND and is_open(task)
        ]


@implementer(IDueDays)
@adapter(ICase)
class TaskDays:
    """The days on which open tasks are due."""

    def __init__(self, case: Case):
        self.case = case

    def find(self) -> list[date]:
        """Return the days."""
        return [task.due_on for task in find_open_tasks(self.case) if task.due_on]


@implementer(IStageTasks)
@adapter(ICase)
class TasksOfStage:
    """The standard tasks of a stage."""

    def __init__(self, case: Case):
        self.case = case

    def find(self, stage: str) -> list[StageTask]:
        """Return the tasks made for the stage since the case began, or began anew."""
        return find_tasks_of_stage(self.case, stage)


def _describe(task: Task) -> Message:
    """Name a task to who may open it; to others a title may say too much."""
    if getSecurityManager().checkPermission("View", task):
        return _(
            "error_added_task_open",
            default="The task “${task}” is still open. Complete it, or cancel it with the reason.",
            mapping={"task": task.readable_title},
        )
    return _("error_some_task_open", default="A task of somebody else is still open.")
