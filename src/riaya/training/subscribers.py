"""What follows when courses and sessions are written, held or removed."""

from OFS.interfaces import IObjectWillBeRemovedEvent
from plone import api
from plone.base.interfaces import IPloneSiteRoot
from Products.DCWorkflow.interfaces import IAfterTransitionEvent
from Products.DCWorkflow.interfaces import IBeforeTransitionEvent
from riaya import _
from riaya.core.review import require_comment
from riaya.training.content import Course
from riaya.training.content import TrainingSession
from riaya.training.courses.lookup import check_code
from riaya.training.exceptions import HeldSessionStays
from riaya.training.sessions.holding import check_holding
from riaya.training.sessions.holding import check_session_reopening
from riaya.training.sessions.holding import follow_holding
from riaya.training.sessions.moments import settle_moments
from zope.interface.interfaces import IObjectEvent


def refuse_taken_course_code(course: Course, event: IObjectEvent) -> None:
    """Refuse a course with the code of another one."""
    check_code(course)


def settle_session(session: TrainingSession, event: IObjectEvent) -> None:
    """Keep times in the zone of the offices, and call a session by its day and office."""
    settle_moments(session)
    title = f"{session.first_day.isoformat()} – {session.office}"
    if session.title != title:
        session.title = title
        session.reindexObject(idxs=["Title", "sortable_title"])


def refuse_unready_session(
    session: TrainingSession, event: IBeforeTransitionEvent
) -> None:
    """Refuse to hold what is not complete, and to cancel or reopen without a reason."""
    if event.transition is None:
        return
    require_comment(event, {"cancel", "reopen"})
    if event.transition.id == "hold":
        check_holding(session)
    if event.transition.id == "reopen":
        check_session_reopening(session)


def follow_session_transition(
    session: TrainingSession, event: IAfterTransitionEvent
) -> None:
    """Make the certificates of a session that is held."""
    if event.transition is not None and event.transition.id == "hold":
        follow_holding(session)


def keep_held_session(
    session: TrainingSession, event: IObjectWillBeRemovedEvent
) -> None:
    """Refuse to remove a held session, also with its course."""
    if IPloneSiteRoot.providedBy(event.object):
        return
    if api.content.get_state(session, default="") == "held":
        raise HeldSessionStays(
            _(
                "error_held_session_stays",
                default="The session ${session} was held. It is the ground of certificates and figures and cannot be removed.",
                mapping={"session": session.title},
            )
        )
