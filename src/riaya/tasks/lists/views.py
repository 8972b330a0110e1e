"""The page of one's tasks."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from plone import api
from riaya.core.lists import ListChoice
from riaya.core.lists import PagedList
from riaya.core.time.dates import format_day
from riaya.core.time.dates import format_moment
from riaya.security.people import get_name
from riaya.tasks.lists.finding import BATCH
from riaya.tasks.lists.finding import find_decided_offices
from riaya.tasks.lists.finding import find_tasks
from riaya.tasks.lists.finding import read_query
from riaya.tasks.lists.finding import TaskLine
from riaya.tasks.lists.finding import TaskList
from riaya.tasks.lists.finding import TaskPage
from riaya.tasks.responsibles import name_responsible
from riaya.tasks.wording import EMPTY_SENTENCES
from riaya.tasks.wording import LIST_TITLES
from urllib.parse import urlencode
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class TaskRow:
    """One task in words."""

    line: TaskLine
    url: str
    case_url: str
    responsible: str
    stands_in_for: str
    due: str
    ended: str


class TasksPage(PagedList):
    """Show what waits for the current person, overdue tasks first."""

    def __call__(self) -> str:
        """Return the page; raise TaskRefused for a list that does not exist."""
        self.query = read_query(self.request.form)
        return self.index()

    @cached_property
    def found(self) -> TaskPage:
        """Return the part of the list that is shown."""
        return find_tasks(self.query)

    @property
    def title(self) -> Message:
        """Return what the chosen list is called."""
        return LIST_TITLES[self.query.view]

    @property
    def empty_sentence(self) -> Message:
        """Return what an empty list means."""
        return EMPTY_SENTENCES[self.query.view]

    @property
    def is_of_others(self) -> bool:
        """Return True for lists in which it matters whose a task is."""
        return self.query.view in (TaskList.GROUPS, TaskList.TEAM)

    @property
    def is_of_ended(self) -> bool:
        """Return True for the list of what is done."""
        return self.query.view == TaskList.DONE

    def find_views(self) -> list[ListChoice]:
        """Return the lists; that of the office only for who decides in one."""
        return [
            ListChoice(
                title,
                self._link(view, 0),
                self.found.counts[view],
                view == self.query.view,
            )
            for view, title in LIST_TITLES.items()
            if view != TaskList.TEAM or find_decided_offices()
        ]

    def find_rows(self) -> Iterator[TaskRow]:
        """Return the tasks as the table shows them."""
        site_path = "/".join(self.context.getPhysicalPath())
        base = self.context.absolute_url()
        for line in self.found.lines:
            yield TaskRow(
                line,
                url=base + line.path.removeprefix(site_path),
                case_url=base + line.case_path.removeprefix(site_path),
                responsible=name_responsible(line.responsible),
                stands_in_for=get_name(line.stands_in_for)
                if line.stands_in_for
                else "",
                due=format_day(line.due_on),
                ended=format_moment(line.ended_at),
            )

    @property
    def extent(self) -> tuple[int, int, int]:
        """Return start, size and total of the list."""
        return self.query.start, self.query.size, self.found.total

    def link_to(self, start: int) -> str:
        """Return the address of the page that begins at a row."""
        return self._link(self.query.view, start)

    def _link(self, view: TaskList, start: int) -> str:
        parameters = {"view": view.value}
        if start:
            parameters["b_start"] = str(start)
        if self.query.size != BATCH:
            parameters["b_size"] = str(self.query.size)
        base = f"{api.portal.get().absolute_url()}/@@tasks"
        return f"{base}?{urlencode(parameters)}"
