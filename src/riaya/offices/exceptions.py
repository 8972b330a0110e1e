"""What offices refuse."""

from riaya.core.exceptions import RiayaError


class OfficeCodeRefused(RiayaError):
    """Raised when an office would get a code that is taken, or another one than its own."""
