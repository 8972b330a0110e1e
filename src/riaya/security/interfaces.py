"""What security asks of other features."""

from zope.interface import Interface


class ICauses(Interface):
    """A feature's voice: whom it gives access to a case, and why.

    A voice that is a `riaya.security.causes.Facts` is asked once for equal facts.
    """

    def find() -> list:
        """Return `riaya.security.causes.Cause` objects."""


class IHasCauses(Interface):
    """Marks content whose local roles are computed from causes."""


class IProductFile(Interface):
    """Marks a page that serves a file of the product under a name that is its version."""
