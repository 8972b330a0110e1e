"""Everything that happened to a case, newest first.

Occurrences stand on the case itself, in a tree whose keys never collide, so
that two people who work on one case do not undo each other's work.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from plone import api
from riaya.cases.content import Case
from riaya.core.time.clock import now
from typing import Any
from zope.annotation.interfaces import IAnnotations

import secrets


KEY = "riaya.cases.timeline"


@dataclass(frozen=True)
class Occurrence:
    """One thing that happened: `kind` is a transition id, `added`, `changed`, …"""

    at: datetime
    kind: str
    actor: str
    target_id: str
    target_type: str
    comment: str


def record_occurrence(
    case: Case, kind: str, target: Any = None, comment: str = ""
) -> None:
    """Write down that the current person did something to a case or in its file."""
    occurrences = IAnnotations(case).setdefault(KEY, OOBTree())
    at = now()
    thing = case if target is None else target
    occurrences[_make_key(at, len(occurrences))] = {
        "at": at,
        "kind": kind,
        "actor": api.user.get_current().getId() or "",
        "target_id": "" if thing is case else thing.getId(),
        "target_type": thing.portal_type,
        "comment": comment,
    }


def find_occurrences(
    case: Case, start: int = 0, size: int | None = None
) -> list[Occurrence]:
    """Return occurrences, newest first, from a position on."""
    stop = None if size is None else start + size
    return [Occurrence(**row) for row in islice(_read_backwards(case), start, stop)]


def count_occurrences(case: Case) -> int:
    """Return how many occurrences a case has."""
    return len(IAnnotations(case).get(KEY, ()))


def _read_backwards(case: Case) -> Iterator[dict]:
    occurrences = IAnnotations(case).get(KEY)
    if occurrences is not None:
        yield from reversed(list(occurrences.values()))


def _make_key(at: datetime, position: int) -> str:
    """Return a key in the order of time, then of writing, that nobody else takes."""
    moment = at.isoformat(timespec="microseconds")
    return f"{moment}-{position:06d}-{secrets.token_hex(4)}"
