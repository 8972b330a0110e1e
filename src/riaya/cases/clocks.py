"""Response clocks: how long each part of the work may take.

Clock codes and default amounts: the standards' table of time limits; the
amounts in force are those of the case's own guide edition.
"""

from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from enum import StrEnum
from persistent.mapping import PersistentMapping
from riaya.cases.content import Case
from riaya.cases.interfaces import IDueDays
from riaya.cases.stages import ENDED
from riaya.cases.stages import get_stage
from riaya.core.calendar import WorkingCalendar
from riaya.core.clock import now
from riaya.core.settings import get_calendar
from riaya.guide.lookup import find_deadlines as find_edition_deadlines
from riaya.guide.lookup import get_edition
from typing import Any
from zope.component import getAdapters


class ClockState(StrEnum):
    """How a clock stands."""

    RUNNING = "running"
    MET = "met"
    LATE = "late"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Deadline:
    """One clock of a case: when it began, when it is due, when it was met."""

    clock: str
    started_at: datetime
    due_at: datetime
    met_at: datetime | None

    @property
    def state(self) -> ClockState:
        """Return running or overdue for an open clock, met or late for a stopped one."""
        if self.met_at is not None:
            return ClockState.MET if self.met_at <= self.due_at else ClockState.LATE
        return ClockState.RUNNING if now() <= self.due_at else ClockState.OVERDUE


# What starts and stops each clock: a transition of the case, `added`, or
# `<item type>:<transition>`.
STARTS = {
    "registered": ("T2", "T3"),
    "reinstate": ("T2", "T3"),
    "assign": ("T4",),
    "accept_assignment": ("T5",),
    "reopen": ("T5",),
    "complete_assessment": ("T6",),
    "start_implementation": ("T7", "T8"),
    "riaya.follow_up:record": ("T7",),
    "request_closure": ("T10",),
    "riaya.assessment:submit": ("T10",),
    "riaya.intervention_plan:submit": ("T10",),
    "approve_closure": ("T11",),
    "decline_assignment": ("T3",),
}
STOPS = {
    "complete_rapid_assessment": ("T2",),
    "refuse": ("T2", "T3"),
    "mark_duplicate": ("T2", "T3"),
    "assign": ("T3",),
    "decline_assignment": ("T4",),
    "complete_assessment": ("T5",),
    "start_implementation": ("T6",),
    "riaya.follow_up:record": ("T4", "T7", "T11"),
    "request_closure": ("T7", "T8"),
    "approve_closure": ("T10",),
    "return_closure": ("T10",),
    "reopen": ("T11",),
    "riaya.assessment:approve": ("T10",),
    "riaya.assessment:return_": ("T10",),
    "riaya.intervention_plan:approve": ("T10",),
    "riaya.intervention_plan:return_": ("T10",),
}


def mark_clocks(case: Case, transition: str, item: Any = None) -> None:
    """Start and stop the clocks that a transition starts and stops."""
    event = transition if item is None else f"{item.portal_type}:{transition}"
    clocks = _get_clocks(case)
    moment = now()
    for clock in STOPS.get(event, ()):
        if clock in clocks and clocks[clock][1] is None:
            clocks[clock] = (clocks[clock][0], moment)
    if event == "approve_closure":
        # What was never done is no longer awaited; the timeline still tells.
        for clock in [each for each, times in clocks.items() if times[1] is None]:
            del clocks[clock]
    if _starts_nothing(case, event, item):
        return
    for clock in STARTS.get(event, ()):
        clocks[clock] = (moment, None)


def _starts_nothing(case: Case, event: str, item: Any) -> bool:
    """Return True for a contact after closure, and for work that nobody has to approve."""
    if event == "riaya.follow_up:record":
        return get_stage(case) in ENDED
    return event == "riaya.assessment:submit" and item.kind == "rapid"


def find_deadlines(case: Case) -> list[Deadline]:
    """Return the clocks that have started, by their codes.

    A clock without an amount in the case's edition does not run.
    """
    amounts = find_edition_deadlines(get_edition(case.guide), case.response_group)
    calendar = get_calendar()
    deadlines = []
    for clock, (started_at, met_at) in sorted(_get_clocks(case).items()):
        if clock in amounts:
            rule = amounts[clock]
            due_at = calendar.add(started_at, rule.amount, rule.unit)
            deadlines.append(Deadline(clock, started_at, due_at, met_at))
    return sorted(deadlines, key=lambda deadline: int(deadline.clock[1:]))


def find_next_due(case: Case) -> datetime | None:
    """Return when the first open clock, or planned day, is due, or None."""
    moments = [d.due_at for d in find_deadlines(case) if d.met_at is None]
    days = [
        day for _name, voice in getAdapters((case,), IDueDays) for day in voice.find()
    ]
    if days:
        calendar = get_calendar()
        moments.extend(end_of_day(day, calendar) for day in days)
    return min(moments, default=None)


def end_of_day(day: date, calendar: WorkingCalendar) -> datetime:
    """Return the last moment of a day in the office's zone."""
    return datetime.combine(day, time(23, 59, 59), calendar.zone)


def _get_clocks(case: Case) -> PersistentMapping:
    if getattr(case, "clocks", None) is None:
        case.clocks = PersistentMapping()
    return case.clocks
