"""How many were trained: page, spreadsheet, and the lists behind each number."""

from AccessControl import Unauthorized
from datetime import date
from functools import cached_property
from Products.Five.browser import BrowserView
from riaya import _
from riaya.core.exceptions import RiayaError
from riaya.core.settings import get_zone
from riaya.core.spreadsheets import answer_spreadsheet
from riaya.core.spreadsheets import write_spreadsheet
from riaya.core.time.clock import today
from riaya.core.time.dates import format_day
from riaya.offices.lookup import find_offices
from riaya.offices.lookup import get_office_title
from riaya.training.courses.lookup import get_course
from riaya.training.courses.lookup import name_course
from riaya.training.courses.views import describe_session
from riaya.training.figures.counting import Participation
from riaya.training.figures.counting import TrainingCounts
from riaya.training.workers import find_visible_codes
from typing import Any
from urllib.parse import urlencode
from zope.i18n import translate
from zope.i18nmessageid import Message


COLUMNS = ("sessions", "participants", "trained")


class PeriodRefused(RiayaError):
    """Raised for a period that cannot be."""


def read_period(form: dict) -> tuple[date, date]:
    """Return the first and the last day of a period; this year when none is given.

    Raises PeriodRefused for what is no day, and for an end before the beginning.
    """
    this_day = today(get_zone())
    first = _read_day(form.get("start")) or this_day.replace(month=1, day=1)
    last = _read_day(form.get("end")) or max(first, this_day)
    if last < first:
        raise PeriodRefused(
            _(
                "error_period_ends_before_it_begins",
                default="The period ends before it begins.",
            )
        )
    return first, last


def find_figures(form: dict) -> TrainingCounts:
    """Return the figures of the offices that the current person oversees.

    Raises Unauthorized for everybody else, and PeriodRefused.
    """
    codes = find_visible_codes()
    if not codes:
        raise Unauthorized("Figures of training are for trainers and directors.")
    return TrainingCounts(codes, *read_period(form))


class FiguresPage(BrowserView):
    """What page, list and spreadsheet share."""

    def __call__(self) -> Any:
        """Return the page; refuse people who oversee no office."""
        self.figures = find_figures(self.request.form)
        return self.answer()

    def answer(self) -> Any:
        """Return what is shown."""
        return self.index()

    @property
    def period(self) -> dict[str, str]:
        """Return the period in words and as the form wants it."""
        first, last = self.figures.first, self.figures.last
        return {
            "start": first.isoformat(),
            "end": last.isoformat(),
            "from": format_day(first),
            "to": format_day(last),
        }

    @property
    def courses(self) -> list[dict]:
        """Return the courses, the columns of the table."""
        return [
            {"code": course.code, "title": course.readable_title}
            for course in self.figures.courses
        ]

    def link(self, name: str, **more: str) -> str:
        """Return the address of a page about the same period."""
        period = {key: self.period[key] for key in ("start", "end")}
        query = urlencode(period | {key: each for key, each in more.items() if each})
        return f"{self.context.absolute_url()}/{name}?{query}"

    def translate(self, message: Message) -> str:
        """Return a message in the reader's language."""
        return translate(message, context=self.request)


class TrainingFigures(FiguresPage):
    """Offices and courses; each number leads to its list."""

    @cached_property
    def rows(self) -> list[dict]:
        """Return the lines of the table, the total last."""
        lines = [
            self._describe(line.office, line.title, line.counts, line.trained_by_course)
            for line in self.figures.lines
        ]
        total = self.translate(_("label_total", default="Total"))
        return [
            *lines,
            self._describe(
                "", total, self.figures.count(), self.figures.count_by_course()
            ),
        ]

    def _describe(self, office: str, title: str, counts: Any, by_course: dict) -> dict:
        def cell(count: int, what: str, course: str = "") -> dict:
            url = self.link("@@trained", what=what, office=office, course=course)
            return {"count": count, "url": url if count else None, "title": ""}

        return {
            "title": title,
            "is_total": not office,
            "sessions": cell(counts.sessions, "sessions"),
            "participants": cell(counts.participants, "participants"),
            "trained": cell(counts.trained, "trained"),
            "courses": [
                cell(by_course[course["code"]], "trained", course["code"])
                | {"title": course["title"]}
                for course in self.courses
            ],
        }


class FiguresSpreadsheet(TrainingFigures):
    """The same table as a spreadsheet."""

    def answer(self) -> bytes:
        """Return the workbook."""
        headings = [
            _("label_office", default="Office"),
            _("label_sessions_held", default="Sessions held"),
            _("label_persons_attended", default="Persons who attended"),
            _("label_persons_trained", default="Persons who passed"),
        ]
        title = self.translate(_("title_training_figures", default="Training figures"))
        content = write_spreadsheet(
            title,
            [
                *(self.translate(each) for each in headings),
                *(course["title"] for course in self.courses),
            ],
            [
                [
                    row["title"],
                    *(row[each]["count"] for each in COLUMNS),
                    *(each["count"] for each in row["courses"]),
                ]
                for row in self.rows
            ],
        )
        name = f"training-{self.period['start']}-{self.period['end']}"
        return answer_spreadsheet(self.request.response, name, content)


class TrainedList(FiguresPage):
    """The sessions or the persons behind one number."""

    @property
    def what(self) -> str:
        """Return what is listed: sessions, participants or trained."""
        asked = self.request.form.get("what")
        return asked if asked in COLUMNS else "trained"

    @property
    def office(self) -> str:
        """Return the office that the number is of, or nothing for all."""
        return str(self.request.form.get("office", ""))

    @property
    def course(self) -> str:
        """Return the course that the number is of, or nothing for all."""
        return str(self.request.form.get("course", ""))

    @property
    def office_title(self) -> str:
        """Return the name of the office."""
        return self._titles.get(self.office, self.office)

    @property
    def course_title(self) -> str:
        """Return the title of the course."""
        return name_course(self.course) if self.course else ""

    @property
    def sessions(self) -> list[dict]:
        """Return the sessions behind the number."""
        found = self.figures.find_sessions(self.office, self.course)
        return [
            {
                "course": get_course(session).readable_title,
                "session": describe_session(session),
            }
            for session in found
        ]

    @property
    def persons(self) -> list[dict]:
        """Return the persons behind the number, each once, with their courses."""
        persons: dict[str, dict] = {}
        for each in self.figures.find_participations(
            self.office, self.course, self.what == "trained"
        ):
            person = persons.setdefault(
                each.worker,
                {
                    "name": each.name,
                    "office": self._titles.get(each.office, each.office),
                    "courses": [],
                },
            )
            person["courses"].append(self._describe(each))
        return list(persons.values())

    @cached_property
    def _titles(self) -> dict[str, str]:
        return {office.code: get_office_title(office) for office in find_offices()}

    def _describe(self, each: Participation) -> dict:
        return {
            "title": name_course(each.course),
            "url": each.session.absolute_url(),
            "day": each.session.readable_title,
        }


def _read_day(text: Any) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(str(text))
    except ValueError as error:
        raise PeriodRefused(
            _(
                "error_not_a_day",
                default="“${text}” is no day. Write year-month-day, for example 2026-11-30.",
                mapping={"text": str(text)},
            )
        ) from error
