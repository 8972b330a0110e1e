"""All deadlines of an edition as one table: clocks down, response groups across.

In the table a clock belongs to one step.  Where the rows of a clock are spread
over several steps, saving brings them together in the chosen one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from riaya import _
from riaya.core.vocabularies import get_rows
from riaya.core.vocabularies import get_title
from riaya.guide.content import Guide
from riaya.guide.content import GuideStep
from riaya.guide.contents import find_step_objects
from riaya.guide.durations import find_length_fault
from riaya.guide.durations import LONGEST
from riaya.guide.exceptions import DeadlinesRefused
from zope.event import notify
from zope.i18nmessageid import Message
from zope.lifecycleevent import ObjectModifiedEvent

import json


CLOCKS = "riaya.guide.clocks"
GROUPS = "riaya.guide.response_groups"
# The column in which the step of a clock is chosen.
STEP = "step"


@dataclass(frozen=True)
class TypedLength:
    """An amount as it was typed, in western digits, and its unit; empty for no deadline."""

    amount: str
    unit: str


@dataclass(frozen=True)
class ClockLine:
    """The UID of the step of one clock, and its lengths by response group."""

    step: str
    lengths: Mapping[str, TypedLength]


Table = dict[str, ClockLine]


def read_table(edition: Guide) -> Table:
    """Return a line for every clock that there is; without a step where none is set."""
    homes: dict[str, str] = {}
    lengths: dict[tuple[str, str], TypedLength] = {}
    for step in find_step_objects(edition):
        for row in step.deadlines or ():
            homes.setdefault(row["clock"], step.UID())
            key = row["clock"], row["group"]
            lengths.setdefault(key, TypedLength(str(row["amount"]), row["unit"]))
    return {
        clock["code"]: ClockLine(
            step=homes.get(clock["code"], ""),
            lengths={
                group["code"]: lengths[clock["code"], group["code"]]
                for group in get_rows(GROUPS)
                if (clock["code"], group["code"]) in lengths
            },
        )
        for clock in get_rows(CLOCKS)
    }


def get_table_version(edition: Guide) -> str:
    """Return what changes with every change of a deadline or of the steps."""
    rows = [(step.UID(), step.deadlines or []) for step in find_step_objects(edition)]
    return sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()[:16]


def write_table(edition: Guide, table: Table, opened: str) -> int:
    """Return how many steps changed when the deadlines are those of the table.

    A length left empty is removed.  Raises DeadlinesRefused with a sentence for
    each wrong cell, and when a deadline was changed since `opened`, the version
    that the person has seen.  Clocks that the table does not name stay as they are.
    """
    if opened != get_table_version(edition):
        raise DeadlinesRefused(
            _(
                "error_deadlines_changed_meanwhile",
                default="The deadlines were changed after you opened the table. Nothing was saved; what you typed still stands below. Read the newer table in another window, then save again.",
            )
        )
    steps = {step.UID(): step for step in find_step_objects(edition)}
    if cells := _find_wrong_cells(table, set(steps)):
        raise DeadlinesRefused(
            _(
                "error_deadline_table",
                default="The deadlines were not saved. Repair the marked places.",
            ),
            cells,
        )
    return sum(_write_step(step, table) for step in steps.values())


def _write_step(step: GuideStep, table: Table) -> bool:
    kept = [row for row in step.deadlines or () if row["clock"] not in table]
    rows = kept + [
        {
            "clock": clock,
            "group": group,
            "amount": int(length.amount),
            "unit": length.unit,
        }
        for clock, line in table.items()
        if line.step == step.UID()
        for group, length in line.lengths.items()
        if length.amount
    ]
    if _sort(rows) == _sort(step.deadlines or []):
        return False
    step.deadlines = rows
    notify(ObjectModifiedEvent(step))
    return True


def _sort(rows: list[dict]) -> list[tuple]:
    return sorted(
        (row["clock"], row["group"], row["amount"], row["unit"]) for row in rows
    )


def _find_wrong_cells(table: Table, steps: set[str]) -> dict[tuple[str, str], Message]:
    """Return why, for each wrong cell, by clock and by response group or `step`."""
    clocks = {row["code"] for row in get_rows(CLOCKS)}
    groups = {row["code"] for row in get_rows(GROUPS)}
    wrong: dict[tuple[str, str], Message] = {}
    for clock, line in table.items():
        lengths = {group: each for group, each in line.lengths.items() if each.amount}
        if lengths and line.step not in steps:
            wrong[clock, STEP] = _(
                "error_deadline_without_step",
                default="${clock}: choose the step to which the clock belongs.",
                mapping={"clock": clock},
            )
        for group, length in lengths.items():
            fault = _find_fault(length)
            if clock not in clocks or group not in groups:
                fault = _(
                    "error_deadline_unknown",
                    default="this clock or group is not known.",
                )
            if fault:
                wrong[clock, group] = _(
                    "error_deadline_cell",
                    default="${clock}, ${group}: ${reason}",
                    mapping={
                        "clock": clock,
                        "group": get_title(GROUPS, group),
                        "reason": fault,
                    },
                )
    return wrong


def _find_fault(length: TypedLength) -> Message | None:
    if length.unit not in set(LONGEST):
        return _("error_deadline_unit", default="choose hours, working days or days.")
    if not length.amount.removeprefix("-").isdecimal() or len(length.amount) > 9:
        return _("error_cell_not_a_number", default="give a whole number.")
    return find_length_fault(int(length.amount), length.unit)
