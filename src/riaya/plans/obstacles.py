"""What plans say when a case wants to go on."""

from riaya import _
from riaya.cases.content import Case
from riaya.cases.interfaces import ICase
from riaya.cases.interfaces import IFormsOnFile
from riaya.cases.interfaces import ITransitionObstacles
from riaya.cases.obstacles import CLOSING
from riaya.cases.obstacles import WITHOUT_RATING
from riaya.plans.approval import find_unrated_goals
from riaya.plans.lookup import find_plans
from riaya.plans.lookup import get_plan_in_force
from zope.component import adapter
from zope.i18nmessageid import Message
from zope.interface import implementer


@implementer(IFormsOnFile)
@adapter(ICase)
class PlanOnFile:
    """The plan, when exactly one is approved."""

    def __init__(self, case: Case):
        self.case = case

    def find(self) -> set[str]:
        """Return the form `plan`, or nothing."""
        return {"plan"} if len(find_plans(self.case, "approved")) == 1 else set()


@implementer(ITransitionObstacles)
@adapter(ICase)
class UnfinishedPlans:
    """No case closes over goals nobody rated or a plan nobody decided on."""

    def __init__(self, case: Case):
        self.case = case

    def find(self, transition: str) -> list[Message]:
        """Return sentences about unrated goals and waiting plans."""
        if transition not in CLOSING:
            return []
        obstacles = self._find_unrated()
        if find_plans(self.case, "submitted"):
            obstacles.append(
                _(
                    "error_plan_waits",
                    default="An intervention plan waits for approval. It must first be approved or returned.",
                )
            )
        return obstacles

    def _find_unrated(self) -> list[Message]:
        plan = get_plan_in_force(self.case)
        if plan is None or self.case.closure_reason in WITHOUT_RATING:
            return []
        return find_unrated_goals(plan)
