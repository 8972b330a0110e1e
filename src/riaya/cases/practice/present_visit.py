"""The visit of a case to the stage it is in: what was ticked and skipped so far.

A case visits a stage from entering it until leaving it; coming back begins
another visit, with nothing ticked.  Ticks and skips stand in trees of their
own, so that two people who tick at the same moment do not undo each other's
work; leaving the stage and ticking exclude each other.
"""

from BTrees.OOBTree import OOBTree
from datetime import datetime
from datetime import UTC
from persistent import Persistent
from riaya.cases.content import Case
from riaya.cases.stages import get_stage
from riaya.core.time.clock import now
from zope.annotation.interfaces import IAnnotations


KEY = "riaya.cases.present_visit"
WORKFLOW = "case_workflow"


class PresentVisit(Persistent):
    """A stage that is being worked on.

    `settled` counts the clock runs that had ended when the stage was entered;
    None when nobody counted.  Ticks and skips are rows by the id of what they
    are about.
    """

    left_at: datetime | None = None

    def __init__(self, stage: str, entered_at: datetime, settled: int | None):
        self.stage = str(stage)
        self.entered_at = entered_at
        self.settled = settled
        self.ticks = OOBTree()
        self.skips = OOBTree()


def begin_visit(case: Case, settled: int) -> PresentVisit:
    """Return the new visit to the stage that a case has just entered."""
    visit = PresentVisit(get_stage(case), now(), settled)
    IAnnotations(case)[KEY] = visit
    return visit


def get_kept_visit(case: Case) -> PresentVisit | None:
    """Return the visit that was begun last, or None for a case that never kept one."""
    return IAnnotations(case).get(KEY)


def get_present_visit(case: Case) -> PresentVisit:
    """Return the visit to the present stage; write nothing."""
    return get_visit_to(case, get_stage(case))


def get_visit_to(case: Case, stage: str) -> PresentVisit:
    """Return the last visit to a stage; write nothing.

    For a case from before visits were kept it is told from the workflow.
    """
    visit = get_kept_visit(case)
    if visit is not None and visit.stage == stage:
        return visit
    return PresentVisit(stage, _find_entrance(case, stage), None)


def open_present_visit(case: Case) -> PresentVisit:
    """Return the visit to the present stage to write into.

    Leaving the stage at the same moment makes one of the two transactions
    begin again.
    """
    visit = get_present_visit(case)
    if visit._p_jar is None and get_kept_visit(case) is not visit:
        IAnnotations(case)[KEY] = visit
    if visit._p_jar is not None:
        visit._p_jar.readCurrent(visit)
    return visit


def end_visit(visit: PresentVisit) -> None:
    """Mark a visit as left; ticks that somebody is writing into it begin again."""
    visit.left_at = now()
    for tree in (visit.ticks, visit.skips):
        if tree._p_jar is not None:
            tree._p_jar.readCurrent(tree)


def _find_entrance(case: Case, stage: str) -> datetime:
    """Return when the workflow says that a stage was entered last."""
    entered = state = None
    for entry in (case.workflow_history or {}).get(WORKFLOW, ()):
        if entry["review_state"] != state and entry["review_state"] == stage:
            entered = entry["time"]
        state = entry["review_state"]
    return entered.asdatetime().astimezone(UTC) if entered is not None else now()
