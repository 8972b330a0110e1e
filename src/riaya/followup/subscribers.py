"""What is asked before a contact counts as recorded."""

from Products.DCWorkflow.interfaces import IBeforeTransitionEvent
from riaya.followup.content import FollowUp
from riaya.followup.recording import check_record


def refuse_unready_record(follow_up: FollowUp, event: IBeforeTransitionEvent) -> None:
    """Refuse to record a contact without its day and outcome."""
    if event.transition and event.transition.id == "record":
        check_record(follow_up)
