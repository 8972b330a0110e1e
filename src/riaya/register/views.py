"""The worklist as a page: everyone's first page after signing in."""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from functools import cached_property
from plone import api
from riaya import _
from riaya.core.lists import ListChoice
from riaya.core.lists import PagedList
from riaya.core.time.dates import format_moment
from riaya.core.vocabularies import get_rows
from riaya.core.vocabularies import get_title
from riaya.offices.lookup import find_own_office_codes
from riaya.offices.lookup import get_office_title
from riaya.register.asking import ask_as_current_person
from riaya.register.parameters import read_worklist_query
from riaya.register.questions import View
from riaya.register.questions import WorklistFilter
from riaya.register.questions import WorklistQuery
from riaya.register.rebuilding import needs_rebuild
from riaya.register.wording import COLUMNS
from riaya.register.wording import EMPTY_INTAKE_SENTENCE
from riaya.register.wording import EMPTY_SENTENCES
from riaya.register.wording import ESCALATIONS
from riaya.register.wording import FILTER_LISTS
from riaya.register.wording import FILTER_TITLES
from riaya.register.wording import name_due
from riaya.register.wording import VIEW_TITLES
from riaya.register.worklist import Worklist
from riaya.register.worklist import WorklistItem
from riaya.security.people import find_names
from riaya.security.roles import OfficeGroup
from riaya.security.roles import OVERSEERS
from typing import Any
from urllib.parse import urlencode
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class ColumnHeading:
    """A column heading; `sorting` is what aria-sort says, None if it cannot sort."""

    title: Message
    url: str | None = None
    sorting: str | None = None


@dataclass(frozen=True)
class Narrowing:
    """A filter, its choices, and the link that takes it away."""

    title: Message
    choices: list[ListChoice]
    clear: str
    is_chosen: bool


@dataclass(frozen=True)
class WorklistRow:
    """A case in words for one line of the table."""

    item: WorklistItem
    url: str
    stage: str
    group: str
    categories: str
    manager: str
    due: str
    clock: str | Message
    escalation: Message | None


class WorklistPage(PagedList):
    """Show the cases that wait for the current person."""

    def __call__(self) -> str:
        """Return the page; a parameter that cannot be is refused in a sentence."""
        self.query = read_worklist_query(self.request.form)
        self.found = self._open_first_list(ask_as_current_person(self.query))
        self.names = find_names(
            {item.case_manager for item in self.found.items}
            | set(self.found.filter_counts[WorklistFilter.CASE_MANAGER])
        )
        return self.index()

    @property
    def title(self) -> Message:
        """Return the heading of the chosen worklist."""
        return VIEW_TITLES[self.query.view]

    @property
    def needs_rebuild(self) -> bool:
        """Return True when the register does not yet hold all cases."""
        return needs_rebuild(self.context)

    def find_views(self) -> list[ListChoice]:
        """Return the worklists; those that are not this person's work only with cases."""
        return [
            ListChoice(title, self._link(view=view), count, view == self.query.view)
            for view, title in VIEW_TITLES.items()
            if (count := self.found.view_counts[view])
            or view == self.query.view
            or self._works_with(view)
        ]

    def find_filters(self) -> list[Narrowing]:
        """Return the filters that have anything to choose, each with its choices."""
        filters = [
            Narrowing(
                title,
                list(self._find_choices(kind)),
                self._link(filters=self._without(kind)),
                kind in self.query.filters,
            )
            for kind, title in FILTER_TITLES.items()
        ]
        return [each for each in filters if each.choices]

    def find_headings(self) -> Iterator[ColumnHeading]:
        """Return the column headings with the link that sorts, or sorts the other way."""
        for title, key in COLUMNS:
            if key is None:
                yield ColumnHeading(title)
                continue
            is_sorted = key == self.query.sort_on
            turn = is_sorted and not self.query.is_descending
            sorting = "descending" if self.query.is_descending else "ascending"
            yield ColumnHeading(
                title,
                self._link(sort_on=key, is_descending=turn),
                sorting if is_sorted else "none",
            )

    def find_rows(self) -> Iterator[WorklistRow]:
        """Return the cases as the table shows them."""
        portal_path = "/".join(self.context.getPhysicalPath())
        for item in self.found.items:
            yield WorklistRow(
                item=item,
                url=self.context.absolute_url() + item.path.removeprefix(portal_path),
                stage=get_title("riaya.guide.stages", item.review_state),
                group=get_title("riaya.guide.response_groups", item.response_group),
                categories=self._join_categories(item),
                manager=self.names.get(item.case_manager or "", ""),
                due=format_moment(item.next_due),
                clock=name_due(item),
                escalation=ESCALATIONS.get(item.escalation),
            )

    def find_hidden_fields(self) -> list[tuple[str, str]]:
        """Return what a search must keep: view, filters and order."""
        return self._find_parameters(replace(self.query, text="", start=0))

    @property
    def extent(self) -> tuple[int, int, int]:
        """Return start, size and total of the list."""
        return self.query.start, self.query.size, self.found.total

    def link_to(self, start: int) -> str:
        """Return the address of the page that begins at a row."""
        return self._link(start=start)

    @property
    def is_narrowed(self) -> bool:
        """Return True when a search or a filter may hide cases."""
        return bool(self.query.text or self.query.filters)

    @property
    def clear_url(self) -> str:
        """Return the address of the same worklist without search and filters."""
        return self._link(text="", filters={})

    @property
    def empty_sentence(self) -> Message:
        """Return what an empty worklist means, and what to do next."""
        if self.query.view == View.MINE and self._desks:
            return EMPTY_INTAKE_SENTENCE
        return EMPTY_SENTENCES[self.query.view]

    @cached_property
    def registration_places(self) -> list[dict]:
        """Return the offices in which this person registers cases."""
        if not self._desks:
            return []
        ids = [code.lower() for code in self._desks]
        brains = api.content.find(portal_type="riaya.office", getId=ids)
        offices = [brain.getObject() for brain in brains]
        return [
            {
                "title": get_office_title(office),
                "url": f"{office.absolute_url()}/@@register-case",
            }
            for office in offices
            if api.user.has_permission("Riaya: Register case", obj=office)
        ]

    @cached_property
    def _desks(self) -> list[str]:
        return find_own_office_codes(OfficeGroup.INTAKE)

    def _open_first_list(self, found: Worklist) -> Worklist:
        """Let somebody who chose no list, and has no cases, begin where there are some."""
        if found.total or self.query != WorklistQuery() or "view" in self.request.form:
            return found
        for view in View:
            if found.view_counts[view]:
                self.query = replace(self.query, view=view)
                return ask_as_current_person(self.query)
        return found

    def _works_with(self, view: View) -> bool:
        groups = {
            View.DECISIONS: (OfficeGroup.CASE_MANAGERS, OfficeGroup.SUPERVISORS),
            View.UNASSIGNED: OVERSEERS,
            View.ESCALATED: OVERSEERS,
        }.get(view)
        return groups is None or any(find_own_office_codes(group) for group in groups)

    def _find_choices(self, kind: WorklistFilter) -> Iterator[ListChoice]:
        counts = self.found.filter_counts[kind]
        chosen = self.query.filters.get(kind, ())
        for value, title in self._find_titles(kind):
            if not counts.get(value) and value not in chosen:
                continue
            filters = self._without(kind)
            if value not in chosen:
                filters[kind] = (value,)
            yield ListChoice(
                title,
                self._link(filters=filters),
                counts.get(value, 0),
                value in chosen,
            )

    def _find_titles(self, kind: WorklistFilter) -> list[tuple[str, str]]:
        """Return the values in the order of their list, people in that of their names."""
        if kind == WorklistFilter.CASE_MANAGER:
            people = dict(find_names(self.query.filters.get(kind, ()))) | {
                user_id: self.names[user_id]
                for user_id in self.found.filter_counts[kind]
            }
            return sorted(people.items(), key=lambda person: person[1])
        record = FILTER_LISTS[kind]
        return [
            (row["code"], get_title(record, row["code"])) for row in get_rows(record)
        ]

    def _join_categories(self, item: WorklistItem) -> str:
        separator = api.portal.translate(_("label_list_separator", default=", "))
        return separator.join(
            get_title("riaya.cases.categories", code) for code in item.categories
        )

    def _without(self, kind: WorklistFilter) -> dict[WorklistFilter, tuple[str, ...]]:
        return {
            name: values for name, values in self.query.filters.items() if name != kind
        }

    def _link(self, **changes: Any) -> str:
        """Return the address of the same question with changes; others begin at page 1."""
        query = replace(self.query, **({"start": 0} | changes))
        parameters = urlencode(self._find_parameters(query))
        url = f"{self.context.absolute_url()}/@@worklist"
        return f"{url}?{parameters}" if parameters else url

    def _find_parameters(self, query: WorklistQuery) -> list[tuple[str, str]]:
        plain = WorklistQuery()
        parameters = [("view", query.view.value)]
        parameters += [
            (kind.value, value)
            for kind, values in query.filters.items()
            for value in values
        ]
        if query.text:
            parameters.append(("q", query.text))
        if query.sort_on != plain.sort_on:
            parameters.append(("sort_on", query.sort_on.value))
        if query.is_descending:
            parameters.append(("sort_order", "descending"))
        if query.start:
            parameters.append(("b_start", str(query.start)))
        if query.size != plain.size:
            parameters.append(("b_size", str(query.size)))
        return parameters
