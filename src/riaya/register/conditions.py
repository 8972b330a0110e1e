"""The conditions of a worklist in SQL."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Set
from datetime import datetime
from functools import cached_property
from riaya.cases.stages import Stage
from riaya.cases.stages import WITH_INTAKE
from riaya.register.search import make_search_condition
from riaya.register.tables import accesses
from riaya.register.tables import cases
from riaya.security.roles import OfficeGroup
from sqlalchemy import and_
from sqlalchemy import ColumnElement
from sqlalchemy import FromClause
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import Select
from sqlalchemy import select
from sqlalchemy import true
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from riaya.register.worklist import Filter
    from riaya.register.worklist import View
    from riaya.register.worklist import WorklistQuery


OVERSEEING = (OfficeGroup.SUPERVISORS, OfficeGroup.DIRECTOR)


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
    def source(self) -> FromClause:
        """Return the cases joined with the access this person has; others are not there."""
        return cases.join(
            self._access,
            and_(
                self._access.c.access_key == cases.c.access_key,
                cases.c.site == self.site,
            ),
        )

    @cached_property
    def may_read(self) -> ColumnElement:
        """Return the condition that the person reads the case, not only knows it."""
        return self._access.c.may_read == 1

    @cached_property
    def is_found(self) -> ColumnElement:
        """Return the condition that the searched text finds the case."""
        return make_search_condition(self.query.text, self.may_read)

    def is_in(
        self, view: View, as_if_filtered_by: Filter | None = None
    ) -> ColumnElement:
        """Return the condition that a case belongs to a view.

        Ended cases leave the personal list, unless their stage is asked for.
        """
        match view.value:
            case "mine":
                asks_for_stage = "review_state" in (
                    as_if_filtered_by,
                    *self.query.filters,
                )
                return and_(
                    self._is_mine, true() if asks_for_stage else cases.c.is_open
                )
            case "decisions":
                return self._waits_for_me
            case "unassigned":
                return and_(
                    cases.c.review_state == Stage.SCREENED.value,
                    cases.c.office.in_(self._find_office_codes(OVERSEEING)),
                )
            case "overdue":
                return and_(cases.c.is_open, cases.c.next_due < self.moment)
            case _:
                return true()

    def column_of(self, kind: Filter) -> ColumnElement:
        """Return the column that a filter compares."""
        return cases.c.categories if kind == "category" else cases.c[kind.value]

    def filters(self, without: Filter | None = None) -> Iterator[ColumnElement]:
        """Return the conditions of the chosen filters, except one."""
        for kind, values in self.query.filters.items():
            if kind == without or not values:
                continue
            column = self.column_of(kind)
            if kind == "category":
                yield or_(
                    *(
                        column.contains(f",{value},", autoescape=True)
                        for value in values
                    )
                )
            else:
                yield column.in_(values)
            yield from self.readable_for(kind)

    def readable_for(self, kind: Filter) -> list[ColumnElement]:
        """Return the condition under which a filter may tell of a case."""
        return [] if kind == "review_state" else [self.may_read]

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
            cases.c.case_manager.in_(self.principals),
            cases.c.supervisor.in_(self.principals),
            and_(
                cases.c.review_state.in_(sorted(WITH_INTAKE)),
                cases.c.access_key.in_(self._find_intake_access()),
            ),
        )

    @cached_property
    def _waits_for_me(self) -> ColumnElement:
        return or_(
            and_(cases.c.waits_for_manager, cases.c.case_manager.in_(self.principals)),
            and_(cases.c.waits_for_supervisor, cases.c.supervisor.in_(self.principals)),
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
        return [
            name.removesuffix(f":{group}")
            for group in groups
            for name in self.principals
            if name.endswith(f":{group}")
        ]
