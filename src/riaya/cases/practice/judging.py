"""How far a visit to a stage followed the guide.

A visit is judged by what its steps required.  Something skipped or left
undone weighs more than something late; both more than nothing.  What was left
open by a case that went back, or ended early, was not due.
"""

from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from enum import StrEnum
from riaya.cases.clocks.running import ClockState
from riaya.cases.clocks.running import Deadline
from riaya.cases.clocks.running import end_of_day
from riaya.cases.clocks.running import find_finished
from riaya.cases.clocks.running import find_open
from riaya.cases.content import Case
from riaya.cases.practice.present_visit import PresentVisit
from riaya.cases.practice.requirements import RequirementKind
from riaya.cases.practice.requirements import StageRequirement
from riaya.core.settings import get_calendar
from riaya.guide.lookup import StageStep


CLOCK = "clock"


class VisitResult(StrEnum):
    """What came of one requirement."""

    DONE = "done"
    LATE = "late"
    SKIPPED = "skipped"
    UNDONE = "undone"
    NOT_DUE = "not_due"
    OPEN = "open"


class Outcome(StrEnum):
    """What came of a whole visit; open while the stage lasts and nothing is late."""

    FOLLOWED = "followed"
    LATE = "late"
    SKIPPED = "skipped"
    OPEN = "open"


@dataclass(frozen=True)
class VisitFinding:
    """One requirement of a visit with its result.

    `kind` is a kind of requirement, or `clock`; `code` a form id, the text of
    an item, the title of a task, or the code of a clock.  `late_at` is when it
    becomes late, or became so.
    """

    step: str
    kind: str
    code: str
    title_en: str
    result: VisitResult
    reason: str = ""
    by: str = ""
    at: datetime | None = None
    late_at: datetime | None = None


def judge_requirement(
    requirement: StageRequirement, visit: PresentVisit, is_over: bool, is_due: bool
) -> VisitFinding:
    """Return what came of a requirement so far, or when the stage is over."""
    late_at = (
        end_of_day(requirement.due_on, get_calendar()).astimezone(UTC)
        if requirement.due_on
        else None
    )
    result = VisitResult(requirement.standing)
    if requirement.at is not None and requirement.at < visit.entered_at:
        # A task that was ended in an earlier visit to the stage is judged there.
        result = VisitResult.DONE if result == VisitResult.DONE else VisitResult.NOT_DUE
    elif result == VisitResult.OPEN and is_over:
        result = VisitResult.UNDONE if is_due else VisitResult.NOT_DUE
    elif result == VisitResult.SKIPPED and not requirement.reason:
        result = VisitResult.UNDONE
    elif (
        result == VisitResult.DONE
        and late_at is not None
        and requirement.at is not None
        and requirement.at > late_at
    ):
        result = VisitResult.LATE
    return VisitFinding(
        step=requirement.step,
        kind=str(requirement.kind),
        code=requirement.code,
        title_en=requirement.title_en,
        result=result,
        reason=requirement.reason,
        by=requirement.by,
        at=requirement.at,
        late_at=late_at if result in (VisitResult.OPEN, VisitResult.LATE) else None,
    )


def judge_clocks(
    case: Case, visit: PresentVisit, steps: list[StageStep], is_over: bool
) -> list[VisitFinding]:
    """Return the clocks that were stopped in a visit, and those that run in an open one."""
    runs = find_stopped(case, visit)
    if not is_over:
        runs = [*runs, *find_open(case)]
    return [_judge_clock(run, steps) for run in runs]


def find_stopped(case: Case, visit: PresentVisit) -> list[Deadline]:
    """Return the clocks that were stopped since the stage of a visit was entered."""
    finished = list(find_finished(case))
    if visit.settled is not None:
        return finished[visit.settled :]
    return [run for run in finished if run.met_at and run.met_at > visit.entered_at]


def judge_visit(
    findings: list[VisitFinding], is_over: bool, moment: datetime
) -> Outcome:
    """Return what came of a visit, or how it stands at a moment."""
    results = {finding.result for finding in findings}
    if is_over and results & {VisitResult.SKIPPED, VisitResult.UNDONE}:
        return Outcome.SKIPPED
    late_at = find_late_at(findings)
    if late_at is not None and late_at < moment:
        return Outcome.LATE
    return Outcome.FOLLOWED if is_over else Outcome.OPEN


def find_late_at(findings: list[VisitFinding]) -> datetime | None:
    """Return when the first requirement became late, or will."""
    return min((each.late_at for each in findings if each.late_at), default=None)


def is_amiss(finding: VisitFinding, moment: datetime) -> bool:
    """Return True for what was not done as the guide says, at a moment."""
    return finding.result in (
        VisitResult.SKIPPED,
        VisitResult.UNDONE,
        VisitResult.LATE,
    ) or (
        finding.result == VisitResult.OPEN
        and finding.late_at is not None
        and finding.late_at < moment
    )


def name_code(finding: VisitFinding) -> str:
    """Return a word for a finding that tells nothing of the case: T4, rapid, checklist."""
    if finding.kind in (CLOCK, RequirementKind.FORM):
        return finding.code
    return finding.kind


def _judge_clock(run: Deadline, steps: list[StageStep]) -> VisitFinding:
    step = next(
        (
            each
            for each in steps
            if any(row.clock == run.clock for row in each.deadlines)
        ),
        steps[0] if steps else None,
    )
    results = {
        ClockState.MET: VisitResult.DONE,
        ClockState.LATE: VisitResult.LATE,
        ClockState.RUNNING: VisitResult.OPEN,
        ClockState.OVERDUE: VisitResult.OPEN,
    }
    result = results[run.state]
    return VisitFinding(
        step=step.uid if step else "",
        kind=CLOCK,
        code=run.clock,
        title_en="",
        result=result,
        at=run.met_at,
        late_at=None if result == VisitResult.DONE else run.due_at.astimezone(UTC),
    )
