"""What a task or an absence refuses."""

from riaya.core.exceptions import RiayaError


class TaskRefused(RiayaError):
    """Raised when a task cannot be as somebody would have it."""


class AbsenceRefused(RiayaError):
    """Raised when an absence cannot be recorded or changed like this."""
