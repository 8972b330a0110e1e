"""What all reviewed work shares: a second person, and a reason for returning it.

Guide editions and form templates are written by some and published by others;
case files follow the same two rules.
"""

from collections.abc import Iterable
from plone import api
from Products.DCWorkflow.interfaces import IBeforeTransitionEvent
from riaya import _
from riaya.core.exceptions import RiayaError
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.i18nmessageid import Message


KEY = "riaya.core.authors"


class CommentMissing(RiayaError):
    """Raised when a decision needs its reason and none was given."""


class OwnWork(RiayaError):
    """Raised when somebody would approve their own work."""


def require_comment(event: IBeforeTransitionEvent, transitions: Iterable[str]) -> None:
    """Raise CommentMissing when one of these transitions comes without its reason."""
    comment = (event.kwargs or {}).get("comment") or ""
    if event.transition.id in transitions and not comment.strip():
        raise CommentMissing(
            _(
                "error_comment_missing",
                default="Give the reason: this step needs a comment.",
            )
        )


def refuse_authors(authors: Iterable[str | None], message: Message) -> None:
    """Raise OwnWork with the message if the current person is among the authors."""
    person = api.user.get_current().getId()
    if person and person in set(authors):
        raise OwnWork(message)


def record_author(work: Any) -> None:
    """Remember that the current person had a hand in this work."""
    person = None if api.user.is_anonymous() else api.user.get_current().getId()
    annotations = IAnnotations(work)
    known = annotations.get(KEY, ())
    if person and person not in known:
        annotations[KEY] = (*known, person)


def find_recorded_authors(work: Any) -> set[str]:
    """Return who created, changed or submitted this work, also what was taken out since."""
    return {
        *work.listCreators(),
        *IAnnotations(work).get(KEY, ()),
        *_find_submitters(work),
    }


def _find_submitters(work: Any) -> set[str]:
    workflow = api.portal.get_tool("portal_workflow")
    return {
        entry["actor"]
        for chain in workflow.getChainFor(work)
        for entry in (getattr(work, "workflow_history", None) or {}).get(chain, ())
        if entry["action"] == "submit" and entry["actor"]
    }
