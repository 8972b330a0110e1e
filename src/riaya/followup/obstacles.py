"""What contacts say when a case wants to go on."""

from riaya import _
from riaya.cases.content import Case
from riaya.cases.interfaces import ICase
from riaya.cases.interfaces import IFormsOnFile
from riaya.cases.interfaces import ITransitionObstacles
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.followup.recording import count_missed
from riaya.followup.recording import has_recorded
from zope.component import adapter
from zope.i18nmessageid import Message
from zope.interface import implementer


@implementer(IFormsOnFile)
@adapter(ICase)
class FollowUpOnFile:
    """The follow-up form, once a contact is recorded."""

    def __init__(self, case: Case):
        self.case = case

    def find(self) -> set[str]:
        """Return the form `follow_up`, or nothing."""
        return {"follow_up"} if has_recorded(self.case) else set()


@implementer(ITransitionObstacles)
@adapter(ICase)
class MissedFollowUps:
    """No closure is requested over a contact that was due and never recorded."""

    def __init__(self, case: Case):
        self.case = case

    def find(self, transition: str) -> list[Message]:
        """Return a sentence when contacts were missed."""
        if transition != "request_closure":
            return []
        missed = count_missed(self.case, today(get_zone()))
        if not missed:
            return []
        return [
            _(
                "error_follow_ups_missed",
                default="Planned follow-ups that were due and are not recorded: ${count}. Record what came of them.",
                mapping={"count": missed},
            )
        ]
