"""Dating all open clocks anew when the working calendar of the policy changes."""

from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterator
from itertools import islice
from plone import api
from plone.registry.interfaces import IRecordModifiedEvent
from riaya.cases.clocks.running import recompute_clocks
from riaya.core.interfaces import IJob
from riaya.register.lookup import find_case_by_uid
from riaya.register.recording import open_register
from riaya.register.rows import get_site_path
from riaya.register.tables import cases
from sqlalchemy import select
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer


KEY = "riaya.register.clocks_to_date"
BATCH = 50
CALENDAR_RECORDS = frozenset(
    f"riaya.policy.{name}" for name in ("weekend", "holidays", "country", "time_zone")
)


def follow_calendar(event: IRecordModifiedEvent) -> None:
    """Note every case with an open clock when a record of the calendar changes."""
    if event.record.__name__ in CALENDAR_RECORDS:
        note_waiting_cases(api.portal.get())


def note_waiting_cases(site: Any) -> None:
    """Have the clocks of all cases that wait for something dated anew."""
    waiting = _get_waiting(site)
    with open_register() as connection:
        waiting.update(
            connection.execute(
                select(cases.c.uid).where(
                    cases.c.site == get_site_path(site),
                    cases.c.next_due.is_not(None),
                )
            ).scalars()
        )


@implementer(IJob)
class Redating:
    """Date the clocks anew, some cases in each transaction."""

    def find_work(self, site: Any) -> Iterator[str]:
        """Return the first UID of each batch of cases that is still to be dated."""
        yield from islice(IAnnotations(site).get(KEY, ()), 0, None, BATCH)

    def do(self, site: Any, key: str) -> None:
        """Date the clocks of a batch, and note that it is done."""
        waiting = _get_waiting(site)
        for uid in list(islice(waiting.keys(min=key), BATCH)):
            waiting.remove(uid)
            case = find_case_by_uid(uid)
            if case is not None and recompute_clocks(case, "calendar"):
                case.reindexObject(idxs=["modified"])


def _get_waiting(site: Any) -> OOTreeSet:
    return IAnnotations(site).setdefault(KEY, OOTreeSet())
