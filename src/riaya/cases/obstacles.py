"""What the case itself still lacks for a transition."""

from riaya import _
from riaya.cases.assignment import find_manager_refusal
from riaya.cases.content import Case
from riaya.cases.interfaces import ICase
from riaya.cases.interfaces import ITransitionObstacles
from zope.component import adapter
from zope.i18nmessageid import Message
from zope.interface import implementer


# Where nobody is left whose independence could be rated.
WITHOUT_RATING = frozenset({"death", "duplicate"})
CLOSING = frozenset({"request_closure", "approve_closure"})


@implementer(ITransitionObstacles)
@adapter(ICase)
class AssignmentObstacles:
    """A case goes only to a manager who can take it."""

    def __init__(self, case: Case):
        self.case = case

    def find(self, transition: str) -> list[Message]:
        """Return why the chosen manager cannot have the case."""
        if transition != "assign":
            return []
        refusal = find_manager_refusal(self.case)
        return [refusal] if refusal else []


@implementer(ITransitionObstacles)
@adapter(ICase)
class ClosureObstacles:
    """Closing needs its reason and a rating of independence."""

    def __init__(self, case: Case):
        self.case = case

    def find(self, transition: str) -> list[Message]:
        """Return what the closure itself lacks."""
        if transition not in CLOSING:
            return []
        missing = []
        if not self.case.closure_reason:
            missing.append(
                _(
                    "error_closure_reason_missing",
                    default="The closure reason is missing.",
                )
            )
        if (
            not self.case.independence_rating
            and self.case.closure_reason not in WITHOUT_RATING
        ):
            missing.append(
                _(
                    "error_independence_rating_missing",
                    default="The independence rating (1 to 5) is missing.",
                )
            )
        return missing
