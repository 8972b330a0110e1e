"""The tasks of a case on its page."""

from AccessControl.security import checkPermission
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from plone.app.layout.viewlets import ViewletBase
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.core.time.dates import format_day
from riaya.core.time.dates import format_moment
from riaya.security.people import get_name
from riaya.tasks.content import Task
from riaya.tasks.open_tasks import find_task_objects
from riaya.tasks.open_tasks import get_task_state
from riaya.tasks.responsibles import name_responsible
from riaya.transitions.wording import name_state


@dataclass(frozen=True)
class PanelTask:
    """One task in words, with what the present person may do with it."""

    url: str
    title: str
    state: str
    state_title: str
    responsible: str
    stands_in_for: str
    due: str
    is_overdue: bool
    ended: str
    ended_by: str
    reason: str
    may_complete: bool
    may_hand_over: bool
    may_cancel: bool
    may_reopen: bool


class TasksPanel(ViewletBase):
    """Show open tasks, the ended ones folded below, and a way to add one."""

    def render(self) -> str:
        """Return the panel; nothing where there is nothing to see or do."""
        return self.index() if self.tasks or self.may_add else ""

    @property
    def may_add(self) -> bool:
        """Return True when the present person may add a task now."""
        return bool(checkPermission("riaya.tasks.AddTask", self.context))

    @property
    def open_tasks(self) -> list[PanelTask]:
        """Return the open tasks, the most pressing first."""
        return [task for task in self.tasks if task.state == "open"]

    @property
    def ended_tasks(self) -> list[PanelTask]:
        """Return done and cancelled tasks."""
        return [task for task in self.tasks if task.state != "open"]

    @cached_property
    def tasks(self) -> list[PanelTask]:
        """Return the tasks that the present person may see."""
        visible = [
            task
            for task in find_task_objects(self.context)
            if checkPermission("zope2.View", task)
        ]
        visible.sort(key=lambda task: (task.due_on or date.max, task.getId()))
        return [_describe(task) for task in visible]


def _describe(task: Task) -> PanelTask:
    state = get_task_state(task)
    is_open = state == "open"
    due_on = task.due_on
    return PanelTask(
        url=task.absolute_url(),
        title=task.readable_title,
        state=state,
        state_title=name_state(task.portal_type, state),
        responsible=name_responsible(task.responsible),
        stands_in_for=get_name(task.stands_in_for) if task.stands_in_for else "",
        due=format_day(due_on),
        is_overdue=is_open and bool(due_on) and due_on < today(get_zone()),
        ended=format_moment(task.ended_at),
        ended_by=get_name(task.ended_by) if task.ended_by else "",
        reason=task.reason or "",
        may_complete=is_open and _may("riaya.tasks.CompleteTask", task),
        may_hand_over=is_open and _may("riaya.tasks.HandOverTask", task),
        may_cancel=is_open and _may("riaya.tasks.CancelTask", task),
        may_reopen=not is_open and _may("riaya.tasks.ReopenTask", task),
    )


def _may(permission: str, task: Task) -> bool:
    return bool(checkPermission(permission, task))
