"""The tasks of a worker, from the catalog alone: no task is woken."""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from datetime import timedelta
from enum import StrEnum
from plone import api
from riaya import _
from riaya.core.settings import get_zone
from riaya.core.time.clock import now
from riaya.core.time.clock import today
from riaya.offices.lookup import find_offices
from riaya.offices.lookup import oversees
from riaya.security.causes import find_own_principals
from riaya.tasks.access import is_group
from riaya.tasks.content import name_task
from riaya.tasks.exceptions import TaskRefused
from typing import Any


BATCH = 25
LARGEST_BATCH = 500
DAYS_OF_DONE = 30


class TaskList(StrEnum):
    """The lists, in the order in which they are offered."""

    MINE = "mine"
    GROUPS = "groups"
    TEAM = "team"
    DONE = "done"


@dataclass(frozen=True)
class TaskQuery:
    """Which list, and which part of it."""

    view: TaskList = TaskList.MINE
    start: int = 0
    size: int = BATCH


@dataclass(frozen=True)
class TaskLine:
    """One task as a list shows it; `is_own` for who may complete it at once."""

    uid: str
    path: str
    title: str
    case_number: str
    case_path: str
    responsible: str
    stands_in_for: str
    state: str
    due_on: date | None
    is_overdue: bool
    ended_at: datetime | None
    is_own: bool


@dataclass(frozen=True)
class TaskPage:
    """A part of a list, and how long each list is."""

    total: int
    lines: list[TaskLine] = field(default_factory=list)
    counts: dict[TaskList, int] = field(default_factory=dict)


def read_query(form: Mapping[str, Any]) -> TaskQuery:
    """Return what `view`, `b_start` and `b_size` ask for; raise TaskRefused."""
    view = str(form.get("view") or TaskList.MINE)
    if view not in list(TaskList):
        raise TaskRefused(
            _(
                "error_task_list_unknown",
                default="There is no list of tasks “${view}”. Choose one of: ${views}.",
                mapping={"view": view[:40], "views": ", ".join(TaskList)},
            )
        )
    size = _read_number(form, "b_size", BATCH)
    return TaskQuery(
        TaskList(view),
        _read_number(form, "b_start", 0),
        min(max(size, 1), LARGEST_BATCH),
    )


def find_tasks(query: TaskQuery) -> TaskPage:
    """Return the tasks that the current person may see, the most pressing first."""
    found = _ask(query.view)
    brains = found[query.start : query.start + query.size]
    return TaskPage(
        total=len(found),
        lines=list(_read_lines(brains)),
        counts={
            view: len(found) if view == query.view else len(_ask(view))
            for view in TaskList
        },
    )


def find_decided_offices() -> list[str]:
    """Return the paths of the offices in which the current person decides."""
    return [
        "/".join(office.getPhysicalPath())
        for office in find_offices()
        if oversees(office)
    ]


def _ask(view: TaskList) -> Any:
    person = api.user.get_current().getId()
    criteria: dict[str, Any] = {"review_state": "open", "sort_on": "task_due"}
    match view:
        case TaskList.MINE:
            criteria["responsible"] = person
        case TaskList.GROUPS:
            criteria["responsible"] = sorted(filter(is_group, find_own_principals()))
        case TaskList.TEAM:
            criteria["path"] = find_decided_offices()
        case TaskList.DONE:
            since = now() - timedelta(days=DAYS_OF_DONE)
            criteria = {
                "review_state": ["done", "cancelled"],
                "responsible": person,
                "task_ended": {
                    "query": since.isoformat(timespec="seconds"),
                    "range": "min",
                },
                "sort_on": "task_ended",
                "sort_order": "descending",
            }
    if not person or criteria.get("path") == [] or criteria.get("responsible") == []:
        return []
    catalog = api.portal.get_tool("portal_catalog")
    return catalog.searchResults(
        portal_type="riaya.task", show_inactive=True, **criteria
    )


def _read_lines(brains: Any) -> Iterator[TaskLine]:
    own, day = find_own_principals(), today(get_zone())
    for brain in brains:
        path = brain.getPath()
        case_path = path.rpartition("/")[0]
        due_on = brain.due_on if isinstance(brain.due_on, date) else None
        is_open = brain.review_state == "open"
        yield TaskLine(
            uid=brain.UID,
            path=path,
            title=name_task(brain.task_title, brain.task_title_en),
            case_number=case_path.rpartition("/")[2].upper(),
            case_path=case_path,
            responsible=brain.task_responsible,
            stands_in_for=brain.task_stands_in_for or "",
            state=brain.review_state,
            due_on=due_on,
            is_overdue=is_open and due_on is not None and due_on < day,
            ended_at=datetime.fromisoformat(brain.task_ended)
            if brain.task_ended
            else None,
            is_own=is_open and brain.task_responsible in own,
        )


def _read_number(form: Mapping[str, Any], name: str, default: int) -> int:
    value = str(form.get(name) or default)
    return int(value) if value.isascii() and value.isdigit() else default
