"""What form templates refuse."""

from riaya.core.exceptions import RiayaError


class TemplateNotReady(RiayaError):
    """Raised when a template cannot be published; the obstacles say why."""


class FormRefused(RiayaError):
    """Raised when a form cannot be used here; the obstacles say what to repair."""


class AnswersRefused(RiayaError):
    """Raised when answers do not fit their form; `faults` name the questions."""
