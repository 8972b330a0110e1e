"""The visits behind a number of the compliance report, with the reasons one may read."""

from AccessControl.security import checkPermission
from dataclasses import dataclass
from plone import api
from riaya.cases.interfaces import ICase
from riaya.cases.practice.judging import Outcome
from riaya.cases.practice.visits import find_visits
from riaya.cases.practice.wording import find_remarks
from riaya.cases.practice.wording import OUTCOME_TITLES
from riaya.core.time.dates import format_moment
from riaya.indicators.compliance import name_steps
from riaya.indicators.compliance import name_workers
from riaya.indicators.visits import find_visit_rows
from riaya.indicators.visits import VisitQuestion
from riaya.indicators.visits import VisitRow
from typing import Any
from zope.globalrequest import getRequest
from zope.i18n import translate


@dataclass(frozen=True)
class VisitLine:
    """A visit to a step in words."""

    case_number: str
    url: str
    step: str
    worker: str
    entered: str
    left: str
    outcome: str
    is_amiss: bool
    remarks: list[str]


def list_visits(question: VisitQuestion) -> tuple[list[VisitLine], int]:
    """Return a page of visits in words, and how many there are."""
    rows, total = find_visit_rows(question)
    steps = name_steps({row.step: (row.edition, row.stage) for row in rows})
    workers = name_workers({row.worker for row in rows})
    portal = api.portal.get()
    base, path = portal.absolute_url(), "/".join(portal.getPhysicalPath())
    lines = [
        VisitLine(
            case_number=row.case_number,
            url=base + row.path.removeprefix(path),
            step=steps[row.step],
            worker=workers[row.worker],
            entered=format_moment(row.entered_at),
            left=format_moment(row.left_at),
            outcome=translate(
                OUTCOME_TITLES[Outcome(row.outcome)], context=getRequest()
            ),
            is_amiss=row.outcome in (Outcome.LATE, Outcome.SKIPPED),
            remarks=_find_remarks(portal, row),
        )
        for row in rows
    ]
    return lines, total


def _find_remarks(portal: Any, row: VisitRow) -> list[str]:
    """Return what was late or skipped, and why, from the case that the reader may open."""
    if row.outcome not in (Outcome.LATE, Outcome.SKIPPED):
        return []
    case = portal.unrestrictedTraverse(row.path, None)
    if not ICase.providedBy(case) or not checkPermission("zope2.View", case):
        return []
    with_reasons = bool(checkPermission("riaya.cases.ReadTimeline", case))
    return [
        translate(remark, context=getRequest())
        for visit in find_visits(case)
        if visit.position == row.position
        for step in visit.steps
        if step.uid in ("", row.step)
        for remark in find_remarks(visit, step, with_reasons)
    ]
