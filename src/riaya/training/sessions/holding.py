"""Recording who attended, holding a session, and opening it again.

Holding freezes the session and makes the certificates.  A mistake found later
is corrected by another trainer, who opens the session again with the reason;
until it is held anew its certificates stay as they are.
"""

from collections.abc import Mapping
from plone import api
from riaya import _
from riaya.core.review import refuse_authors
from riaya.core.time.clock import now
from riaya.core.time.dates import format_moment
from riaya.training.certificates.issuing import settle_certificates
from riaya.training.content import TrainingSession
from riaya.training.courses.lookup import get_course
from riaya.training.enrolment.enrolling import PLANNED
from riaya.training.exceptions import AttendanceRefused
from riaya.training.exceptions import SessionCannotBeHeld
from riaya.training.interfaces import AttendanceResult
from zope.i18nmessageid import Message


WORKFLOW = "training_session_workflow"


def record_attendance(session: TrainingSession, entries: Mapping[str, dict]) -> None:
    """Write attendance, result and remark of participants, by user id.

    Raises AttendanceRefused outside of a planned session, and for somebody who
    passed without having attended.
    """
    if api.content.get_state(session, default=PLANNED) != PLANNED:
        raise AttendanceRefused(
            _(
                "error_attendance_frozen",
                default="What was recorded for a session that is not planned stays as it is.",
            )
        )
    rows = [
        row
        | {name: entries.get(row["worker"], {}).get(name, row[name]) for name in row}
        for row in session.participants or ()
    ]
    if _has_absent_who_passed(rows):
        raise AttendanceRefused(_say_absent_passed())
    session.participants = rows


def check_holding(session: TrainingSession) -> None:
    """Raise SessionCannotBeHeld with everything that is missing."""
    if obstacles := find_holding_obstacles(session):
        raise SessionCannotBeHeld(
            _(
                "error_session_cannot_be_held",
                default="The session cannot count as held yet.",
            ),
            obstacles,
        )


def find_holding_obstacles(session: TrainingSession) -> list[Message]:
    """Return what a session lacks before it counts as held."""
    rows = session.participants or []
    obstacles = []
    if now() < session.starts_at:
        obstacles.append(
            _(
                "error_session_not_begun",
                default="The session begins on ${moment}.",
                mapping={"moment": format_moment(session.starts_at)},
            )
        )
    if not rows:
        obstacles.append(
            _("error_session_without_participants", default="Nobody is enrolled.")
        )
    if missing := sum(row["attended"] is None for row in rows):
        obstacles.append(
            _(
                "error_attendance_missing",
                default="Attendance is not recorded for all participants; missing: ${count}.",
                mapping={"count": missing},
            )
        )
    if _has_absent_who_passed(rows):
        obstacles.append(_say_absent_passed())
    return obstacles


def follow_holding(session: TrainingSession) -> None:
    """Make the certificates of a session that was just held."""
    settle_certificates(session, get_course(session))


def check_session_reopening(session: TrainingSession) -> None:
    """Raise OwnWork for the trainer who held the session last."""
    refuse_authors(
        [_find_holder(session)],
        _(
            "error_reopen_own_session",
            default="A held session is opened again by another trainer than the one who held it.",
        ),
    )


def _find_holder(session: TrainingSession) -> str | None:
    history = session.workflow_history.get(WORKFLOW, ())
    holders = [entry["actor"] for entry in history if entry["action"] == "hold"]
    return holders[-1] if holders else None


def _has_absent_who_passed(rows: list[dict]) -> bool:
    return any(
        row["result"] == AttendanceResult.PASSED and row["attended"] != "yes"
        for row in rows
    )


def _say_absent_passed() -> Message:
    return _(
        "error_passed_without_attending",
        default="Only somebody who attended can have passed.",
    )
