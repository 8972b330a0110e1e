"""Refusals of documents and versions."""

from riaya.core.exceptions import RiayaError
from zope.i18nmessageid import Message


class DocumentRefused(RiayaError):
    """A file that does not belong in a case file."""


class DocumentsRefused(RiayaError):
    """Several files of which some do not belong in a case file.

    `refusals` names them by the row of the form in which they were chosen.
    """

    def __init__(self, message: Message, refusals: dict[str, Message]):
        super().__init__(message, refusals.values())
        self.refusals = refusals


class DocumentCannotBeMoved(RiayaError):
    """An id or a place that a document of a case file cannot have."""


class VersionNotFound(RiayaError):
    """A version that does not exist."""
