"""The visits of cases to the steps of the guide, as the compliance report asks them.

A row for each step of each visit.  No word of a person is in it: reasons are
read from the case, by those who may read the case.
"""

from plone.uuid.interfaces import IUUID
from riaya.cases.content import Case
from riaya.cases.practice.judging import find_late_at
from riaya.cases.practice.judging import name_code
from riaya.cases.practice.judging import Outcome
from riaya.cases.practice.judging import VisitFinding
from riaya.cases.practice.judging import VisitResult
from riaya.cases.practice.visits import find_visits
from riaya.cases.practice.visits import StepVisit
from riaya.cases.practice.visits import Visit
from riaya.register.tables import metadata
from riaya.register.tables import Text
from riaya.register.tables import UtcDateTime
from sqlalchemy import Boolean
from sqlalchemy import Column
from sqlalchemy import delete
from sqlalchemy import Index
from sqlalchemy import Integer
from sqlalchemy import select
from sqlalchemy import String
from sqlalchemy import Table
from typing import Any


# The worker of visits of which nobody can say yet whose they are.
NOBODY = "-"
AMISS = frozenset({VisitResult.LATE, VisitResult.SKIPPED, VisitResult.UNDONE})

visits = Table(
    "riaya_step_visit",
    metadata,
    Column("uid", String(64), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    # Its UID; where the edition had no step for the stage, both of their names.
    Column("step", Text, primary_key=True),
    Column("stage", Text, nullable=False),
    Column("edition", Text, nullable=False),
    Column("worker", Text, nullable=False),
    Column("entered_at", UtcDateTime, nullable=False),
    Column("left_at", UtcDateTime),
    Column("outcome", Text, nullable=False),
    # When an open visit becomes late if nothing more is done.
    Column("late_at", UtcDateTime),
    # Codes of what was late or skipped, between commas: `,T4,checklist,`
    Column("what", Text, nullable=False),
    Column("has_reason", Boolean, nullable=False),
    # Everything that the report counts by, so that counting reads this index alone.
    Index(
        "riaya_step_visit_by_case",
        "uid",
        "left_at",
        "outcome",
        "late_at",
        "step",
        "worker",
        "stage",
        "edition",
    ),
)


def describe_visits(case: Case) -> list[dict[str, Any]]:
    """Return what the register has to hold of the visits of a case, in their order."""
    uid = IUUID(case)
    return [
        {"uid": uid, **_describe_step(visit, step)}
        for visit in find_visits(case)
        for step in visit.steps
    ]


def write_visits(session: Any, uid: str, rows: list[dict[str, Any]]) -> None:
    """Write the visits of a case that changed; delete those that are gone."""
    known = {_key(row): row for row in read_visits(session, uid)}
    wanted = {_key(row): row for row in rows}
    changed = [row for key, row in wanted.items() if known.get(key) != row]
    stale = [key for key, row in known.items() if wanted.get(key) != row]
    for position, step in stale:
        session.execute(
            delete(visits).where(
                visits.c.uid == uid,
                visits.c.position == position,
                visits.c.step == step,
            )
        )
    if changed:
        session.execute(visits.insert(), changed)


def delete_visits(session: Any, uid: str) -> None:
    """Delete the visits of a case that is gone."""
    session.execute(delete(visits).where(visits.c.uid == uid))


def read_visits(session: Any, uid: str) -> list[dict[str, Any]]:
    """Return what the register holds of the visits of a case."""
    query = (
        select(visits)
        .where(visits.c.uid == uid)
        .order_by(visits.c.position, visits.c.step)
    )
    return [dict(row._mapping) for row in session.execute(query)]


def are_same(rows: list[dict[str, Any]], others: list[dict[str, Any]]) -> bool:
    """Return True when two lists hold the same visits, in whatever order."""
    return sorted(rows, key=_key) == sorted(others, key=_key)


def _describe_step(visit: Visit, step: StepVisit) -> dict[str, Any]:
    findings = list(step.findings)
    # Time alone makes an open visit late: the row says when, and the query looks.
    outcome = visit.judge(step) if visit.is_over else Outcome.OPEN
    return {
        "position": visit.position,
        "step": step.uid or f"{visit.edition}:{visit.stage}",
        "stage": visit.stage,
        "edition": visit.edition,
        "worker": step.worker or NOBODY,
        "entered_at": visit.entered_at,
        "left_at": visit.left_at,
        "outcome": str(outcome),
        "late_at": None if visit.is_over else find_late_at(findings),
        "what": _join_codes(findings),
        "has_reason": any(
            finding.result == VisitResult.SKIPPED and finding.reason
            for finding in findings
        ),
    }


def _join_codes(findings: list[VisitFinding]) -> str:
    codes = sorted({name_code(each) for each in findings if each.result in AMISS})
    return "".join(f",{code}" for code in codes) + ("," if codes else "")


def _key(row: dict[str, Any]) -> tuple[int, str]:
    return row["position"], row["step"]
