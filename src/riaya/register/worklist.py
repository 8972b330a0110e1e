"""Worklists: which cases wait for somebody, and how many there are of each.

Everything is asked of the register under the person's own principals.  Of a
case that they only know, as a supervisor knows a restricted case of their
office, they see number, stage and clocks; nothing else of it is shown,
counted, filtered by or sorted by.
"""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from riaya.register.conditions import Conditions
from riaya.register.questions import SortKey
from riaya.register.questions import View
from riaya.register.questions import WorklistFilter
from riaya.register.questions import WorklistQuery
from riaya.register.recording import open_register
from riaya.register.tables import cases
from sqlalchemy import case
from sqlalchemy import ColumnElement
from sqlalchemy import Connection
from sqlalchemy import func
from sqlalchemy import literal
from sqlalchemy import Row
from sqlalchemy import Select
from sqlalchemy import select
from sqlalchemy import union_all


@dataclass(frozen=True)
class WorklistItem:
    """One case as this person may see it; what they may not know is None."""

    uid: str
    path: str
    case_number: str
    review_state: str
    confidentiality: str
    next_due: datetime | None
    is_overdue: bool
    may_read: bool
    next_clock: str | None = None
    escalation: int = 0
    client_kind: str | None = None
    client_name: str | None = None
    categories: tuple[str, ...] = ()
    response_group: str | None = None
    risk_level: str | None = None
    case_manager: str | None = None
    supervisor: str | None = None
    registered_on: date | None = None


@dataclass(frozen=True)
class Worklist:
    """One batch of a worklist, and the counts beside every view and filter value.

    Each count is the number of cases there would be with that view or value
    chosen and everything else as it is.
    """

    items: list[WorklistItem]
    view_counts: dict[View, int]
    filter_counts: dict[WorklistFilter, dict[str, int]]
    total: int


def find_worklist(
    query: WorklistQuery, site: str, principals: Set[str], moment: datetime
) -> Worklist:
    """Return a batch of the cases that somebody with these principals may know.

    `site` is the path of the portal.  Overdue counts from `moment`.
    """
    asked = Conditions(query, site, principals, moment)
    with open_register() as connection:
        view_counts = _count_views(connection, asked)
        total = view_counts[query.view]
        rows = _find_rows(connection, asked) if total > query.start else []
        return Worklist(
            items=[_make_item(row, moment) for row in rows],
            view_counts=view_counts,
            filter_counts=_count_filters(connection, asked),
            total=total,
        )


def _find_rows(connection: Connection, asked: Conditions) -> list[Row]:
    query = asked.query
    batch = (
        select(
            asked.own.c.uid, asked.own.c.may_read, _make_sort_key(asked).label("key")
        )
        .where(asked.is_in(query.view), *asked.filters())
        .order_by(*_make_order(_make_sort_key(asked), asked.own.c.case_number, query))
        .limit(query.size)
        .offset(query.start)
        .subquery()
    )
    statement = (
        select(cases, batch.c.may_read)
        .join(batch, batch.c.uid == cases.c.uid)
        .order_by(*_make_order(batch.c.key, cases.c.case_number, query))
    )
    return list(connection.execute(statement))


def _make_sort_key(asked: Conditions) -> ColumnElement:
    """Return what is sorted by; of a case one only knows, not what one may not know."""
    key = asked.own.c.sort_key
    is_known = asked.query.sort_on in (SortKey.NEXT_DUE, SortKey.CASE_NUMBER)
    return key if is_known else case((asked.may_read, key))


def _make_order(
    key: ColumnElement, number: ColumnElement, query: WorklistQuery
) -> list[ColumnElement]:
    """Return the order; cases without a value come last in either direction."""
    return [key.is_(None), key.desc() if query.is_descending else key.asc(), number]


def _count_views(connection: Connection, asked: Conditions) -> dict[View, int]:
    statement = (
        select(
            *(
                func.count(case((asked.is_in(view), 1))).label(view.value)
                for view in View
            )
        )
        .select_from(asked.own)
        .where(*asked.filters())
    )
    row = connection.execute(statement).one()._mapping
    return {view: row[view.value] for view in View}


def _count_filters(
    connection: Connection, asked: Conditions
) -> dict[WorklistFilter, dict[str, int]]:
    counts: dict[WorklistFilter, dict[str, int]] = {each: {} for each in WorklistFilter}
    apart = [each for each in WorklistFilter if _is_counted_apart(asked.query, each)]
    together = [each for each in WorklistFilter if each not in apart]
    if apart:
        statement = union_all(*(_count_filter(asked, each) for each in apart))
        for name, value, count in connection.execute(statement):
            _add_count(counts, WorklistFilter(name), value, count)
    if together:
        for row in connection.execute(_count_together(asked, together)):
            for kind, value in zip(together, row, strict=False):
                if value is not None and (
                    row.may_read or kind == WorklistFilter.REVIEW_STATE
                ):
                    _add_count(counts, kind, value, row.number)
    return counts


def _is_counted_apart(query: WorklistQuery, kind: WorklistFilter) -> bool:
    """Return True when the cases to be counted are others than those of the list."""
    shows_ended = query.view == View.MINE and kind == WorklistFilter.REVIEW_STATE
    return shows_ended or bool(query.filters.get(kind))


def _add_count(
    counts: dict[WorklistFilter, dict[str, int]],
    kind: WorklistFilter,
    value: str,
    count: int,
) -> None:
    # A case has several categories; they are grouped as they stand together.
    values = value.strip(",").split(",") if kind == WorklistFilter.CATEGORY else [value]
    for each in filter(None, values):
        counts[kind][each] = counts[kind].get(each, 0) + count


def _count_together(asked: Conditions, kinds: list[WorklistFilter]) -> Select:
    """Count every combination of values in one pass; there are some hundred."""
    columns = [asked.column_of(kind).label(kind.value) for kind in kinds]
    may_read = asked.own.c.may_read
    return (
        select(*columns, may_read, func.count().label("number"))
        .select_from(asked.own)
        .where(asked.is_in(asked.query.view), *asked.filters())
        .group_by(*columns, may_read)
    )


def _count_filter(asked: Conditions, kind: WorklistFilter) -> Select:
    column = asked.column_of(kind)
    return (
        select(literal(kind.value).label("name"), column.label("value"), func.count())
        .select_from(asked.own)
        .where(
            asked.is_in(asked.query.view, as_if_filtered_by=kind),
            column.is_not(None),
            *asked.filters(without=kind),
            *asked.readable_for(kind),
        )
        .group_by(column)
    )


def _make_item(row: Row, moment: datetime) -> WorklistItem:
    known = {
        "uid": row.uid,
        "path": row.path,
        "case_number": row.case_number,
        "review_state": row.review_state,
        "confidentiality": row.confidentiality,
        "next_due": row.next_due,
        "is_overdue": row.next_due is not None and row.next_due < moment,
        "may_read": bool(row.may_read),
        "next_clock": row.next_clock,
        "escalation": row.escalation,
    }
    if not row.may_read:
        return WorklistItem(**known)
    return WorklistItem(
        **known,
        client_kind=row.client_kind,
        client_name=row.client_name,
        categories=tuple(row.categories.strip(",").split(","))
        if row.categories
        else (),
        response_group=row.response_group,
        risk_level=row.risk_level,
        case_manager=row.case_manager,
        supervisor=row.supervisor,
        registered_on=row.registered_on,
    )
