"""Enrolling workers in a planned session, and taking them out again."""

from collections.abc import Iterable
from plone import api
from riaya import _
from riaya.core.time.clock import now
from riaya.security.people import get_name
from riaya.training.content import TrainingSession
from riaya.training.exceptions import EnrolmentRefused
from riaya.training.workers import find_office_code_of
from zope.i18nmessageid import Message


PLANNED = "planned"


def enrol(session: TrainingSession, workers: Iterable[str]) -> None:
    """Add workers to a planned session.

    Raises EnrolmentRefused with everything that stands in the way; then nobody
    is added.
    """
    wanted = list(workers)
    obstacles = [*_find_closed(session), *_find_obstacles(session, wanted)]
    if obstacles:
        raise EnrolmentRefused(
            _("error_not_enrolled", default="Nobody was enrolled."), obstacles
        )
    session.participants = [
        *(session.participants or ()),
        *(_make_row(worker) for worker in wanted),
    ]


def enrol_oneself(session: TrainingSession) -> None:
    """Enrol the current person before the session begins; raise EnrolmentRefused."""
    _check_not_begun(session)
    enrol(session, [api.user.get_current().getId()])


def take_out(session: TrainingSession, worker: str) -> None:
    """Take a worker out of a planned session; raise EnrolmentRefused."""
    rows = session.participants or []
    closed = _find_closed(session)
    if closed or not is_enrolled(session, worker):
        raise EnrolmentRefused(
            closed[0]
            if closed
            else _(
                "error_not_enrolled_here",
                default="This person is not enrolled in the session.",
            )
        )
    session.participants = [row for row in rows if row["worker"] != worker]


def withdraw(session: TrainingSession) -> None:
    """Take the current person out before the session begins; raise EnrolmentRefused."""
    _check_not_begun(session)
    take_out(session, api.user.get_current().getId())


def is_enrolled(session: TrainingSession, worker: str) -> bool:
    """Return True when a worker takes part in a session."""
    return any(row["worker"] == worker for row in session.participants or ())


def count_free_seats(session: TrainingSession) -> int:
    """Return how many more workers can be enrolled."""
    return max(0, session.capacity - len(session.participants or ()))


def is_enrolment_open(session: TrainingSession) -> bool:
    """Return True while workers may enrol themselves."""
    return not _find_closed(session) and now() < session.starts_at


def _check_not_begun(session: TrainingSession) -> None:
    if now() >= session.starts_at:
        raise EnrolmentRefused(
            _(
                "error_session_has_begun",
                default="The session has begun. Ask the trainer.",
            )
        )


def _find_closed(session: TrainingSession) -> list[Message]:
    if api.content.get_state(session, default=PLANNED) == PLANNED:
        return []
    return [
        _(
            "error_session_not_planned",
            default="Only a planned session takes participants in or lets them go.",
        )
    ]


def _find_obstacles(session: TrainingSession, workers: list[str]) -> list[Message]:
    obstacles = []
    if not workers:
        obstacles.append(
            _("error_nobody_chosen", default="Choose at least one worker.")
        )
    for worker in sorted(set(workers)):
        if api.user.get(userid=worker) is None:
            obstacles.append(
                _(
                    "error_unknown_worker",
                    default="There is no account “${worker}”.",
                    mapping={"worker": worker},
                )
            )
        elif is_enrolled(session, worker) or workers.count(worker) > 1:
            obstacles.append(
                _(
                    "error_already_enrolled",
                    default="${name} is enrolled already.",
                    mapping={"name": get_name(worker)},
                )
            )
    free = count_free_seats(session)
    if len(workers) > free:
        obstacles.append(
            _(
                "error_session_is_full",
                default="Free seats: ${free}. Chosen: ${count}.",
                mapping={"free": free, "count": len(workers)},
            )
        )
    return obstacles


def _make_row(worker: str) -> dict:
    return {
        "worker": worker,
        # Kept as it is now: later the worker may be in another office, or gone.
        "office": find_office_code_of(worker),
        "attended": None,
        "result": None,
        "note": None,
    }
