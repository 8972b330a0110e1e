"""Periodic work, unit by unit.

Each unit is a transaction of its own: a fault in one leaves the others
standing, and what is cut off half way never happened and is found again.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from contextlib import nullcontext
from dataclasses import dataclass
from dataclasses import field
from persistent import Persistent
from riaya import logger
from riaya.core.interfaces import IJob
from threading import Event
from time import monotonic
from traceback import format_tb
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtilitiesFor

import transaction


KEY = "riaya.core.jobs"
ATTEMPTS = 5

Surroundings = Callable[[Any], AbstractContextManager[Any]]


@dataclass
class JobCount:
    """How many units of one job were done, failed, and were left for the next time."""

    name: str
    done: int = 0
    failed: int = 0
    left: int = 0


@dataclass(frozen=True)
class JobReport:
    """What became of the work that was due, one count for each job."""

    counts: list[JobCount] = field(default_factory=list)

    @property
    def has_failures(self) -> bool:
        """Return True when a unit or a whole job failed."""
        return any(count.failed for count in self.counts)


class Claim(Persistent):
    """What every unit of a job writes, so that two servers cannot do the same unit.

    Both may find it due at the same moment.  The second to commit is refused,
    begins anew, and then sees that it was done.
    """

    units = 0


def run_jobs(
    site: Any,
    around: Surroundings = nullcontext,
    stop: Event | None = None,
    seconds_each: float | None = None,
) -> JobReport:
    """Do what is due now, job by job in the order of their names; commit each unit.

    `around` is entered for each search and each attempt, and gives the site to
    work on.  Nothing more is begun once `stop` is set, and no job goes on
    after its seconds: what is left is found anew the next time.  Nothing is
    raised for a unit that fails: it is logged and counted.
    """
    return JobReport(
        [
            _run_job(name, job, site, around, stop or Event(), seconds_each)
            for name, job in sorted(getUtilitiesFor(IJob))
        ]
    )


def _run_job(
    name: str,
    job: Any,
    site: Any,
    around: Surroundings,
    stop: Event,
    seconds: float | None,
) -> JobCount:
    count = JobCount(name)
    if stop.is_set():
        return count
    end = None if seconds is None else monotonic() + seconds
    try:
        keys = _find_keys(job, site, around)
    except Exception as fault:  # noqa: BLE001 - other jobs go on
        _log_fault(fault, name, "finding work")
        count.failed += 1
        return count
    for position, key in enumerate(keys):
        if stop.is_set() or (end is not None and monotonic() > end):
            count.left += len(keys) - position
            break
        try:
            was_done = _run_unit(name, job, key, site, around)
        except Exception as fault:  # noqa: BLE001 - other units go on
            _log_fault(fault, name, key)
            count.failed += 1
        else:
            count.done += was_done
            count.left += not was_done
    return count


def _find_keys(job: Any, site: Any, around: Surroundings) -> list[str]:
    transaction.begin()
    try:
        with around(site) as place:
            return list(job.find_work(place))
    finally:
        transaction.abort()


def _run_unit(name: str, job: Any, key: str, site: Any, around: Surroundings) -> bool:
    """Return True when the unit was done, False when others were always faster."""
    for _attempt in range(ATTEMPTS):
        unit = transaction.begin()
        unit.note(f"{name} {key}")
        try:
            with around(site) as place:
                job.do(place, key)
                _claim(place, name)
                transaction.commit()
        except Exception as fault:
            is_conflict = unit.isRetryableError(fault)
            transaction.abort()
            if not is_conflict:
                raise
        except BaseException:
            transaction.abort()
            raise
        else:
            return True
    return False


def _claim(site: Any, name: str) -> None:
    claims = IAnnotations(site)
    key = f"{KEY}.{name}"
    if key not in claims:
        claims[key] = Claim()
    claims[key].units += 1


def _log_fault(fault: Exception, name: str, key: str) -> None:
    # The words of an exception may hold what a person typed; its place does not.
    logger.error(
        "Job %s failed at %s: %s\n%s",
        name,
        key,
        type(fault).__name__,
        "".join(format_tb(fault.__traceback__)),
    )
