"""What the guide refuses."""

from riaya.core.exceptions import RiayaError
from zope.i18nmessageid import Message


class NoPublishedGuide(RiayaError):
    """Raised when a policy has no published edition."""


class EditionNotReady(RiayaError):
    """Raised when an edition cannot be published; the obstacles say what is missing."""


class EditionNumberRefused(RiayaError):
    """Raised when a new edition has no number, or one that is taken."""


class CommentRefused(RiayaError):
    """Raised when a comment of the review cannot be written or settled."""


class DeadlinesRefused(RiayaError):
    """Raised when the deadline table cannot be saved; `cells` says why, cell by cell."""

    def __init__(self, message: Message | RiayaError, cells: dict | None = None):
        super().__init__(message, list((cells or {}).values()))
        self.cells = cells or {}


class StepCannotMove(RiayaError):
    """Raised when a step cannot be moved to another chapter."""


class OrderRefused(RiayaError):
    """Raised when a new order does not name exactly the parts that are there."""


class BookRefused(RiayaError):
    """Raised when a book is asked for that cannot be made or kept."""
