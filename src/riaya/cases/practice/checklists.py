"""Ticking the checklist of the guide for a case."""

from collections.abc import Mapping
from plone import api
from riaya import _
from riaya.cases.content import Case
from riaya.cases.exceptions import ChecklistItemUnknown
from riaya.cases.practice.present_visit import get_present_visit
from riaya.cases.practice.present_visit import open_present_visit
from riaya.cases.practice.requirements import find_item_requirements
from riaya.cases.practice.requirements import StageRequirement
from riaya.cases.stages import get_stage
from riaya.core.time.clock import now
from riaya.guide.lookup import find_stage_steps
from riaya.guide.lookup import get_edition


def find_checklist(case: Case) -> list[StageRequirement]:
    """Return the items of the steps of the present stage, in the guide's order."""
    steps = find_stage_steps(get_edition(case.guide), get_stage(case))
    return list(find_item_requirements(steps, get_present_visit(case)))


def tick_items(case: Case, ticks: Mapping[str, bool]) -> None:
    """Tick items and take ticks away, by their ids; leave all others as they are.

    A tick that stands keeps who gave it and when.  Raises ChecklistItemUnknown
    for an id that is not of the present stage, and then changes nothing.
    """
    known = {item.id: item for item in find_checklist(case)}
    for item_id in ticks:
        if item_id not in known:
            raise ChecklistItemUnknown(
                _(
                    "error_checklist_item_unknown",
                    default="The checklist of case ${number} has no such item now. The case may have left the stage: open its page again.",
                    mapping={"number": case.case_number},
                )
            )
    visit = open_present_visit(case)
    for item_id, is_ticked in ticks.items():
        if is_ticked and item_id not in visit.ticks:
            # A skipped item that is done after all is no longer skipped.
            visit.skips.pop(item_id, None)
            visit.ticks[item_id] = {
                "text": known[item_id].code,
                "by": api.user.get_current().getId(),
                "at": now(),
            }
        elif not is_ticked and item_id in visit.ticks:
            del visit.ticks[item_id]
