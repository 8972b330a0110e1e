"""The pages of all courses, and of one course."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from riaya.core.arabic import matches
from riaya.core.forms import AddView
from riaya.core.time.clock import now
from riaya.core.time.dates import format_moment
from riaya.core.vocabularies import get_language
from riaya.core.vocabularies import get_title
from riaya.offices.lookup import find_offices
from riaya.offices.lookup import get_office_title
from riaya.security.people import get_name
from riaya.training.content import Course
from riaya.training.content import TrainingSession
from riaya.training.courses.lookup import find_sessions
from riaya.training.courses.lookup import get_course
from riaya.training.enrolment.enrolling import count_free_seats
from riaya.training.interfaces import ICourse
from riaya.training.interfaces import ITrainingSession
from riaya.training.pages import TrainingPage
from riaya.training.readers.acknowledging import find_edition_in_force
from riaya.training.wording import PUBLICATION
from riaya.training.wording import STATES
from riaya.training.workers import find_own_roles
from riaya.training.workers import find_visible_codes
from typing import Any
from zExceptions import BadRequest
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class SessionLine:
    """A session as lists show it."""

    url: str
    day: str
    when: str
    office: str
    place: str
    state: str
    state_title: Message
    free_seats: int


class CourseAddView(AddView):
    """The page on which a course is written."""


class SessionAddView(AddView):
    """The page on which a session is planned."""


def describe_session(session: TrainingSession) -> SessionLine:
    """Return a session in the reader's words."""
    titles = {office.code: get_office_title(office) for office in find_offices()}
    state = api.content.get_state(session)
    return SessionLine(
        session.absolute_url(),
        session.readable_title,
        format_moment(session.starts_at),
        titles.get(session.office) or session.office,
        session.place,
        state,
        STATES[state],
        count_free_seats(session),
    )


class TrainingLibrary(BrowserView):
    """All courses that the reader may see, with the next session of each."""

    @property
    def query(self) -> str:
        """Return what is searched for."""
        return str(self.request.form.get("q", "")).strip()

    @cached_property
    def courses(self) -> list[dict]:
        """Return the courses that match, those for the reader's own roles first."""
        roles = find_own_roles()
        found = [
            self._describe(course, bool(roles & set(course.audience or ())))
            for course in self._find_courses()
            if self._matches(course)
        ]
        return sorted(found, key=lambda course: not course["is_for_me"])

    @property
    def has_courses(self) -> bool:
        """Return True when there is any course that the reader may see."""
        return any(True for _course in self._find_courses())

    @property
    def may_add(self) -> bool:
        """Return True if the person may add a course."""
        return api.user.has_permission("Riaya: Add course", obj=self.context)

    @property
    def sees_figures(self) -> bool:
        """Return True for trainers, directors and supervisors."""
        return bool(find_visible_codes())

    @property
    def readers_url(self) -> str:
        """Return where one sees who has read the edition in force; empty if one may not."""
        edition = find_edition_in_force() if self.sees_figures else None
        return f"{edition.absolute_url()}/@@readers" if edition is not None else ""

    @cached_property
    def _next_sessions(self) -> dict[str, TrainingSession]:
        upcoming: dict[str, TrainingSession] = {}
        for session in find_sessions("planned"):
            if session.ends_at >= now():
                upcoming.setdefault(get_course(session).code, session)
        return upcoming

    def _find_courses(self) -> Iterator[Course]:
        for item in self.context.objectValues():
            if ICourse.providedBy(item) and api.user.has_permission("View", obj=item):
                yield item

    def _matches(self, course: Course) -> bool:
        texts = (course.title, course.title_en, course.code, course.description)
        return not self.query or matches(self.query, " ".join(filter(None, texts)))

    def _describe(self, course: Course, is_for_me: bool) -> dict[str, Any]:
        state = api.content.get_state(course)
        session = self._next_sessions.get(course.code)
        return {
            "url": course.absolute_url(),
            "title": course.readable_title,
            "code": course.code,
            "description": _choose(course.description, course.description_en),
            "state": state,
            "state_title": STATES[state],
            "is_published": state == "published",
            "is_for_me": is_for_me,
            "validity_months": course.validity_months or 0,
            "next": describe_session(session) if session is not None else None,
        }


class CourseView(BrowserView):
    """A course: what it is, its materials, its sessions."""

    @property
    def description(self) -> str:
        """Return the description in the reader's language."""
        return _choose(self.context.description, self.context.description_en)

    @property
    def pass_rule(self) -> str:
        """Return how the course is passed, in the reader's language."""
        return _choose(self.context.pass_rule, self.context.pass_rule_en)

    @property
    def audience(self) -> list[str]:
        """Return for whom the course is."""
        return [
            get_title("riaya.security.roles", code)
            for code in self.context.audience or ()
        ]

    @property
    def trainer(self) -> str:
        """Return the name of the responsible trainer."""
        return get_name(self.context.trainer) if self.context.trainer else ""

    @property
    def state(self) -> str:
        """Return the state of the course."""
        return api.content.get_state(self.context)

    @property
    def state_title(self) -> Message:
        """Return the state in words."""
        return STATES[self.state]

    @cached_property
    def materials(self) -> list[dict]:
        """Return pages, files and links that the reader may see."""
        return [
            self._describe_material(item)
            for item in self.context.objectValues()
            if not ITrainingSession.providedBy(item)
            and api.user.has_permission("View", obj=item)
        ]

    @cached_property
    def sessions(self) -> list[SessionLine]:
        """Return the sessions, the latest first."""
        found = [
            item
            for item in self.context.objectValues()
            if ITrainingSession.providedBy(item)
        ]
        found.sort(key=lambda session: session.starts_at, reverse=True)
        return [describe_session(session) for session in found]

    @property
    def step(self) -> dict | None:
        """Return the step of publication that the person may take with the course."""
        return find_publication_step(self.context)

    @property
    def may_edit(self) -> bool:
        """Return True if the person may change the course."""
        return api.user.has_permission("Modify portal content", obj=self.context)

    @property
    def may_add_session(self) -> bool:
        """Return True if the person may plan a session."""
        return api.user.has_permission("Riaya: Add training session", obj=self.context)

    @property
    def may_add_material(self) -> bool:
        """Return True if the person may put in pages, files and links."""
        return api.user.has_permission(
            "plone.app.contenttypes: Add Document", obj=self.context
        )

    def _describe_material(self, item: Any) -> dict[str, Any]:
        state = api.content.get_state(item, default="private")
        return {
            "id": item.getId(),
            "title": item.Title(),
            "description": item.Description(),
            # A file would be sent at once, a link left for elsewhere.
            "url": f"{item.absolute_url()}/view",
            "state": state,
            "state_title": STATES[state],
            "step": find_publication_step(item),
        }


class PublishView(TrainingPage):
    """Publish the course or one of its materials, or take it back."""

    def __call__(self) -> str:
        """Do what was posted and return to the course."""
        if self.request.method != "POST":
            raise BadRequest("Training is published by a POST request only.")
        return super().__call__()

    def act(self) -> None:
        """Take the step."""
        part = self.get("part")
        if part and part not in self.context:
            raise BadRequest("The course has no such material.")
        content = self.context[part] if part else self.context
        step = self.get("step")
        if step not in PUBLICATION:
            raise BadRequest("Say what to do: publish or retract.")
        api.portal.get_tool("portal_workflow").doActionFor(content, step)

    def index(self) -> str:
        """Return to the course and say why nothing was done."""
        api.portal.show_message(self.error, self.request, type="warning")
        self.request.response.redirect(self.context.absolute_url())
        return ""


def find_publication_step(content: Any) -> dict | None:
    """Return id and title of the step of publication open to the person, or None."""
    workflow = api.portal.get_tool("portal_workflow")
    for transition in workflow.getTransitionsFor(content):
        if transition["id"] in PUBLICATION:
            return {"id": transition["id"], "title": PUBLICATION[transition["id"]]}
    return None


def _choose(text: str | None, text_en: str | None) -> str:
    return (get_language() == "en" and text_en) or text or ""
