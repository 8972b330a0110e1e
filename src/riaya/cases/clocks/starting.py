"""Which clocks start and stop with what happens to a case.

Source: the standards' table of time limits, column "trigger → due".
"""

from riaya.cases.clocks.running import drop_clocks
from riaya.cases.clocks.running import follow_response_group
from riaya.cases.clocks.running import start_clock
from riaya.cases.clocks.running import stop_clock
from riaya.cases.content import Case
from riaya.cases.stages import get_stage
from riaya.cases.stages import Stage
from riaya.core.time.clock import freeze
from riaya.core.time.office_time import to_office_zone
from typing import Any


# Several of these may run in one case, each about an item of its file.
OF_ITEMS = frozenset({"T9", "T10", "T12"})
# The form in which the client's complaint is written down.
COMPLAINT = "complaint"

# What happens: a transition of the case, or `<item type>:<transition>`.
STARTS = {
    "registered": ("T2", "T3"),
    "reinstate": ("T2", "T3"),
    "decline_assignment": ("T3",),
    "assign": ("T4",),
    "accept_assignment": ("T5",),
    "reopen": ("T5",),
    "complete_assessment": ("T6",),
    "start_implementation": ("T7", "T8"),
    "return_closure": ("T7", "T8"),
    "contact": ("T7",),
    "review": ("T8",),
    "riaya.referral:send": ("T9",),
    "request_closure": ("T10",),
    "riaya.assessment:submit": ("T10",),
    "riaya.intervention_plan:submit": ("T10",),
    "approve_closure": ("T11",),
    "complaint:submit": ("T12",),
}
STOPS = {
    "complete_rapid_assessment": ("T2",),
    "refuse": ("T2", "T3"),
    "mark_duplicate": ("T2", "T3"),
    "assign": ("T3",),
    "decline_assignment": ("T4",),
    "complete_assessment": ("T5",),
    "start_implementation": ("T6",),
    "contact": ("T4", "T7", "T11"),
    "review": ("T8",),
    "request_closure": ("T7", "T8"),
    "riaya.referral:accept": ("T9",),
    "riaya.referral:decline": ("T9",),
    "riaya.referral:withdraw": ("T9",),
    "approve_closure": ("T10",),
    "return_closure": ("T10",),
    "riaya.assessment:approve": ("T10",),
    "riaya.assessment:return_": ("T10",),
    "riaya.intervention_plan:approve": ("T10",),
    "riaya.intervention_plan:return_": ("T10",),
    "reopen": ("T11",),
    "complaint:approve": ("T12",),
    "complaint:return_": ("T12",),
}


def mark_registration(case: Case) -> None:
    """Start the clocks of a new case; the time since the report is known at once."""
    if case.reported_at:
        with freeze(to_office_zone(case.reported_at)):
            start_clock(case, "T1")
        stop_clock(case, "T1")
    mark_clocks(case, "registered")


def mark_clocks(case: Case, transition: str, item: Any = None) -> None:
    """Start and stop the clocks that a transition of a case or item starts and stops."""
    follow_response_group(case)
    item_id = "" if item is None else item.getId()
    events = _find_events(case, transition, item)
    for event in events:
        for clock in STOPS.get(event, ()):
            stop_clock(case, clock, item_id if clock in OF_ITEMS else "")
    if transition == "approve_closure" and item is None:
        drop_clocks(case, but=("T12",))  # A complaint is answered all the same.
    for event in events:
        for clock in STARTS.get(event, ()):
            if _runs_now(case, clock, event):
                start_clock(case, clock, item_id if clock in OF_ITEMS else "")


def _find_events(case: Case, transition: str, item: Any) -> list[str]:
    """Return what a transition means for the clocks."""
    if item is None:
        return [transition]
    event = f"{item.portal_type}:{transition}"
    if event == "riaya.follow_up:record":
        return ["contact"]
    if item.portal_type == "riaya.assessment":
        if item.kind == COMPLAINT:
            return [f"{COMPLAINT}:{transition}"]
        if item.kind == "rapid":
            return []  # Nobody has to approve it.
        if event == "riaya.assessment:submit" and item.kind == "review":
            return [event, "review"]
    is_planned_anew = event == "riaya.intervention_plan:approve"
    if is_planned_anew and get_stage(case) == Stage.IMPLEMENTATION:
        return [event, "review"]
    return [event]


def _runs_now(case: Case, clock: str, event: str) -> bool:
    """Return False for contacts and reviews outside of the implementation."""
    if event not in ("contact", "review"):
        return True
    return get_stage(case) == Stage.IMPLEMENTATION
