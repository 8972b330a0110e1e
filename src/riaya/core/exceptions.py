"""The base of every refusal that a person will read."""

from collections.abc import Iterable
from collections.abc import Sequence
from typing import Any
from zope.i18n import translate
from zope.i18nmessageid import Message


class RiayaError(Exception):
    """Refuse something in a full sentence.

    The message is translated when it is shown.  `obstacles` are further
    sentences: each names one thing that is missing.  Where each belongs to a
    question, `faults` say which: they have a name, a place and a message.
    """

    message: Message
    obstacles: list[Message]
    faults: Sequence[Any] = ()

    def __init__(
        self, message: "Message | RiayaError", obstacles: Iterable[Message] = ()
    ):
        if isinstance(message, RiayaError):
            # The workflow tool raises a refusal anew, made of itself.
            message, obstacles = message.message, message.obstacles
        super().__init__(message)
        self.message = message
        self.obstacles = list(obstacles)

    def __str__(self) -> str:
        return " ".join(translate(part) for part in (self.message, *self.obstacles))


class ChangedMeanwhile(RiayaError):
    """Raised when content was changed since its form was opened."""
