"""The comments of a review as they are read."""

from dataclasses import dataclass
from riaya.core.time.dates import format_moment
from riaya.guide.review.commenting import find_comments
from riaya.guide.review.commenting import Part
from riaya.security.people import get_name


@dataclass(frozen=True)
class ReadableComment:
    """A comment with names and moments in words."""

    id: str
    author: str
    at: str
    text: str
    is_settled: bool
    settled_by: str
    settled_at: str


def read_comments(part: Part) -> list[ReadableComment]:
    """Return the comments of one part, the oldest first."""
    return [
        ReadableComment(
            id=comment.id,
            author=get_name(comment.author),
            at=format_moment(comment.at),
            text=comment.text,
            is_settled=comment.is_settled,
            settled_by=get_name(comment.settled_by) if comment.settled_by else "",
            settled_at=format_moment(comment.settled_at) if comment.settled_at else "",
        )
        for comment in find_comments(part)
    ]
