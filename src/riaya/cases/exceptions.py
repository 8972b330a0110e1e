"""What a case refuses."""

from riaya.core.exceptions import RiayaError


class TransitionRefused(RiayaError):
    """Raised when a transition is not ready; the obstacles say what is missing."""


class ManagerNotEligible(RiayaError):
    """Raised when somebody cannot be made case manager of a case."""


class ChecklistItemUnknown(RiayaError):
    """Raised when an item that is not on the present checklist is to be ticked."""


class SkipRefused(RiayaError):
    """Raised when a requirement cannot be skipped, or required again."""


class EditionRefused(RiayaError):
    """Raised when a case cannot be moved to an edition of the guide."""
