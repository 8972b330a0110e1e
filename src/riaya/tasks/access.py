"""Who gets access to a case, or to one item of it, because of a task."""

from borg.localrole.interfaces import ILocalRoleProvider
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from datetime import time
from datetime import timedelta
from riaya import _
from riaya.cases.content import Case
from riaya.cases.content import CaseItem
from riaya.cases.interfaces import ICase
from riaya.cases.interfaces import ICaseItem
from riaya.cases.lookup import find_case
from riaya.core.settings import get_zone
from riaya.security.causes import Cause
from riaya.security.causes import Facts
from riaya.security.causes import find_roles
from riaya.security.causes import forget_checked_roles
from riaya.security.causes import refresh_access
from riaya.security.interfaces import ICauses
from riaya.security.roles import CaseRole
from riaya.security.roles import OfficeGroup
from riaya.tasks.content import Task
from riaya.tasks.interfaces import ITask
from riaya.tasks.open_tasks import find_open_tasks
from riaya.tasks.open_tasks import keep_in_step
from riaya.tasks.open_tasks import OpenTask
from zoneinfo import ZoneInfo
from zope.component import adapter
from zope.interface import implementer


TASK = _("cause_task", default="Is responsible for an open task of the case")
SUBSTITUTION = _(
    "cause_substitution", default="Stands in for an absent worker in a task of the case"
)


@dataclass(frozen=True)
class TaskFacts(Facts):
    """A person who has an open task in a case sees the case until it is done.

    A group never does: many people would see a case of which one of them will
    do the task.  `zone` is where a substitution ends with its last day.
    """

    tasks: tuple[OpenTask, ...]
    manager: str | None
    supervisor: str | None
    zone: ZoneInfo | None

    def find(self) -> Iterator[Cause]:
        """Return one cause for each person and role, the assigned people left out."""
        causes = {
            self._explain(task): None
            for task in self.tasks
            if not is_group(task.responsible)
            and task.responsible not in (self.manager, self.supervisor)
        }
        yield from causes

    def _explain(self, task: OpenTask) -> Cause:
        if not task.stands_in_for:
            return Cause(task.responsible, CaseRole.GUEST, "task", TASK)
        role = CaseRole.GUEST
        if task.stands_in_for == self.manager:
            role = CaseRole.MANAGER
        elif task.stands_in_for == self.supervisor:
            role = CaseRole.SUPERVISOR
        until = None
        if task.stands_in_until is not None:
            day_after = task.stands_in_until + timedelta(days=1)
            until = datetime.combine(day_after, time.min, self.zone)
        return Cause(task.responsible, role, "substitution", SUBSTITUTION, until)


@implementer(ICauses)
@adapter(ICase)
def read_task_facts(case: Case) -> TaskFacts:
    """Return what the causes of its tasks follow from, as the case is now."""
    tasks = tuple(find_open_tasks(case))
    ends = any(task.stands_in_until is not None for task in tasks)
    return TaskFacts(
        tasks, case.case_manager, case.supervisor, get_zone() if ends else None
    )


@implementer(ILocalRoleProvider)
@adapter(ICaseItem)
class ItemHolders:
    """To whom an item of a case file is open by itself, while the case is open to them.

    A task: to whoever is responsible for it.  What else a guest of the case
    wrote: to that guest.  What the role may do is said by the workflows of the
    items, and most say nothing.
    """

    def __init__(self, item: CaseItem):
        self.item = item

    def getRoles(self, principal_id: str) -> tuple[str, ...]:
        """Return the role of one principal."""
        return (str(CaseRole.HOLDER),) if principal_id == self._find_holder() else ()

    def getAllRoles(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Return who holds the item."""
        if holder := self._find_holder():
            yield holder, (str(CaseRole.HOLDER),)

    def _find_holder(self) -> str | None:
        case = find_case(self.item)
        if case is None:
            return None
        roles = find_roles(case)
        if ITask.providedBy(self.item):
            holder = self.item.responsible
            return holder if holder in roles else None
        author = self.item.Creator()
        return author if CaseRole.GUEST in roles.get(author, ()) else None


def is_group(principal: str) -> bool:
    """Return True for a group of an office, by the form of its id."""
    _code, colon, name = principal.rpartition(":")
    return bool(colon) and name in set(OfficeGroup)


def get_case_of_task(task: Task) -> Case:
    """Return the case of a task: a task is nowhere else."""
    case = find_case(task)
    if case is None:
        raise LookupError(f"{task.getId()} is in no case.")
    return case


def follow_task(task: Task) -> None:
    """Keep case, catalog and access in step with a task that was made or changed."""
    case = get_case_of_task(task)
    before = set(read_task_facts(case).find())
    keep_in_step(case, task)
    forget_checked_roles(case)
    task.reindexObject()
    if set(read_task_facts(case).find()) != before:
        refresh_access(case)
    else:
        task.reindexObjectSecurity()
        case.reindexObject(idxs=["modified"])
