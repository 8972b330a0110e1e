"""What assessments say when a case wants to go on."""

from riaya import _
from riaya.assessments.submission import find_finished_forms
from riaya.assessments.submission import find_finished_kinds
from riaya.assessments.submission import find_waiting
from riaya.cases.content import Case
from riaya.cases.interfaces import ICase
from riaya.cases.interfaces import IFormsOnFile
from riaya.cases.interfaces import ITransitionObstacles
from riaya.cases.obstacles import CLOSING
from zope.component import adapter
from zope.i18nmessageid import Message
from zope.interface import implementer


# A plan is an approved intervention plan, whatever forms are called.
ELSEWHERE = frozenset({"plan"})


@implementer(IFormsOnFile)
@adapter(ICase)
class AssessmentsOnFile:
    """The kinds of assessment that are finished, and the forms they were filled in with."""

    def __init__(self, case: Case):
        self.case = case

    def find(self) -> set[str]:
        """Return kinds and form ids: rapid once submitted, the others once approved."""
        finished = find_finished_kinds(self.case) | find_finished_forms(self.case)
        return finished - ELSEWHERE


@implementer(ITransitionObstacles)
@adapter(ICase)
class WaitingAssessments:
    """No case closes over a decision that is still owed."""

    def __init__(self, case: Case):
        self.case = case

    def find(self, transition: str) -> list[Message]:
        """Return a sentence when an assessment waits for the supervisor."""
        if transition not in CLOSING or not find_waiting(self.case):
            return []
        return [
            _(
                "error_assessment_waits",
                default="An assessment waits for approval. It must first be approved or returned.",
            )
        ]
