"""Who has read and confirmed an edition of the guide.

Every worker of an office confirms the edition in force once; somebody who joins
later confirms it, too.  The very first edition of a site is confirmed like any
other, but nobody is reminded of it: nothing changed with it.
"""

from BTrees.OOBTree import OOBTree
from dataclasses import dataclass
from datetime import datetime
from plone import api
from riaya import _
from riaya.core.settings import get_policy
from riaya.core.time.clock import now
from riaya.guide.content import Guide
from riaya.guide.lookup import find_editions
from riaya.offices.lookup import find_offices
from riaya.offices.lookup import find_workers
from riaya.training.exceptions import EditionNotInForce
from riaya.training.workers import sort_by_name
from zope.annotation.interfaces import IAnnotations


KEY = "riaya.training.acknowledgements"


@dataclass(frozen=True)
class GuideReader:
    """A worker of an office, and when they confirmed an edition, if they did."""

    worker: str
    name: str
    office: str
    confirmed_at: datetime | None


def acknowledge(edition: Guide) -> None:
    """Record that the current person has read the edition in force; once is enough.

    Raises EditionNotInForce for a draft and for a superseded edition.
    """
    if api.content.get_state(edition) != "published":
        raise EditionNotInForce(
            _(
                "error_edition_to_read_not_in_force",
                default="Edition ${number} is not in force. Read and confirm the one that is.",
                mapping={"number": edition.edition},
            )
        )
    person = api.user.get_current().getId()
    annotations = IAnnotations(edition)
    confirmed = annotations.get(KEY)
    if confirmed is None:
        confirmed = annotations[KEY] = OOBTree()
    confirmed.insert(person, now())


def find_confirmation(edition: Guide, worker: str) -> datetime | None:
    """Return when a worker confirmed an edition, or None."""
    confirmed = IAnnotations(edition).get(KEY)
    return confirmed.get(worker) if confirmed is not None else None


def find_edition_in_force() -> Guide | None:
    """Return the edition in force, or None before the first one."""
    editions = find_editions(get_policy("code"), ["published"])
    return editions[0] if editions else None


def find_edition_to_read() -> Guide | None:
    """Return the edition in force while the current person has not confirmed it."""
    edition = find_edition_in_force()
    if edition is None:
        return None
    person = api.user.get_current().getId()
    return None if find_confirmation(edition, person) else edition


def find_guide_readers(edition: Guide, codes: set[str]) -> list[GuideReader]:
    """Return the workers of some offices, office by office, by name.

    Somebody who works in two offices stands in both.
    """
    return [
        GuideReader(worker, name, office.code, find_confirmation(edition, worker))
        for office in find_offices()
        if office.code in codes
        for worker, name in sort_by_name(find_workers(office))
    ]
