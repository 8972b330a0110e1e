"""What an administrator may set for documents."""

from plone import api
from riaya import _
from zope import schema
from zope.interface import Interface


class IDocumentSettings(Interface):
    """Limits of documents in case files."""

    max_size_mb = schema.Int(
        title=_("label_max_size_mb", default="Largest document (megabytes)"),
        description=_(
            "help_max_size_mb",
            default="The server refuses requests above its own limit before this one is asked.",
        ),
        default=20,
        min=1,
        max=60,
    )


def get_max_size_mb() -> int:
    """Return how large a document of a case file may be, in megabytes."""
    return api.portal.get_registry_record("riaya.documents.max_size_mb", default=20)
