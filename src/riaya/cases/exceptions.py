"""What a case refuses."""

from riaya.core.exceptions import RiayaError


class TransitionRefused(RiayaError):
    """Raised when a transition is not ready; the obstacles say what is missing."""


class ManagerNotEligible(RiayaError):
    """Raised when somebody cannot be made case manager of a case."""
