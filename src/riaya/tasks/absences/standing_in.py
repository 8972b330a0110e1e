"""Open tasks go to a substitute when an absence begins, and back when it ends."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from plone import api
from riaya.cases.timeline import record_occurrence
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.offices.content import Office
from riaya.tasks.absences.keeping import Absence
from riaya.tasks.absences.keeping import add_absence
from riaya.tasks.absences.keeping import change_last_day
from riaya.tasks.absences.keeping import check_recorder
from riaya.tasks.absences.keeping import keep_absence
from riaya.tasks.absences.keeping import remove_absence
from riaya.tasks.access import follow_task
from riaya.tasks.access import get_case_of_task
from riaya.tasks.content import Task
from riaya.tasks.open_tasks import is_open


def record_absence(
    office: Office, worker: str, substitute: str, first_day: date, last_day: date
) -> Absence:
    """Return a recorded absence; one that has begun takes effect at once.

    Raises AbsenceRefused.
    """
    absence = add_absence(office, worker, substitute, first_day, last_day)
    return begin_absence(office, absence) if has_begun(absence) else absence


def move_last_day(office: Office, absence: Absence, last_day: date) -> Absence:
    """Return the absence with another last day, which the tasks follow."""
    changed = change_last_day(office, absence, last_day)
    for task in _find_tasks(office, changed.substitute):
        if task.stands_in_for == changed.worker:
            task.stands_in_until = last_day
            follow_task(task)
    return changed


def end_absence(office: Office, absence: Absence) -> None:
    """End an absence now: the tasks go back, and one that never began is forgotten.

    Raises AbsenceRefused for who may not record it.
    """
    check_recorder(office, absence.worker)
    if absence.state == "to_come":
        remove_absence(office, absence)
    else:
        finish_absence(office, absence)


def begin_absence(office: Office, absence: Absence) -> Absence:
    """Give the open tasks of the absent worker to the substitute."""
    for task in _find_tasks(office, absence.worker):
        task.stands_in_for = absence.worker
        task.stands_in_until = absence.last_day
        _give(task, absence.substitute)
    begun = replace(absence, state="begun")
    keep_absence(office, begun)
    return begun


def finish_absence(office: Office, absence: Absence) -> None:
    """Give back to the worker what the substitute did not finish."""
    for task in _find_tasks(office, absence.substitute):
        if task.stands_in_for == absence.worker:
            task.stands_in_for = task.stands_in_until = None
            _give(task, absence.worker)
    keep_absence(office, replace(absence, state="ended"))


def has_begun(absence: Absence) -> bool:
    """Return True from the first day on."""
    return absence.first_day <= today(get_zone())


def is_over(absence: Absence) -> bool:
    """Return True from the day after the last one."""
    return absence.last_day < today(get_zone())


def _give(task: Task, responsible: str) -> None:
    task.responsible = responsible
    record_occurrence(get_case_of_task(task), "hand_over", task)
    follow_task(task)


def _find_tasks(office: Office, responsible: str) -> Iterator[Task]:
    """Return the open tasks of a worker in the cases of an office, whoever asks."""
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type="riaya.task",
        review_state="open",
        responsible=responsible,
        path="/".join(office.getPhysicalPath()),
    )
    for brain in list(brains):
        task = brain._unrestrictedGetObject()
        if is_open(task) and task.responsible == responsible:
            yield task
