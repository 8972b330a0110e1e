"""Absences begin and end by themselves."""

from collections.abc import Iterator
from riaya.core.interfaces import IJob
from riaya.offices.content import Office
from riaya.offices.lookup import find_offices
from riaya.tasks.absences.keeping import Absence
from riaya.tasks.absences.keeping import find_absences
from riaya.tasks.absences.standing_in import begin_absence
from riaya.tasks.absences.standing_in import finish_absence
from riaya.tasks.absences.standing_in import has_begun
from riaya.tasks.absences.standing_in import is_over
from typing import Any
from zope.interface import implementer


@implementer(IJob)
class AbsenceJob:
    """Moves open tasks on the first day of an absence, and back after the last."""

    def find_work(self, site: Any) -> Iterator[str]:
        """Return office and id of each absence that has to begin or end."""
        for office in find_offices():
            for absence in find_absences(office):
                if is_due(absence):
                    yield f"{office.getId()}/{absence.id}"

    def do(self, site: Any, key: str) -> None:
        """Begin or end one absence, if it is still due."""
        office_id, _slash, absence_id = key.partition("/")
        office: Office = site["offices"][office_id]
        for absence in find_absences(office):
            if absence.id != absence_id or not is_due(absence):
                continue
            if is_over(absence):
                finish_absence(office, absence)
            else:
                begin_absence(office, absence)


def is_due(absence: Absence) -> bool:
    """Return True when the state of an absence no longer fits the day."""
    if is_over(absence):
        return absence.state != "ended"
    return absence.state == "to_come" and has_begun(absence)
