"""What lists know of a contact without waking it."""

from plone.indexer import indexer
from riaya.followup.content import FollowUp
from riaya.followup.interfaces import IFollowUp


@indexer(IFollowUp)
def follow_up_kind(follow_up: FollowUp) -> str:
    """Return the kind of contact."""
    return follow_up.kind
