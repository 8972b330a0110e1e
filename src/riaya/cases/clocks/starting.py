"""Which clocks start and stop with what happens to a case.

Source: the standards' table of time limits, column "trigger → due".
"""

from riaya.cases.clocks.running import drop_clocks
from riaya.cases.clocks.running import follow_response_group
from riaya.cases.clocks.running import start_clock
from riaya.cases.clocks.running import stop_clock
from riaya.cases.content import Case
from riaya.cases.items.kinds import get_item_kind
from riaya.cases.marks import ClockMarks
from riaya.cases.stages import get_stage
from riaya.core.time.clock import freeze
from riaya.core.time.office_time import to_office_zone
from typing import Any


# What the clocks make of a transition of the case itself.
CASE_MARKS = {
    "registered": ClockMarks(starts=("T2", "T3")),
    "reinstate": ClockMarks(starts=("T2", "T3")),
    "complete_rapid_assessment": ClockMarks(stops=("T2",)),
    "refuse": ClockMarks(stops=("T2", "T3")),
    "mark_duplicate": ClockMarks(stops=("T2", "T3")),
    "assign": ClockMarks(stops=("T3",), starts=("T4",)),
    "decline_assignment": ClockMarks(stops=("T4",), starts=("T3",)),
    "accept_assignment": ClockMarks(starts=("T5",)),
    "complete_assessment": ClockMarks(stops=("T5",), starts=("T6",)),
    "start_implementation": ClockMarks(stops=("T6",), starts=("T7", "T8")),
    "request_closure": ClockMarks(stops=("T7", "T8"), starts=("T10",)),
    "return_closure": ClockMarks(stops=("T10",), starts=("T7", "T8")),
    "approve_closure": ClockMarks(stops=("T10",), starts=("T11",)),
    "reopen": ClockMarks(stops=("T11",), starts=("T5",)),
}
# A complaint is answered also when its case is closed.
OUTLASTS_CLOSURE = ("T12",)


def mark_registration(case: Case) -> None:
    """Start the clocks of a new case; the time since the report is known at once."""
    if case.reported_at:
        with freeze(to_office_zone(case.reported_at)):
            start_clock(case, "T1")
        stop_clock(case, "T1")
    mark_clocks(case, "registered")


def mark_clocks(case: Case, transition: str) -> None:
    """Start and stop the clocks that a transition of the case starts and stops."""
    follow_response_group(case)
    marks = CASE_MARKS.get(transition, ClockMarks())
    _stop(case, marks)
    if transition == "approve_closure":
        drop_clocks(case, but=OUTLASTS_CLOSURE)
    _start(case, marks)


def mark_item_clocks(case: Case, transition: str, item: Any) -> None:
    """Start and stop the clocks that an item's kind names for a transition of the item."""
    follow_response_group(case)
    kind = get_item_kind(item.portal_type)
    found = kind.find_clock_marks(item, transition, get_stage(case))
    for marks in found:
        _stop(case, marks, item.getId())
    for marks in found:
        _start(case, marks, item.getId())


def _stop(case: Case, marks: ClockMarks, item_id: str = "") -> None:
    for clock in marks.stops:
        stop_clock(case, clock, item_id if marks.of_item else "")


def _start(case: Case, marks: ClockMarks, item_id: str = "") -> None:
    if marks.only_in in (None, get_stage(case)):
        for clock in marks.starts:
            start_clock(case, clock, item_id if marks.of_item else "")
