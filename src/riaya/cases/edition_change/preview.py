"""What moving a case to another edition would change, told before it is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from riaya.cases.clocks.running import find_open
from riaya.cases.clocks.running import preview_deadlines
from riaya.cases.content import Case
from riaya.cases.edition_change.changing import find_carried_ticks
from riaya.cases.edition_change.changing import find_newer_edition
from riaya.cases.practice.present_visit import get_present_visit
from riaya.cases.practice.readiness import describe_open
from riaya.cases.practice.requirements import find_form_requirements
from riaya.cases.practice.requirements import find_item_requirements
from riaya.cases.practice.requirements import find_requirements
from riaya.cases.stages import FORWARD
from riaya.cases.stages import get_stage
from riaya.cases.stages import PATH
from riaya.guide.content import Guide
from riaya.guide.differences.comparing import find_step_changes
from riaya.guide.differences.comparing import StepChange
from riaya.guide.lookup import find_stage_steps
from riaya.guide.lookup import get_edition
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class MovedDeadline:
    """An open clock: when it is due now, and when it would be; None for not at all."""

    clock: str
    item_id: str
    due_at: datetime | None
    new_due_at: datetime | None


@dataclass(frozen=True)
class EditionPreview:
    """What a case would meet in another edition, from its present stage on."""

    present: Guide | None
    edition: Guide
    changes: list[StepChange]
    deadlines: list[MovedDeadline]
    newly_missing: list[Message]


def preview_edition_change(case: Case) -> EditionPreview | None:
    """Return what moving the case to the edition in force changes; None if it is there."""
    edition = find_newer_edition(case)
    if edition is None:
        return None
    present = get_edition(case.guide)
    return EditionPreview(
        present,
        edition,
        list(_find_changes(case, present, edition)),
        _find_moved_deadlines(case, edition),
        _find_newly_missing(case, present, edition),
    )


def _find_changes(
    case: Case, present: Guide | None, edition: Guide
) -> Iterator[StepChange]:
    """Return each step that differs in the present stage or a later one, once."""
    if present is None:
        return
    told = []
    for stage in PATH[PATH.index(get_stage(case)) :]:
        for change in find_step_changes(present, edition, stage):
            if change not in told:
                told.append(change)
                yield change


def _find_moved_deadlines(case: Case, edition: Guide) -> list[MovedDeadline]:
    before = {(each.clock, each.item_id): each.due_at for each in find_open(case)}
    after = {
        (each.clock, each.item_id): each.due_at
        for each in preview_deadlines(case, edition)
    }
    keys = sorted(before.keys() | after.keys(), key=lambda key: (int(key[0][1:]), key))
    return [MovedDeadline(*key, before.get(key), after.get(key)) for key in keys]


def _find_newly_missing(
    case: Case, present: Guide | None, edition: Guide
) -> list[Message]:
    """Return what would hold the case back and does not yet.

    New standard tasks are told among the changes: they are made by the move.
    """
    stage = get_stage(case)
    visit = get_present_visit(case)
    steps = find_stage_steps(edition, stage)
    asked = [
        *find_form_requirements(case, FORWARD.get(stage), steps, visit),
        *find_item_requirements(steps, visit),
    ]
    settled = set()
    if present is not None:
        carried = find_carried_ticks(case, present, edition)
        settled = {*carried["ticks"], *carried["skips"]}
    blocking = {
        (each.kind, each.code) for each in find_requirements(case) if each.blocks
    }
    return [
        describe_open(each)
        for each in asked
        if each.blocks
        and each.id not in settled
        and (each.kind, each.code) not in blocking
    ]
