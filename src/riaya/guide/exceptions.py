"""What the guide refuses."""

from riaya.core.exceptions import RiayaError


class NoPublishedGuide(RiayaError):
    """Raised when a policy has no published edition."""


class EditionNotReady(RiayaError):
    """Raised when an edition cannot be published; the obstacles say what is missing."""


class EditionNumberRefused(RiayaError):
    """Raised when a new edition has no number, or one that is taken."""
