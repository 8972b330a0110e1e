"""When the next contact with a client is due."""

from datetime import date
from plone import api
from riaya.cases.content import Case
from riaya.cases.interfaces import ICase
from riaya.cases.interfaces import IDueDays
from riaya.cases.lookup import find_case
from riaya.cases.stages import ENDED
from riaya.cases.stages import get_stage
from riaya.followup.content import FollowUp
from riaya.followup.interfaces import IFollowUp
from zope.component import adapter
from zope.interface import implementer
from zope.lifecycleevent.interfaces import IObjectModifiedEvent


@implementer(IDueDays)
@adapter(ICase)
class FollowUpDays:
    """Planned contacts, or the day that the last one named."""

    def __init__(self, case: Case):
        self.case = case

    def find(self) -> list[date]:
        """Return the days on which contacts are due."""
        contacts = [
            each for each in self.case.objectValues() if IFollowUp.providedBy(each)
        ]
        planned = [each.due_on for each in contacts if not _is_recorded(each)]
        if planned or get_stage(self.case) in ENDED:
            return planned
        named = [(each.done_on, each.next_on) for each in contacts]
        _done_on, next_on = max(named, key=lambda days: days[0], default=(None, None))
        return [next_on] if next_on else []


def refresh_due_day(follow_up: FollowUp, event: IObjectModifiedEvent) -> None:
    """Tell the case register that the next contact of a case may be another day."""
    case = find_case(follow_up)
    if case is not None:
        case.reindexObject(idxs=["modified"])


def _is_recorded(follow_up: FollowUp) -> bool:
    return api.content.get_state(follow_up, default="planned") == "recorded"
