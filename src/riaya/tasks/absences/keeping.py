"""Absences of workers, and who stands in for them.

An absence names days and people and no reason.  It is kept on the office, not
on the worker: it is the office's work that goes on.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from plone import api
from riaya import _
from riaya.cases.content import Case
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.offices.content import Office
from riaya.offices.lookup import find_offices
from riaya.offices.lookup import find_workers
from riaya.offices.lookup import get_office
from riaya.offices.lookup import oversees
from riaya.security.people import get_name
from riaya.tasks.exceptions import AbsenceRefused
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.i18nmessageid import Message

import secrets


KEY = "riaya.tasks.absences"


@dataclass(frozen=True)
class Absence:
    """From the first to the last day, both included; `state` is to_come, begun or ended."""

    id: str
    worker: str
    substitute: str
    first_day: date
    last_day: date
    state: str = "to_come"

    def meets(self, first_day: date, last_day: date) -> bool:
        """Return True when the absence has a day in common with a span of days."""
        return (
            self.state != "ended"
            and self.first_day <= last_day
            and first_day <= self.last_day
        )


def find_absences(office: Office) -> list[Absence]:
    """Return the absences of an office, the earliest first."""
    kept = [Absence(**row) for row in IAnnotations(office).get(KEY, {}).values()]
    return sorted(kept, key=lambda absence: (absence.first_day, absence.id))


def find_stand_in(case: Case, principal: str) -> Absence | None:
    """Return the absence for which somebody stands in for this person today, or None."""
    day = today(get_zone())
    for absence in find_absences(get_office(case)):
        if absence.worker == principal and absence.meets(day, day):
            return absence
    return None


def find_open_absences() -> Iterator[tuple[Office, Absence]]:
    """Return what the current person may know of absences to come or begun.

    Their own, those in which they stand in, and those of the people whose
    supervisor or director they are.
    """
    person = api.user.get_current().getId()
    for office in find_offices():
        decides = oversees(office)
        for absence in find_absences(office):
            if absence.state != "ended" and (
                decides or person in (absence.worker, absence.substitute)
            ):
                yield office, absence


def get_absence(absence_id: str) -> tuple[Office, Absence]:
    """Return an absence that the current person may know, with its office.

    Raises LookupError for all others.
    """
    for office, absence in find_open_absences():
        if absence.id == absence_id:
            return office, absence
    raise LookupError(absence_id)


def find_office_of(worker: str) -> Office:
    """Return the first office in which a worker works; raise AbsenceRefused."""
    for office in find_offices():
        if worker in find_workers(office):
            return office
    raise AbsenceRefused(
        _(
            "error_absence_no_office",
            default="Only people who work in an office can be stood in for.",
        )
    )


def read_day(value: Any) -> date:
    """Return a day such as 2026-12-01; raise AbsenceRefused for anything else."""
    try:
        return date.fromisoformat(str(value or ""))
    except ValueError as error:
        raise AbsenceRefused(
            _(
                "error_absence_day",
                default="Give the first and the last day as year-month-day, for example 2026-12-01.",
            )
        ) from error


def may_record(office: Office, worker: str) -> bool:
    """Return True for one's own absences, and for those of the people one supervises."""
    return worker == api.user.get_current().getId() or oversees(office)


def add_absence(
    office: Office, worker: str, substitute: str, first_day: date, last_day: date
) -> Absence:
    """Return a new absence that is kept on the office; raise AbsenceRefused."""
    absence = Absence(secrets.token_hex(8), worker, substitute, first_day, last_day)
    check_absence(office, absence)
    keep_absence(office, absence)
    return absence


def keep_absence(office: Office, absence: Absence) -> None:
    """Write an absence down as it is now."""
    annotations = IAnnotations(office)
    if KEY not in annotations:
        annotations[KEY] = OOBTree()
    annotations[KEY][absence.id] = asdict(absence)


def remove_absence(office: Office, absence: Absence) -> None:
    """Forget an absence that never began."""
    del IAnnotations(office)[KEY][absence.id]


def check_recorder(office: Office, worker: str) -> None:
    """Raise AbsenceRefused when the absences of a worker are not the person's business."""
    if not may_record(office, worker):
        raise AbsenceRefused(
            _(
                "error_absence_not_yours",
                default="You record your own absences. Those of others are recorded by the supervisors and the director of their office.",
            )
        )


def check_absence(office: Office, absence: Absence) -> None:
    """Raise AbsenceRefused with everything that speaks against an absence."""
    check_recorder(office, absence.worker)
    if faults := list(_find_faults(office, absence)):
        raise AbsenceRefused(
            _(
                "error_absence_refused",
                default="The absence cannot be recorded like this.",
            ),
            faults,
        )


def change_last_day(office: Office, absence: Absence, last_day: date) -> Absence:
    """Return the absence with another last day; raise AbsenceRefused."""
    changed = replace(absence, last_day=last_day)
    check_absence(office, changed)
    keep_absence(office, changed)
    return changed


def _find_faults(office: Office, absence: Absence) -> Iterator[Message]:
    workers = find_workers(office)
    own, others = workers.get(absence.worker), workers.get(absence.substitute)
    if absence.last_day < absence.first_day:
        yield _(
            "error_absence_ends_before_it_begins",
            default="The last day lies before the first one.",
        )
    if absence.last_day < today(get_zone()):
        yield _("error_absence_is_over", default="The last day has passed.")
    if own is None or others is None:
        yield _(
            "error_absence_other_office",
            default="The absent worker and the substitute must both work in the office ${office}.",
            mapping={"office": office.code},
        )
    elif absence.worker == absence.substitute:
        yield _("error_absence_own_substitute", default="Nobody stands in for oneself.")
    elif not own & others:
        yield _(
            "error_absence_other_work",
            default="${name} does other work. Choose a substitute of the same group of the office.",
            mapping={"name": get_name(absence.substitute)},
        )
    yield from _find_overlaps(office, absence)


def _find_overlaps(office: Office, absence: Absence) -> Iterator[Message]:
    others = [
        other
        for other in find_absences(office)
        if other.id != absence.id and other.meets(absence.first_day, absence.last_day)
    ]
    for other in others:
        if other.worker == absence.worker:
            yield _(
                "error_absence_overlaps",
                default="An absence of the same worker is already recorded for some of these days.",
            )
        if other.worker == absence.substitute:
            yield _(
                "error_substitute_absent",
                default="${name} is absent on some of these days.",
                mapping={"name": get_name(absence.substitute)},
            )
        if other.substitute == absence.worker:
            yield _(
                "error_absent_worker_stands_in",
                default="${name} stands in for somebody else on some of these days. End that first, or choose another substitute there.",
                mapping={"name": get_name(absence.worker)},
            )
