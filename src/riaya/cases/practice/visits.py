"""The visits of a case to its stages: a permanent record of how the guide was followed.

When a stage is left, what it required and what came of it is written down by
the edition that the case has at that moment, and never changed again.  The
visit to the present stage is judged anew each time.
"""

from BTrees.IOBTree import IOBTree
from dataclasses import asdict
from dataclasses import dataclass
from datetime import datetime
from plone import api
from riaya.cases.clocks.running import find_finished
from riaya.cases.content import Case
from riaya.cases.events import StageEntered
from riaya.cases.practice.judging import find_late_at
from riaya.cases.practice.judging import judge_clocks
from riaya.cases.practice.judging import judge_requirement
from riaya.cases.practice.judging import judge_visit
from riaya.cases.practice.judging import Outcome
from riaya.cases.practice.judging import VisitFinding
from riaya.cases.practice.judging import VisitResult
from riaya.cases.practice.present_visit import begin_visit
from riaya.cases.practice.present_visit import end_visit
from riaya.cases.practice.present_visit import get_present_visit
from riaya.cases.practice.present_visit import get_visit_to
from riaya.cases.practice.present_visit import PresentVisit
from riaya.cases.practice.requirements import find_requirements
from riaya.cases.stages import FORWARD
from riaya.cases.stages import get_stage
from riaya.cases.stages import PATH
from riaya.core.time.clock import now
from riaya.core.vocabularies import get_language
from riaya.core.vocabularies import get_title
from riaya.guide.lookup import find_stage_steps
from riaya.guide.lookup import get_edition
from riaya.guide.lookup import StageStep
from typing import Any
from zope.annotation.interfaces import IAnnotations


KEY = "riaya.cases.visits"


@dataclass(frozen=True)
class StepVisit:
    """One step of the guide in a visit, the person it was up to, and what came of it."""

    uid: str
    title: str
    title_en: str
    role: str
    worker: str
    findings: tuple[VisitFinding, ...]

    @property
    def late_at(self) -> datetime | None:
        """Return when something of the step became late, or will."""
        return find_late_at(list(self.findings))

    def judge(self, is_over: bool, moment: datetime) -> Outcome:
        """Return what came of the step, or how it stands at a moment."""
        return judge_visit(list(self.findings), is_over, moment)


@dataclass(frozen=True)
class Visit:
    """A visit of a case to a stage; `left_at` is None for the present one."""

    position: int
    stage: str
    edition: str
    entered_at: datetime
    left_at: datetime | None
    steps: tuple[StepVisit, ...]

    @property
    def is_over(self) -> bool:
        """Return True when the stage was left."""
        return self.left_at is not None

    def judge(self, step: StepVisit) -> Outcome:
        """Return what came of one of the steps, or how it stands now."""
        return step.judge(self.is_over, self.left_at or now())


def record_stage_visit(event: StageEntered) -> None:
    """Write down the visit to the stage that a case left, and begin the next."""
    if event.left is not None and event.left in FORWARD:
        _record_visit(event.case, event.left, event.stage)
    begin_visit(event.case, len(list(find_finished(event.case))))


def find_visits(case: Case) -> list[Visit]:
    """Return all visits in their order; that to the present stage, if it has work, last."""
    visits = [
        _read_visit(position, row)
        for position, row in IAnnotations(case).get(KEY, {}).items()
    ]
    stage = get_stage(case)
    if stage in FORWARD:
        present = get_present_visit(case)
        visits.append(_judge(case, stage, present, len(visits), None, ""))
    return visits


def get_step_title(step: StepVisit, stage: str) -> str:
    """Return what a step is called, or its stage where the edition had no step."""
    title = (get_language() == "en" and step.title_en) or step.title
    return title or get_title("riaya.guide.stages", stage)


def _record_visit(case: Case, left: str, entered: str) -> None:
    visits = IAnnotations(case).setdefault(KEY, IOBTree())
    kept = get_visit_to(case, left)
    actor = api.user.get_current().getId() or ""
    position = len(visits)
    visits[position] = _write_visit(_judge(case, left, kept, position, entered, actor))
    end_visit(kept)


def _judge(
    case: Case,
    stage: str,
    visit: PresentVisit,
    position: int,
    entered: str | None,
    actor: str,
) -> Visit:
    """Return a visit as it stands, or as it ended by entering another stage."""
    is_over = entered is not None
    steps: list[StageStep] = find_stage_steps(get_edition(case.guide), stage)
    findings = [
        judge_requirement(
            each, visit, is_over, is_over and _leads_on(stage, str(entered))
        )
        for each in find_requirements(case, stage, visit)
    ]
    findings += judge_clocks(case, visit, steps, is_over)
    return Visit(
        position=position,
        stage=str(stage),
        edition=case.guide or "",
        entered_at=visit.entered_at,
        left_at=now() if is_over else None,
        steps=tuple(
            _describe_step(case, step, findings, actor) for step in (*steps,) or (None,)
        ),
    )


def _describe_step(
    case: Case, step: StageStep | None, findings: list[VisitFinding], actor: str
) -> StepVisit:
    uid = step.uid if step else ""
    role = step.responsible_role if step else ""
    return StepVisit(
        uid=uid,
        title=step.title if step else "",
        title_en=step.title_en if step else "",
        role=role,
        worker=_find_worker(case, role) or actor,
        findings=tuple(each for each in findings if each.step == uid),
    )


def _find_worker(case: Case, role: str) -> str:
    """Return the person of a case to whom a role belongs; nobody for other roles."""
    people = {"Case Manager": case.case_manager, "Case Supervisor": case.supervisor}
    return people.get(role) or ""


def _leads_on(left: str, entered: str) -> bool:
    return entered in PATH and PATH.index(entered) > PATH.index(left)


def _write_visit(visit: Visit) -> dict[str, Any]:
    """Return a visit as plain values that no change of our classes makes unreadable."""
    row = asdict(visit)
    for step in row["steps"]:
        for finding in step["findings"]:
            finding["result"] = str(finding["result"])
    return row


def _read_visit(position: int, row: dict[str, Any]) -> Visit:
    steps = tuple(
        StepVisit(**step | {"findings": tuple(map(_read_finding, step["findings"]))})
        for step in row["steps"]
    )
    return Visit(**row | {"position": position, "steps": steps})


def _read_finding(row: dict[str, Any]) -> VisitFinding:
    return VisitFinding(**row | {"result": VisitResult(row["result"])})
