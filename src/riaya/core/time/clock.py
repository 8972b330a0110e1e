"""The one place that asks the machine what time it is.

Everything else receives a moment or a day as an argument, or asks here, so a
test (or a rehearsal of a night job) moves the clock without touching anything.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from datetime import datetime
from datetime import tzinfo
from datetime import UTC


_frozen_at: ContextVar[datetime | None] = ContextVar("riaya_frozen_at", default=None)


def now() -> datetime:
    """Return the present moment in UTC."""
    return _frozen_at.get() or datetime.now(UTC)


def today(zone: tzinfo) -> date:
    """Return the present day as people in the zone call it."""
    return now().astimezone(zone).date()


@contextmanager
def freeze(moment: datetime) -> Iterator[datetime]:
    """Hold the clock at the moment inside the `with` block, and return it in UTC.

    Blocks may be nested.  Only the thread or task that freezes the clock sees
    it stand; a server's other threads go on.  Raises ValueError when the moment
    has no time zone.
    """
    token = _frozen_at.set(require_aware(moment).astimezone(UTC))
    try:
        yield now()
    finally:
        _frozen_at.reset(token)


def require_aware(moment: datetime) -> datetime:
    """Return the moment, or raise ValueError when it has no time zone."""
    if moment.utcoffset() is None:
        raise ValueError(
            f"The moment {moment.isoformat()} has no time zone, so nobody can say "
            "when it is. Give a datetime with a time zone."
        )
    return moment
