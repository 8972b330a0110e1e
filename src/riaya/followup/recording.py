"""Recording what came of a contact."""

from datetime import date
from riaya import _
from riaya.cases.content import Case
from riaya.cases.exceptions import TransitionRefused
from riaya.cases.lookup import find_items
from riaya.followup.content import FollowUp
from zope.i18nmessageid import Message


def check_record(follow_up: FollowUp) -> None:
    """Raise TransitionRefused with what the record still lacks."""
    if obstacles := find_record_obstacles(follow_up):
        raise TransitionRefused(
            _(
                "error_follow_up_incomplete",
                default="The contact cannot be recorded yet.",
            ),
            obstacles,
        )


def find_record_obstacles(follow_up: FollowUp) -> list[Message]:
    """Return what a contact lacks before it counts as done."""
    obstacles = []
    if not follow_up.done_on:
        obstacles.append(
            _("error_done_on_missing", default="Give the day on which it took place.")
        )
    if not (follow_up.outcome or "").strip():
        obstacles.append(_("error_outcome_missing", default="Write what came of it."))
    return obstacles


def count_missed(case: Case, day: date) -> int:
    """Return how many planned contacts of a case were due before a day."""
    return sum(
        isinstance(brain.due_on, date) and brain.due_on < day
        for brain in find_items(
            case, portal_type="riaya.follow_up", review_state="planned"
        )
    )


def has_recorded(case: Case) -> bool:
    """Return True when a contact with the client is on file."""
    return bool(
        find_items(case, portal_type="riaya.follow_up", review_state="recorded")
    )
