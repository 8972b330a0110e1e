"""Doing what is due: in the server every so many seconds, or by a command.

The server does it when RIAYA_TICK_SECONDS says how often, as it does in the
instance of one process.  Where several processes share a database it is not
set, and the command `riaya-tick` does it beside them.
"""

from Acquisition import aq_base
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from plone.browserlayer.interfaces import ILocalBrowserLayerType
from plone.browserlayer.layer import mark_layer
from riaya import logger
from riaya.core.interfaces import IRiayaLayer
from riaya.core.jobs import JobReport
from riaya.core.jobs import run_jobs
from riaya.security.system import as_system
from Testing.makerequest import makerequest
from threading import current_thread
from threading import Event
from threading import main_thread
from threading import Thread
from types import FrameType
from typing import Any
from zope.component.hooks import getSite
from zope.component.hooks import setSite
from zope.globalrequest import getRequest
from zope.globalrequest import setRequest
from zope.traversing.interfaces import BeforeTraverseEvent

import os
import signal
import transaction
import Zope2


SECONDS_VARIABLE = "RIAYA_TICK_SECONDS"
# A long backlog of one job is continued with the next tick.
SECONDS_FOR_EACH_JOB = 30
SECONDS_TO_END = 20

Reports = dict[str, JobReport]


def run_due_jobs(stop: Event | None = None) -> Reports:
    """Do what is due in every site with Riaya; return the reports by the sites' ids.

    It uses a connection of its own, so it may run in any thread and in any
    number of processes.  Nothing more is begun once `stop` is set.
    """
    app = Zope2.app()
    try:
        return {
            site.getId(): run_jobs(site, _enter, stop, SECONDS_FOR_EACH_JOB)
            for site in app.objectValues("Plone Site")
            if _has_riaya(site)
        }
    finally:
        transaction.abort()
        app._p_jar.close()


def keep_ticking(stop: Event, seconds: float, tell: Callable[[Reports], Any]) -> None:
    """Tick every so many seconds until `stop` is set, and tell what was done.

    Whatever goes wrong in one tick is logged, and the next one comes.
    """
    while not stop.is_set():
        try:
            tell(run_due_jobs(stop))
        except Exception as fault:  # noqa: BLE001 - the next tick may succeed
            logger.error("Nothing could be done: %s", type(fault).__name__)
        stop.wait(seconds)


def describe(reports: Reports, also_idle: bool = False) -> list[str]:
    """Return a line for each job that had work, or for every job."""
    return [
        f"{site}: {count.name}: {count.done} done, {count.failed} failed, {count.left} left"
        for site, report in reports.items()
        for count in report.counts
        if also_idle or count.done or count.failed or count.left
    ]


class Ticker(Thread):
    """Ticks beside the threads that answer people."""

    def __init__(self, seconds: float):
        # A daemon: a server that cannot wait for it is not kept alive by it.
        super().__init__(name="riaya-tick", daemon=True)
        self.seconds = seconds
        self.ending = Event()

    def run(self) -> None:
        """Wait for the first tick, so that the server answers people first."""
        if not self.ending.wait(self.seconds):
            keep_ticking(self.ending, self.seconds, _log)

    def end(self) -> None:
        """Begin nothing more, and wait until the unit at hand is committed."""
        self.ending.set()
        self.join(SECONDS_TO_END)
        if self.is_alive():
            logger.error("The tick did not end; what it was doing will be done again.")


def start_ticker() -> None:
    """Start the ticking of this server, if RIAYA_TICK_SECONDS says how often."""
    seconds = read_seconds()
    if seconds:
        ticker = Ticker(seconds)
        _end_with_process(ticker)
        ticker.start()


def read_seconds() -> float:
    """Return how often this server ticks, 0 for never.

    Raises ValueError when the variable holds something else than a number.
    """
    written = os.environ.get(SECONDS_VARIABLE, "").strip()
    try:
        seconds = float(written or 0)
    except ValueError:
        seconds = -1
    if not 0 <= seconds < float("inf"):
        raise ValueError(
            f"{SECONDS_VARIABLE} is {written!r}. Write a number of seconds, "
            "for example 60, or leave it out."
        )
    return seconds


@contextmanager
def _enter(site: Any) -> Iterator[Any]:
    """Give the site to work on, as the system, with a request that remembers nothing."""
    app = makerequest(aq_base(site.getPhysicalRoot()))
    place = app[site.getId()]
    former_request, former_site = getRequest(), getSite()
    setRequest(app.REQUEST)
    setSite(place)
    mark_layer(place, BeforeTraverseEvent(place, app.REQUEST))
    try:
        with as_system():
            yield place
    finally:
        setRequest(former_request)
        setSite(former_site)
        app.REQUEST.clear()


def _has_riaya(site: Any) -> bool:
    manager = site.getSiteManager()
    return IRiayaLayer in manager.getAllUtilitiesRegisteredFor(ILocalBrowserLayerType)


def _log(reports: Reports) -> None:
    for line in describe(reports):
        logger.info(line)


def _end_with_process(ticker: Ticker) -> None:
    """Let the ticker end before the server closes the database."""
    if current_thread() is not main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGINT):
        former = signal.getsignal(number)

        def end(number: int, frame: FrameType | None, former: Any = former) -> None:
            ticker.end()
            if callable(former):
                former(number, frame)
            raise SystemExit(0)

        signal.signal(number, end)
