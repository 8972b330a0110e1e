"""Counting and listing the visits to steps that one person may read of.

Numbers and lists are asked by the same conditions, so a number is always the
length of the list behind it.  A visit counts in the period in which its stage
was left; one under way counts in a period that holds the present day.
"""

from collections.abc import Set
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from plone import api
from riaya.core.settings import get_zone
from riaya.core.time.clock import now
from riaya.register.recording import open_register
from riaya.register.rows import get_site_path
from riaya.register.tables import accesses
from riaya.register.tables import cases
from riaya.register.visits import visits
from riaya.security.causes import find_own_principals
from sqlalchemy import and_
from sqlalchemy import case as when
from sqlalchemy import ColumnElement
from sqlalchemy import false
from sqlalchemy import FromClause
from sqlalchemy import func
from sqlalchemy import or_
from sqlalchemy import select
from typing import Any


COLUMNS: dict[str, ColumnElement] = {
    "office": cases.c.office,
    "worker": visits.c.worker,
    "step": visits.c.step,
    "edition": visits.c.edition,
}


@dataclass(frozen=True)
class VisitQuestion:
    """Which visits are asked for: days are inclusive, `filters` by names of COLUMNS."""

    since: date | None = None
    until: date | None = None
    filters: dict[str, str] = field(default_factory=dict)
    outcome: str = ""
    start: int = 0
    size: int | None = None


@dataclass(frozen=True)
class VisitCount:
    """How many visits have the same office, worker, step, edition and outcome."""

    office: str
    worker: str
    step: str
    edition: str
    stage: str
    outcome: str
    number: int


@dataclass(frozen=True)
class VisitRow:
    """One visit to a step, with where its case is."""

    case_number: str
    path: str
    office: str
    position: int
    step: str
    stage: str
    edition: str
    worker: str
    entered_at: datetime
    left_at: datetime | None
    outcome: str
    has_reason: bool


def count_visits(question: VisitQuestion) -> list[VisitCount]:
    """Return the numbers of visits that the current person may read of.

    Filters and outcome are not applied: who shows filters needs the numbers
    that each would leave.
    """
    asked = _Asked(question, find_own_principals(), now())
    outcome = asked.outcome.label("outcome")
    together = (cases.c.office, visits.c.worker, visits.c.step, outcome)
    statement = (
        select(
            *together,
            # A step belongs to one stage of one edition.
            func.min(visits.c.edition).label("edition"),
            func.min(visits.c.stage).label("stage"),
            func.count().label("number"),
        )
        .select_from(asked.source)
        .where(asked.period)
        .group_by(*together)
    )
    with open_register() as connection:
        rows = connection.execute(statement).all()
    return [VisitCount(**row._mapping) for row in rows]


def find_visit_rows(question: VisitQuestion) -> tuple[list[VisitRow], int]:
    """Return a page of the visits asked for, the newest first, and how many there are."""
    asked = _Asked(question, find_own_principals(), now())
    conditions = [asked.period, *asked.filters]
    statement = (
        select(
            cases.c.case_number,
            cases.c.path,
            cases.c.office,
            visits.c.position,
            visits.c.step,
            visits.c.stage,
            visits.c.edition,
            visits.c.worker,
            visits.c.entered_at,
            visits.c.left_at,
            asked.outcome.label("outcome"),
            visits.c.has_reason,
        )
        .select_from(asked.source)
        .where(*conditions)
        .order_by(visits.c.entered_at.desc(), cases.c.case_number, visits.c.step)
        .offset(question.start)
    )
    if question.size is not None:
        statement = statement.limit(question.size)
    total = select(func.count()).select_from(asked.source).where(*conditions)
    with open_register() as connection:
        rows = connection.execute(statement).all()
        count = connection.execute(total).scalar_one()
    return [VisitRow(**row._mapping) for row in rows], count


class _Asked:
    """What a question, a person and a moment mean in SQL."""

    def __init__(self, question: VisitQuestion, principals: Set[str], moment: datetime):
        self.question = question
        self.principals = sorted(principals)
        self.moment = moment

    @property
    def source(self) -> FromClause:
        """Return the visits of the cases of this site that the person may read."""
        readable = (
            select(accesses.c.access_key)
            .where(
                accesses.c.principal.in_(self.principals),
                accesses.c.may_read == 1,
                or_(accesses.c.until.is_(None), accesses.c.until > self.moment),
            )
            .distinct()
            .subquery("readable")
        )
        own = and_(
            cases.c.uid == visits.c.uid,
            cases.c.site == get_site_path(api.portal.get()),
        )
        return visits.join(cases, own).join(
            readable, readable.c.access_key == cases.c.access_key
        )

    @property
    def outcome(self) -> ColumnElement:
        """Return the outcome at this moment: time makes an open visit late."""
        is_late = and_(visits.c.outcome == "open", visits.c.late_at < self.moment)
        return when((is_late, "late"), else_=visits.c.outcome)

    @property
    def period(self) -> ColumnElement:
        """Return the condition that a visit counts in the period."""
        since, until = self.question.since, self.question.until
        today = self.moment.astimezone(get_zone()).date()
        ended: list[Any] = [visits.c.left_at.is_not(None)]
        if since:
            ended.append(visits.c.left_at >= _begin(since))
        if until:
            ended.append(visits.c.left_at < _begin(until + timedelta(days=1)))
        holds_today = (not since or since <= today) and (not until or until >= today)
        under_way = visits.c.left_at.is_(None) if holds_today else false()
        return or_(and_(*ended), under_way)

    @property
    def filters(self) -> list[ColumnElement]:
        """Return the conditions of the filters and of the outcome."""
        conditions = [
            COLUMNS[name] == value for name, value in self.question.filters.items()
        ]
        if self.question.outcome:
            conditions.append(self.outcome == self.question.outcome)
        return conditions


def _begin(day: date) -> datetime:
    """Return the first moment of a day in the offices' zone."""
    return datetime.combine(day, time(), get_zone())
