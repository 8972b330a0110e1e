"""Whose turn it is to compute: one writing request at a time, and a few reading ones.

Python computes on one core.  Four requests that write at the same moment finish no
sooner than one after the other, but each meets what the others wrote and has to begin
again, after a pause that Zope doubles each time.  So a request that may write waits
for its turn before it opens the database; a reading one never waits for a writing one.

A turn is a courtesy.  What is right is seen to by the database, which refuses whoever
wrote on something outdated; so one who has waited too long goes on without a turn, and
several processes need to know nothing of each other.
"""

from collections.abc import Callable
from collections.abc import Iterable
from riaya import logger
from threading import BoundedSemaphore
from typing import Any

import transaction


# Whatever else a client asks for may write: a method that is new, too.
READING = frozenset({"GET", "HEAD", "OPTIONS"})
# Where the request finds its turn.  No header of a client becomes such a key.
TURN = "riaya.core.turn"

Application = Callable[[dict[str, Any], Callable], Iterable[bytes]]


class Turn:
    """The turn of one request; `gave_way` while it pauses before it begins again."""

    def __init__(self, places: BoundedSemaphore, patience: float):
        self.places = places
        self.patience = patience
        self.is_held = False
        self.gave_way = False

    def take(self) -> None:
        """Wait for a place; after so many seconds go on without one."""
        self.gave_way = False
        self.is_held = self.places.acquire(timeout=self.patience)
        if not self.is_held:
            logger.warning(
                "A request waited %s seconds for its turn and goes on without it.",
                self.patience,
            )

    def give_back(self) -> None:
        """Let the next one compute; do nothing when there is no place to give back."""
        if self.is_held:
            self.is_held = False
            self.places.release()


class Turns:
    """Pass requests on, each when it is its turn.

    The web server calls it when the whole body has arrived, and sends the answer
    when it has returned: a slow line keeps nobody waiting.
    """

    def __init__(self, application: Application, readers: int, patience: float):
        self.application = application
        self.patience = patience
        self.reading = BoundedSemaphore(readers)
        self.writing = BoundedSemaphore(1)

    def __call__(
        self, environ: dict[str, Any], start_response: Callable
    ) -> Iterable[bytes]:
        """Return the application's answer."""
        if TURN in environ:
            # Asked for within another request, which has its turn.
            return self.application(environ, start_response)
        reads = environ["REQUEST_METHOD"] in READING
        turn = Turn(self.reading if reads else self.writing, self.patience)
        environ[TURN] = turn
        turn.take()
        try:
            return self.application(environ, start_response)
        finally:
            turn.give_back()


def give_way(event: Any) -> None:
    """Let others go first while Zope pauses before it tries a request again."""
    turn = event.request.environ.get(TURN)
    if event.retry and turn is not None:
        turn.give_back()
        turn.gave_way = True


def take_turn_again(event: Any) -> None:
    """Wait for another turn before a request is tried again."""
    turn = event.request.environ.get(TURN)
    if turn is not None and turn.gave_way:
        turn.take()
        # Sees what was written meanwhile; else it would be refused for certain.
        transaction.begin()


def make_filter(
    application: Application, _settings: dict, readers: str, patience_seconds: str
) -> Turns:
    """Return the filter that `instance/etc/zope.ini` names."""
    return Turns(application, int(readers), float(patience_seconds))
