"""Response clocks: how long each part of the work may take.

Clock codes and default amounts: the standards' table of time limits; the
amounts in force are those of the case's own guide edition.

A case keeps its open clocks, each with the moment it began and the moment it
is due; the finished ones as they ended; and every change of a due moment.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import asdict
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from datetime import time
from enum import StrEnum
from riaya.cases.clocks.keeping import date_run
from riaya.cases.clocks.keeping import find_due
from riaya.cases.clocks.keeping import get_kept_rows
from riaya.cases.clocks.keeping import get_open_runs
from riaya.cases.clocks.keeping import is_stale
from riaya.cases.clocks.keeping import make_key
from riaya.cases.clocks.keeping import make_run
from riaya.cases.content import Case
from riaya.cases.interfaces import IDueDays
from riaya.core.settings import get_calendar
from riaya.core.time.calendar import WorkingCalendar
from riaya.core.time.clock import now
from riaya.guide.content import Guide
from riaya.guide.lookup import find_deadline_rules as find_rules
from zope.component import getAdapters


class ClockState(StrEnum):
    """How a clock stands."""

    RUNNING = "running"
    MET = "met"
    LATE = "late"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Deadline:
    """One run of a clock: when it began, when it is due, when it was met.

    `item_id` names the item of the file that it is about, where several of one
    code may run.  `group` and `edition` are those by which it is due.
    `escalated` holds the level and moment of each escalation.
    """

    clock: str
    started_at: datetime
    due_at: datetime
    met_at: datetime | None = None
    item_id: str = ""
    group: str | None = None
    edition: str | None = None
    escalated: tuple[tuple[str, datetime], ...] = ()

    @property
    def state(self) -> ClockState:
        """Return running or overdue for an open clock, met or late for a stopped one."""
        if self.met_at is not None:
            return ClockState.MET if self.met_at <= self.due_at else ClockState.LATE
        return ClockState.RUNNING if now() <= self.due_at else ClockState.OVERDUE


@dataclass(frozen=True)
class DueChange:
    """An open clock that was moved: `reason` is response_group, edition or calendar."""

    at: datetime
    clock: str
    item_id: str
    reason: str
    group: str | None
    former_due: datetime | None
    due: datetime | None


@dataclass(frozen=True)
class NextDue:
    """What is due next; `clock` is empty for a planned day."""

    due_at: datetime
    clock: str


def start_clock(case: Case, clock: str, item_id: str = "") -> None:
    """Start a clock; one of the same code and item that still runs begins anew."""
    run = make_run(case, clock, item_id)
    get_open_runs(case)[make_key(clock, item_id)] = run | date_run(
        run, case, get_calendar()
    )


def stop_clock(case: Case, clock: str, item_id: str = "") -> None:
    """Stop a clock if it runs; how it ended is kept."""
    run = get_open_runs(case).pop(make_key(clock, item_id), None)
    if run is None:
        return
    if is_stale(run, case):
        run = run | date_run(run, case, get_calendar())
    get_kept_rows(case, "finished_clocks").append(run | {"met_at": now()})


def drop_clocks(case: Case, but: Iterable[str] = ()) -> None:
    """Forget the open clocks except some: what was never done is no longer awaited."""
    clocks = get_open_runs(case)
    for key, run in list(clocks.items()):
        if run["clock"] not in but:
            del clocks[key]


def recompute_clocks(case: Case, reason: str) -> list[DueChange]:
    """Date the open clocks by the present group, edition and calendar.

    Returns the changes, which are kept.  `reason` is `response_group`,
    `edition` or `calendar`.
    """
    calendar = get_calendar()
    clocks = get_open_runs(case)
    changes = []
    for key, run in list(clocks.items()):
        dated = run | date_run(run, case, calendar)
        if dated == run:
            continue
        clocks[key] = dated
        if dated["due_at"] != run["due_at"]:
            changes.append(
                DueChange(
                    now(),
                    run["clock"],
                    run["item_id"],
                    reason,
                    case.response_group,
                    run["due_at"],
                    dated["due_at"],
                )
            )
    get_kept_rows(case, "clock_changes").extend(map(asdict, changes))
    return changes


def follow_response_group(case: Case) -> None:
    """Date the open clocks anew if the response group is no longer theirs."""
    if any(run["group"] != case.response_group for run in get_open_runs(case).values()):
        recompute_clocks(case, "response_group")


def preview_deadlines(case: Case, edition: Guide) -> list[Deadline]:
    """Return the open clocks as they would be due by another edition."""
    rules = find_rules(edition, case.response_group)
    calendar = get_calendar()
    dated = []
    for run in get_open_runs(case).values():
        due_at = find_due(run, rules.get(run["clock"]), calendar)
        if due_at:
            dated.append(_read_run(run | {"due_at": due_at, "edition": edition.UID()}))
    return sorted(dated, key=_order)


def find_open(case: Case) -> Iterator[Deadline]:
    """Return the clocks that run."""
    for run in get_open_runs(case).values():
        # Somebody may have changed the case and not yet saved it.
        dated = (
            run | date_run(run, case, get_calendar()) if is_stale(run, case) else run
        )
        if dated["due_at"] is not None:
            yield _read_run(dated)


def find_finished(case: Case) -> Iterator[Deadline]:
    """Return the runs that were stopped, in that order."""
    for run in getattr(case, "finished_clocks", None) or ():
        if run["due_at"] is not None:
            yield _read_run(run)


def find_deadlines(case: Case) -> list[Deadline]:
    """Return the clocks that run, and of others the last run, by their codes."""
    running = list(find_open(case))
    codes = {deadline.clock for deadline in running}
    last = {each.clock: each for each in find_finished(case)}
    ended = (each for clock, each in last.items() if clock not in codes)
    return sorted((*running, *ended), key=_order)


def find_changes(case: Case) -> list[DueChange]:
    """Return every change of a due moment, the oldest first."""
    return [DueChange(**row) for row in getattr(case, "clock_changes", None) or ()]


def find_next(case: Case) -> NextDue | None:
    """Return the first open clock, or planned day, that is due, or None."""
    waiting = [NextDue(each.due_at, each.clock) for each in find_open(case)]
    days = [
        day for _name, voice in getAdapters((case,), IDueDays) for day in voice.find()
    ]
    if days:
        calendar = get_calendar()
        waiting.append(NextDue(end_of_day(min(days), calendar), ""))
    return min(waiting, key=lambda each: each.due_at, default=None)


def end_of_day(day: date, calendar: WorkingCalendar) -> datetime:
    """Return the last moment of a day in the office's zone."""
    return datetime.combine(day, time(23, 59, 59), calendar.zone)


def note_escalation(case: Case, deadline: Deadline, level: str) -> None:
    """Keep with an open clock that somebody was told that it ran over."""
    key = make_key(deadline.clock, deadline.item_id)
    clocks = get_open_runs(case)
    clocks[key] = clocks[key] | {
        "escalated": (*clocks[key]["escalated"], (level, now()))
    }


def _read_run(run: dict) -> Deadline:
    return Deadline(**run)


def _order(deadline: Deadline) -> tuple[int, datetime]:
    return int(deadline.clock[1:]), deadline.started_at
