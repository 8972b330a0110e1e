"""The conditions of a worklist in SQL."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Set
from datetime import datetime
from functools import cached_property
from riaya.cases.stages import Stage
from riaya.cases.stages import WITH_INTAKE
from riaya.offices.lookup import find_office_codes
from riaya.register.questions import SortKey
from riaya.register.questions import View
from riaya.register.questions import WorklistFilter
from riaya.register.questions import WorklistQuery
from riaya.register.search import find_matches
from riaya.register.tables import accesses
from riaya.register.tables import cases
from riaya.security.roles import OfficeGroup
from riaya.security.roles import OVERSEERS
from sqlalchemy import and_
from sqlalchemy import ColumnElement
from sqlalchemy import CTE
from sqlalchemy import FromClause
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import Select
from sqlalchemy import select
from sqlalchemy import true


ASKED_COLUMNS = (
    "uid",
    "access_key",
    "office",
    "case_number",
    "is_open",
    "review_state",
    "response_group",
    "categories",
    "case_manager",
    "supervisor",
    "waits_for_manager",
    "waits_for_supervisor",
    "next_due",
    "escalation",
)


class Conditions:
    """What a question, a person and a moment mean as SQL over `source`."""

    def __init__(
        self, query: WorklistQuery, site: str, principals: Set[str], moment: datetime
    ):
        self.query = query
        self.site = site
        self.principals = sorted(principals)
        self.moment = moment

    @cached_property
    def own(self) -> CTE:
        """Return the cases that this person may know and the text finds.

        Only what conditions and order ask of a case, which one index holds.
        """
        source = cases.join(
            self._access,
            and_(
                self._access.c.access_key == cases.c.access_key,
                cases.c.site == self.site,
            ),
        )
        if (matches := find_matches(self.query.text)) is not None:
            is_found = or_(self._access.c.may_read == 1, matches.c.is_by_number == 1)
            source = source.join(matches, and_(matches.c.uid == cases.c.uid, is_found))
        return (
            select(
                *(cases.c[name] for name in ASKED_COLUMNS),
                cases.c[self.sort_column].label("sort_key"),
                self._access.c.may_read,
            )
            .select_from(source)
            .cte("own")
        )

    @property
    def sort_column(self) -> str:
        """Return the name of the column that the list is sorted by."""
        key = self.query.sort_on
        return "sort_name" if key is SortKey.CLIENT_NAME else key.value

    @property
    def may_read(self) -> ColumnElement:
        """Return the condition that the person reads the case, not only knows it."""
        return self.own.c.may_read == 1

    def is_in(
        self, view: View, as_if_filtered_by: WorklistFilter | None = None
    ) -> ColumnElement:
        """Return the condition that a case belongs to a view.

        Ended cases leave the personal list, unless their stage is asked for.
        """
        match view:
            case View.MINE:
                asks_for_stage = WorklistFilter.REVIEW_STATE in (
                    as_if_filtered_by,
                    *self.query.filters,
                )
                return and_(
                    self._is_mine, true() if asks_for_stage else self.own.c.is_open
                )
            case View.DECISIONS:
                return self._waits_for_me
            case View.UNASSIGNED:
                return and_(
                    self.own.c.review_state == Stage.SCREENED.value,
                    self.own.c.office.in_(self._find_office_codes(OVERSEERS)),
                )
            case View.ESCALATED:
                return self._was_told_to_me
            case View.OVERDUE:
                # A closed case is overdue, too, when nobody asked how it went since.
                return self.own.c.next_due < self.moment
            case View.OFFICE:
                return true()
        raise ValueError(f"{view!r} is no worklist.")

    def column_of(self, kind: WorklistFilter) -> ColumnElement:
        """Return the column that a filter compares."""
        return (
            self.own.c.categories
            if kind is WorklistFilter.CATEGORY
            else self.own.c[kind.value]
        )

    def filters(self, without: WorklistFilter | None = None) -> Iterator[ColumnElement]:
        """Return the conditions of the chosen filters, except one."""
        for kind, values in self.query.filters.items():
            if kind == without or not values:
                continue
            column = self.column_of(kind)
            if kind is WorklistFilter.CATEGORY:
                yield or_(
                    *(
                        column.contains(f",{value},", autoescape=True)
                        for value in values
                    )
                )
            else:
                yield column.in_(values)
            yield from self.readable_for(kind)

    def readable_for(self, kind: WorklistFilter) -> list[ColumnElement]:
        """Return the condition under which a filter may tell of a case."""
        return [] if kind is WorklistFilter.REVIEW_STATE else [self.may_read]

    @cached_property
    def _access(self) -> FromClause:
        return (
            select(
                accesses.c.access_key, func.max(accesses.c.may_read).label("may_read")
            )
            .where(*self._is_in_force(self.principals))
            .group_by(accesses.c.access_key)
            .subquery("own_access")
        )

    @cached_property
    def _is_mine(self) -> ColumnElement:
        return or_(
            self.own.c.case_manager.in_(self.principals),
            self.own.c.supervisor.in_(self.principals),
            and_(
                self.own.c.review_state.in_(sorted(WITH_INTAKE)),
                self.own.c.access_key.in_(self._find_intake_access()),
            ),
        )

    @cached_property
    def _waits_for_me(self) -> ColumnElement:
        return or_(
            and_(
                self.own.c.waits_for_manager,
                self.own.c.case_manager.in_(self.principals),
            ),
            and_(
                self.own.c.waits_for_supervisor,
                self.own.c.supervisor.in_(self.principals),
            ),
        )

    @cached_property
    def _was_told_to_me(self) -> ColumnElement:
        supervised = self._find_office_codes([OfficeGroup.SUPERVISORS])
        directed = self._find_office_codes([OfficeGroup.DIRECTOR])
        return or_(
            and_(
                self.own.c.escalation >= 1,
                or_(
                    self.own.c.supervisor.in_(self.principals),
                    # Nobody supervises the case yet: all of the office do.
                    and_(
                        self.own.c.supervisor.is_(None),
                        self.own.c.office.in_(supervised),
                    ),
                ),
            ),
            and_(self.own.c.escalation >= 2, self.own.c.office.in_(directed)),
        )

    def _find_intake_access(self) -> Select:
        desks = [
            name for name in self.principals if name.endswith(f":{OfficeGroup.INTAKE}")
        ]
        return select(accesses.c.access_key).where(*self._is_in_force(desks))

    def _is_in_force(self, principals: list[str]) -> tuple[ColumnElement, ...]:
        ends = accesses.c.until
        return (
            accesses.c.principal.in_(principals),
            or_(ends.is_(None), ends > self.moment),
        )

    def _find_office_codes(self, groups: Iterable[OfficeGroup]) -> list[str]:
        return sorted(find_office_codes(self.principals, groups))
