"""Finding courses and their sessions, whoever asks."""

from Acquisition import aq_inner
from Acquisition import aq_parent
from plone import api
from riaya import _
from riaya.training.content import Course
from riaya.training.content import TrainingSession
from riaya.training.exceptions import CourseRefused
from riaya.training.interfaces import ICourse
from typing import Any


FOLDER = "training"
PUBLISHED = "published"


def get_folder() -> Any:
    """Return the folder of all courses; raise KeyError before it is made."""
    return api.portal.get()[FOLDER]


def find_courses() -> list[Course]:
    """Return all courses in the order of their folder."""
    folder = api.portal.get().get(FOLDER)
    return [
        each
        for each in (folder.objectValues() if folder is not None else ())
        if ICourse.providedBy(each)
    ]


def find_published_courses() -> list[Course]:
    """Return the courses that workers may read."""
    return [each for each in find_courses() if api.content.get_state(each) == PUBLISHED]


def find_course(code: str) -> Course | None:
    """Return the course with a code, or None."""
    return next((each for each in find_courses() if each.code == code), None)


def get_course(session: TrainingSession) -> Course:
    """Return the course of a session."""
    return aq_parent(aq_inner(session))


def name_course(code: str) -> str:
    """Return the title of a course in the reader's language; an unknown code names itself."""
    course = find_course(code)
    return code if course is None else course.readable_title


def find_sessions(*states: str) -> list[TrainingSession]:
    """Return the sessions of all courses in some states, the earliest first."""
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type="riaya.training_session", review_state=list(states)
    )
    sessions = [brain._unrestrictedGetObject() for brain in brains]
    return sorted(sessions, key=lambda session: session.starts_at)


def check_code(course: Course) -> None:
    """Raise CourseRefused when another course has the same code."""
    for other in find_courses():
        if other.code == course.code and other.getId() != course.getId():
            raise CourseRefused(
                _(
                    "error_course_code_taken",
                    default="The course “${title}” already has the code ${code}. Give this one another code.",
                    mapping={"title": other.title, "code": course.code},
                )
            )
