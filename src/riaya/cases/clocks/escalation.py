"""Telling of clocks that ran over: once to the supervisor, then to the director.

When, is for the guide edition of the case to say.  Each escalation is kept with
its clock and in the timeline, and is announced to those who listen.
"""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from riaya.cases.clocks.running import Deadline
from riaya.cases.clocks.running import find_open
from riaya.cases.clocks.running import note_escalation
from riaya.cases.content import Case
from riaya.cases.events import ClockEscalated
from riaya.cases.timeline import record_occurrence
from riaya.core.settings import get_calendar
from riaya.core.time.calendar import WorkingCalendar
from riaya.core.time.clock import now
from riaya.guide.lookup import DeadlineRule
from riaya.guide.lookup import EscalationRule
from riaya.guide.lookup import find_deadline_rules
from riaya.guide.lookup import find_escalations
from riaya.guide.lookup import get_edition
from zope.event import notify


class Level(StrEnum):
    """Who is told, the nearest first."""

    SUPERVISOR = "supervisor"
    DIRECTOR = "director"


LEVELS = tuple(Level)


def escalate(case: Case) -> list[tuple[Level, Deadline]]:
    """Tell of every open clock what is due to be told now; return it.

    Asked again, it tells nothing twice.
    """
    moment = now()
    told = [
        (level, deadline)
        for due_at, level, deadline in _find_escalations(case)
        if due_at <= moment
    ]
    for level, deadline in told:
        note_escalation(case, deadline, str(level))
        record_occurrence(case, f"escalated_to_{level}", comment=deadline.clock)
        notify(ClockEscalated(case, deadline.clock, str(level)))
    return told


def find_next_escalation(case: Case) -> datetime | None:
    """Return when something has to be told next, or None."""
    moments = (due_at for due_at, _level, _deadline in _find_escalations(case))
    return min(moments, default=None)


def find_level(case: Case) -> int:
    """Return 0 if no open clock was escalated, 1 for the supervisor, 2 for the director."""
    reached = {level for each in find_open(case) for level, _at in each.escalated}
    return max((LEVELS.index(Level(level)) + 1 for level in reached), default=0)


def _find_escalations(case: Case) -> Iterator[tuple[datetime, Level, Deadline]]:
    """Return what is still to be told of each open clock, and when."""
    edition = get_edition(case.guide)
    if edition is None:
        return
    escalations = find_escalations(edition)
    rules = find_deadline_rules(edition, case.response_group)
    calendar = get_calendar()
    for deadline in find_open(case):
        told = {level for level, _at in deadline.escalated}
        rule = escalations.get(deadline.clock) or _read_default(rules[deadline.clock])
        for level in LEVELS:
            if level not in told:
                yield _find_moment(deadline, rule, level, calendar), level, deadline


def _read_default(rule: DeadlineRule) -> EscalationRule:
    """Return the rule of a clock of which the edition says nothing.

    The supervisor hears at once, the director when as much time again has passed.
    """
    return EscalationRule(0, rule.amount, rule.unit)


def _find_moment(
    deadline: Deadline, rule: EscalationRule, level: Level, calendar: WorkingCalendar
) -> datetime:
    after = rule.supervisor_after if level is Level.SUPERVISOR else rule.director_after
    return calendar.add(deadline.due_at, after, rule.unit)
