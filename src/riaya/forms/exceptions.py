"""What form templates refuse."""

from riaya.core.exceptions import RiayaError


class TemplateNotReady(RiayaError):
    """Raised when a template cannot be published; the obstacles say why."""
