"""The browser layer of Riaya, and what periodic work looks like."""

from collections.abc import Iterator
from typing import Any
from zope.interface import Interface
from zope.publisher.interfaces.browser import IDefaultBrowserLayer


class IRiayaLayer(IDefaultBrowserLayer):
    """Mark requests of a site where Riaya is installed."""


class IJob(Interface):
    """Periodic work of a feature: a named utility, asked every minute."""

    def find_work(site: Any) -> Iterator[str]:
        """Return the keys of the units of work that are due now; write nothing.

        Keys are written to the log: UIDs and codes, nothing of a person.
        """

    def do(site: Any, key: str) -> None:
        """Do one unit, or nothing when it is no longer due.

        It runs as the system in a transaction of its own, which is repeated
        from the start when somebody else wrote at the same moment.
        """
