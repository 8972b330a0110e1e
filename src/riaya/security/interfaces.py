"""What security asks of other features."""

from zope.interface import Interface


class ICauses(Interface):
    """A feature's voice: whom it gives access to a case, and why."""

    def find() -> list:
        """Return `riaya.security.causes.Cause` objects."""


class IHasCauses(Interface):
    """Marks content whose local roles are computed from causes."""


class IProductFile(Interface):
    """Marks a page that serves a file of the product under a name that is its version."""
