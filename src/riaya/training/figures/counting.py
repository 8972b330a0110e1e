"""How many were trained, for each directorate and course, in a period.

A person counts once in every total, however many courses they passed or offices
they worked in.  A person counts for the office they came from when they were
enrolled, a session for the office that held it.  Source of the figure: the
ministry's report of the last quarter of 2021, 300 specialists in 12
directorates.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from riaya.offices.lookup import find_offices
from riaya.offices.lookup import get_office_title
from riaya.security.people import get_name
from riaya.training.content import TrainingSession
from riaya.training.courses.lookup import find_courses
from riaya.training.courses.lookup import find_sessions
from riaya.training.courses.lookup import get_course
from riaya.training.interfaces import AttendanceResult


@dataclass(frozen=True)
class Participation:
    """That a worker attended a held session."""

    worker: str
    name: str
    office: str
    course: str
    session: TrainingSession
    has_passed: bool


@dataclass(frozen=True)
class Counts:
    """The figures of one line or one column."""

    sessions: int
    participants: int
    trained: int


@dataclass(frozen=True)
class FigureLine:
    """An office with its figures, and those trained in each course."""

    office: str
    title: str
    counts: Counts
    trained_by_course: dict[str, int]


class TrainingCounts:
    """The figures of some offices in a period, the first and the last day included."""

    def __init__(self, codes: set[str], first: date, last: date):
        self.codes, self.first, self.last = codes, first, last
        held = [
            each for each in find_sessions("held") if first <= each.last_day <= last
        ]
        self.sessions = [each for each in held if each.office in codes]
        self.participations = [
            each
            for session in held
            for each in _find_participations(session)
            if each.office in codes
        ]
        self.courses = find_courses()

    @property
    def lines(self) -> list[FigureLine]:
        """Return one line for each office, those without training included."""
        return [
            FigureLine(
                office.code,
                get_office_title(office),
                self.count(office.code),
                self.count_by_course(office.code),
            )
            for office in find_offices()
            if office.code in self.codes
        ]

    def count(self, office: str = "", course: str = "") -> Counts:
        """Return the figures of an office, of a course, of both, or of everything."""
        chosen = self.find_participations(office, course)
        return Counts(
            len(self.find_sessions(office, course)),
            len({each.worker for each in chosen}),
            len({each.worker for each in chosen if each.has_passed}),
        )

    def count_by_course(self, office: str = "") -> dict[str, int]:
        """Return how many persons passed each course."""
        return {
            course.code: self.count(office, course.code).trained
            for course in self.courses
        }

    def find_sessions(self, office: str = "", course: str = "") -> list:
        """Return the sessions behind a figure."""
        return [
            each
            for each in self.sessions
            if office in ("", each.office) and course in ("", get_course(each).code)
        ]

    def find_participations(
        self, office: str = "", course: str = "", only_passed: bool = False
    ) -> list[Participation]:
        """Return the participations behind a figure, by name."""
        found = [
            each
            for each in self.participations
            if office in ("", each.office)
            and course in ("", each.course)
            and (each.has_passed or not only_passed)
        ]
        return sorted(found, key=lambda each: (each.name, each.worker))


def _find_participations(session: TrainingSession) -> Iterable[Participation]:
    course = get_course(session).code
    for row in session.participants or ():
        if row["attended"] == "yes":
            yield Participation(
                row["worker"],
                get_name(row["worker"]),
                row["office"] or session.office,
                course,
                session,
                row["result"] == AttendanceResult.PASSED,
            )
