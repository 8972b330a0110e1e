"""How a case keeps its clocks: open runs by key, and lists that only grow.

A run is a dict: `clock`, `item_id`, `started_at`, `due_at` (None when the edition
sets no amount), `met_at`, `group` and `edition` by which it is dated, `escalated`.
"""

from datetime import datetime
from datetime import UTC
from persistent.list import PersistentList
from persistent.mapping import PersistentMapping
from riaya.cases.content import Case
from riaya.core.time.calendar import WorkingCalendar
from riaya.core.time.clock import now
from riaya.guide.lookup import DeadlineRule
from riaya.guide.lookup import find_deadline_rules as find_rules
from riaya.guide.lookup import get_edition
from typing import Any


def make_run(case: Case, clock: str, item_id: str) -> dict[str, Any]:
    """Return a run that begins now, not yet dated."""
    return {
        "clock": clock,
        "item_id": item_id,
        "started_at": now(),
        "due_at": None,
        "met_at": None,
        "group": case.response_group,
        "edition": case.guide,
        "escalated": (),
    }


def date_run(run: dict, case: Case, calendar: WorkingCalendar) -> dict[str, Any]:
    """Return what a run says of when it is due, by what the case says now."""
    rules = find_rules(get_edition(case.guide), case.response_group)
    return {
        "due_at": find_due(run, rules.get(run["clock"]), calendar),
        "group": case.response_group,
        "edition": case.guide,
    }


def find_due(
    run: dict, rule: DeadlineRule | None, calendar: WorkingCalendar
) -> datetime | None:
    """Return when a run is due by a rule, in UTC; None without one."""
    if rule is None:
        return None
    # The database keeps no zone of a country.
    return calendar.add(run["started_at"], rule.amount, rule.unit).astimezone(UTC)


def is_stale(run: dict, case: Case) -> bool:
    """Return True when a run was dated by another group or edition than the case has now."""
    return (run["group"], run["edition"]) != (case.response_group, case.guide)


def make_key(clock: str, item_id: str) -> str:
    """Return the key of a clock; several of one code may run, each about an item."""
    return f"{clock}:{item_id}" if item_id else clock


def get_open_runs(case: Case) -> PersistentMapping:
    """Return the open runs by their keys."""
    if getattr(case, "clocks", None) is None:
        case.clocks = PersistentMapping()
    return case.clocks


def get_kept_rows(case: Case, name: str) -> PersistentList:
    """Return one of the lists that only grow: `finished_clocks`, `clock_changes`."""
    if getattr(case, name, None) is None:
        setattr(case, name, PersistentList())
    return getattr(case, name)
