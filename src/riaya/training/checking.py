"""What cannot be true of a session, whoever writes it."""

from riaya import _
from riaya.core.time.office_time import to_office_zone
from riaya.core.validation import InvalidField
from typing import Any


def check_session(data: Any) -> None:
    """Raise InvalidField for an end before the beginning, or impossible participants."""
    if _ends_before_it_begins(data):
        raise InvalidField(
            "ends_at",
            _(
                "error_session_ends_before_it_begins",
                default="The session ends before it begins.",
            ),
        )
    _check_participants(data)


def _ends_before_it_begins(data: Any) -> bool:
    if not data.starts_at or not data.ends_at:
        return False
    return to_office_zone(data.ends_at) <= to_office_zone(data.starts_at)


def _check_participants(data: Any) -> None:
    # A form asks for them on a page of its own, so they may be missing here.
    rows = getattr(data, "participants", None) or ()
    workers = [row["worker"] for row in rows]
    if len(set(workers)) < len(workers):
        raise InvalidField(
            "participants",
            _(
                "error_enrolled_twice",
                default="Nobody takes part in one session twice.",
            ),
        )
    capacity = getattr(data, "capacity", None)
    if capacity and len(workers) > capacity:
        raise InvalidField(
            "capacity",
            _(
                "error_more_participants_than_seats",
                default="More workers are enrolled than there are seats: ${count}.",
                mapping={"count": len(workers)},
            ),
        )
