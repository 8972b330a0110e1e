"""What filled forms are refused for, besides their answers."""

from riaya.core.exceptions import RiayaError


class FormNotOpen(RiayaError):
    """Raised when a form, or this version of it, takes no answers."""


class CaseTakesNoForms(RiayaError):
    """Raised when a case is not found, is closed, or takes no forms in its stage."""


class SubmissionRefused(RiayaError):
    """Raised when a submission itself is faulty: its key, its case, its body."""


class AlreadySubmitted(RiayaError):
    """Raised when other answers come for a form that was already handed in."""
