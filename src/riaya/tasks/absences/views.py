"""The page of absences: what is recorded, and a form for another."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from plone import api
from riaya import _
from riaya.core.pages import PostedPage
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.core.time.dates import format_day
from riaya.offices.content import Office
from riaya.offices.lookup import find_offices
from riaya.offices.lookup import find_workers
from riaya.offices.lookup import get_office_title
from riaya.offices.lookup import oversees
from riaya.security.people import get_name
from riaya.tasks.absences.keeping import find_office_of
from riaya.tasks.absences.keeping import find_open_absences
from riaya.tasks.absences.keeping import get_absence
from riaya.tasks.absences.keeping import may_record
from riaya.tasks.absences.keeping import read_day
from riaya.tasks.absences.standing_in import end_absence
from riaya.tasks.absences.standing_in import record_absence
from zExceptions import NotFound
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class AbsenceRow:
    """One absence in words."""

    id: str
    worker: str
    substitute: str
    office: str
    first_day: str
    last_day: str
    has_begun: bool
    may_end: bool


class AbsencesPage(PostedPage):
    """List, record and end absences."""

    @property
    def url(self) -> str:
        """Return the address of the page."""
        return f"{self.context.absolute_url()}/@@absences"

    @property
    def rows(self) -> Iterator[AbsenceRow]:
        """Return the absences that concern the current person."""
        for office, absence in find_open_absences():
            yield AbsenceRow(
                absence.id,
                get_name(absence.worker),
                get_name(absence.substitute),
                get_office_title(office),
                format_day(absence.first_day),
                format_day(absence.last_day),
                absence.state == "begun",
                may_record(office, absence.worker),
            )

    @cached_property
    def offices(self) -> list[Office]:
        """Return the offices in which the current person works."""
        person = api.user.get_current().getId()
        return [office for office in find_offices() if person in find_workers(office)]

    @property
    def workers(self) -> list[dict]:
        """Return whose absence this person may record, oneself first."""
        person = api.user.get_current().getId()
        others = [
            worker
            for office in self.offices
            if oversees(office)
            for worker in find_workers(office)
        ]
        return self._list({*others} - {person}, "absent", first=[person])

    @property
    def substitutes(self) -> list[dict]:
        """Return the workers of the same offices."""
        people = {worker for office in self.offices for worker in find_workers(office)}
        return self._list(people, "substitute")

    @property
    def first_day(self) -> str:
        """Return what was typed, or today."""
        return str(self.request.form.get("first_day") or today(get_zone()))

    @property
    def last_day(self) -> str:
        """Return what was typed."""
        return str(self.request.form.get("last_day") or "")

    def _list(
        self, people: set[str], name: str, first: list[str] | None = None
    ) -> list:
        chosen = self.request.form.get(name)
        named = sorted((get_name(person), person) for person in people)
        ordered = [*((get_name(person), person) for person in first or ()), *named]
        return [
            {"value": person, "title": title, "is_chosen": person == chosen}
            for title, person in ordered
        ]

    def act(self) -> Message:
        """Record an absence, or end one."""
        return self._end() if self.get("end") else self._record()

    def find_way(self) -> str:
        """Return the page itself."""
        return self.url

    def _record(self) -> Message:
        form = self.request.form
        worker = str(form.get("absent") or api.user.get_current().getId())
        record_absence(
            find_office_of(worker),
            worker,
            str(form.get("substitute") or ""),
            read_day(form.get("first_day")),
            read_day(form.get("last_day")),
        )
        return _("msg_absence_recorded", default="The absence is recorded.")

    def _end(self) -> Message:
        try:
            office, absence = get_absence(str(self.request.form["end"]))
        except LookupError as error:
            raise NotFound("absence") from error
        end_absence(office, absence)
        return _(
            "msg_absence_ended",
            default="The absence is ended, and its open tasks are back with the worker.",
        )
