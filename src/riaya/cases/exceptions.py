"""What a case refuses."""

from riaya.core.exceptions import RiayaError
from riaya.core.review import CommentMissing
from riaya.core.review import OwnWork


__all__ = ["CommentMissing", "ManagerNotEligible", "OwnWork", "TransitionRefused"]


class TransitionRefused(RiayaError):
    """Raised when a transition is not ready; the obstacles say what is missing."""


class ManagerNotEligible(RiayaError):
    """Raised when somebody cannot be made case manager of a case."""
