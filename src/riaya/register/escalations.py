"""Finding the overdue clocks that somebody has to hear of, every minute."""

from collections.abc import Iterator
from riaya.cases.clocks.escalation import escalate
from riaya.core.interfaces import IJob
from riaya.core.time.clock import now
from riaya.register.lookup import find_case_by_uid
from riaya.register.recording import open_register
from riaya.register.rows import get_site_path
from riaya.register.tables import cases
from sqlalchemy import select
from typing import Any
from zope.interface import implementer


@implementer(IJob)
class Escalations:
    """Tell supervisors and directors, case by case, what the editions say."""

    def find_work(self, site: Any) -> Iterator[str]:
        """Return the UIDs of cases of which something has to be told now."""
        statement = (
            select(cases.c.uid)
            .where(
                cases.c.site == get_site_path(site),
                cases.c.next_escalation <= now(),
            )
            .order_by(cases.c.next_escalation)
        )
        with open_register() as connection:
            yield from connection.execute(statement).scalars().all()

    def do(self, site: Any, key: str) -> None:
        """Tell what is to be told of one case; its row is written anew either way."""
        case = find_case_by_uid(key)
        if case is not None:
            escalate(case)
            case.reindexObject(idxs=["modified"])
