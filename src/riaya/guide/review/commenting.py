"""Comments of the review: on an edition, on a chapter, on a step.

Trainers write them while an edition is a draft or in review.  They stay with
the edition after it is published, for trainers only, and a copy begins
without them.  Commenting makes nobody an author of the edition.
"""

from collections.abc import Iterator
from datetime import datetime
from persistent import Persistent
from persistent.list import PersistentList
from plone import api
from riaya import _
from riaya.core.time.clock import now
from riaya.guide.content import Guide
from riaya.guide.content import GuideChapter
from riaya.guide.content import GuideStep
from riaya.guide.contents import find_chapter_steps
from riaya.guide.contents import find_edition_of
from riaya.guide.contents import find_written_parts
from riaya.guide.exceptions import CommentRefused
from riaya.guide.interfaces import IGuide
from riaya.guide.interfaces import IGuideChapter
from riaya.guide.states import get_state
from uuid import uuid4
from zope.annotation.interfaces import IAnnotations


COMMENT = "Riaya: Comment guide"
KEY = "riaya.guide.comments"
OPEN_STATES = ("draft", "in_review")
LONGEST = 4000

Part = Guide | GuideChapter | GuideStep


class GuideComment(Persistent):
    """What a trainer wrote about a part, and who settled it, when."""

    settled_by: str | None = None
    settled_at: datetime | None = None

    def __init__(self, author: str, text: str, at: datetime):
        self.id = uuid4().hex
        self.author = author
        self.text = text
        self.at = at

    @property
    def is_settled(self) -> bool:
        """Return True for a comment that needs no attention any more."""
        return self.settled_at is not None


def find_comments(part: Part) -> list[GuideComment]:
    """Return the comments of one part, the oldest first."""
    return list(IAnnotations(part).get(KEY, ()))


def find_commented_parts(edition: Guide) -> Iterator[Part]:
    """Return the edition, its chapters and its steps, as far as they have comments."""
    yield from (part for part in _find_parts(edition) if find_comments(part))


def count_open_comments(part: Part) -> int:
    """Return how many comments of a part, and of the parts in it, are not settled."""
    return sum(
        not comment.is_settled
        for each in _find_parts(part)
        for comment in find_comments(each)
    )


def may_comment(part: Part) -> bool:
    """Return True if comments can be added and settled now."""
    edition = find_edition_of(part)
    return edition is not None and get_state(edition) in OPEN_STATES


def add_comment(part: Part, text: str) -> GuideComment:
    """Return the new comment of the current person; raise CommentRefused.

    An empty text and one of more than 4,000 characters are refused, and any
    comment once the edition is published.
    """
    _check_open(part)
    text = text.strip()
    if not 0 < len(text) <= LONGEST:
        raise CommentRefused(
            _(
                "error_guide_comment_length",
                default="Write the comment, in at most 4,000 characters.",
            )
        )
    comment = GuideComment(api.user.get_current().getId(), text, now())
    annotations = IAnnotations(part)
    if KEY not in annotations:
        annotations[KEY] = PersistentList()
    annotations[KEY].append(comment)
    return comment


def settle_comment(part: Part, comment_id: str) -> GuideComment:
    """Return the comment when the current person has settled it; raise CommentRefused.

    Settling a settled comment changes nothing.
    """
    comment = _get_comment(part, comment_id)
    if not comment.is_settled:
        comment.settled_by = api.user.get_current().getId()
        comment.settled_at = now()
    return comment


def unsettle_comment(part: Part, comment_id: str) -> GuideComment:
    """Return the comment when it needs attention again; raise CommentRefused."""
    comment = _get_comment(part, comment_id)
    comment.settled_by = comment.settled_at = None
    return comment


def _get_comment(part: Part, comment_id: str) -> GuideComment:
    _check_open(part)
    for comment in find_comments(part):
        if comment.id == comment_id:
            return comment
    raise CommentRefused(
        _(
            "error_guide_comment_unknown",
            default="There is no such comment here. Open the page anew.",
        )
    )


def _check_open(part: Part) -> None:
    if not may_comment(part):
        raise CommentRefused(
            _(
                "error_guide_comments_closed",
                default="This edition is published, and its comments are kept as they are. Comment on the draft of the next edition.",
            )
        )


def _find_parts(part: Part) -> Iterator[Part]:
    yield part
    if IGuide.providedBy(part):
        yield from find_written_parts(part)
    elif IGuideChapter.providedBy(part):
        yield from find_chapter_steps(part)
