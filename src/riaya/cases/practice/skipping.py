"""Skipping with a reason what the guide requires, where the step allows it."""

from plone import api
from riaya import _
from riaya.cases.content import Case
from riaya.cases.exceptions import SkipRefused
from riaya.cases.practice.present_visit import get_present_visit
from riaya.cases.practice.present_visit import open_present_visit
from riaya.cases.practice.requirements import find_requirements
from riaya.cases.practice.requirements import RequirementKind
from riaya.cases.practice.requirements import StageRequirement
from riaya.cases.practice.requirements import Standing
from riaya.cases.timeline import record_occurrence
from riaya.core.time.clock import now


LONGEST_REASON = 1000


def find_skips(case: Case) -> list[StageRequirement]:
    """Return what was skipped in the present visit, cancelled tasks included."""
    return [
        each for each in find_requirements(case) if each.standing == Standing.SKIPPED
    ]


def skip_requirement(case: Case, requirement_id: str, reason: str) -> StageRequirement:
    """Return the requirement, skipped for a reason that stays in the case.

    Raises SkipRefused for what the present stage does not require, what is
    done or skipped already, what the step or the workflow does not let
    anybody skip, a task (which is cancelled instead), and without a reason.
    """
    requirement = _get_requirement(case, requirement_id)
    _check_skippable(requirement)
    reason = (reason or "").strip()
    if not reason:
        raise SkipRefused(
            _(
                "error_skip_reason_missing",
                default="Say why “${what}” is skipped.",
                mapping={"what": requirement.readable_title},
            )
        )
    if len(reason) > LONGEST_REASON:
        raise SkipRefused(
            _(
                "error_skip_reason_long",
                default="The reason is longer than ${count} characters. Say it more shortly.",
                mapping={"count": LONGEST_REASON},
            )
        )
    open_present_visit(case).skips[requirement_id] = {
        "reason": reason,
        "by": api.user.get_current().getId(),
        "at": now(),
    }
    record_occurrence(case, "skipped", comment=reason)
    case.reindexObject(idxs=["modified"])
    return requirement


def undo_skip(case: Case, requirement_id: str) -> None:
    """Require again what was skipped; raise SkipRefused when it was not."""
    if requirement_id not in get_present_visit(case).skips:
        raise SkipRefused(
            _(
                "error_skip_unknown",
                default="Nothing of that kind was skipped in the present stage of case ${number}.",
                mapping={"number": case.case_number},
            )
        )
    del open_present_visit(case).skips[requirement_id]
    record_occurrence(case, "unskipped")
    case.reindexObject(idxs=["modified"])


def _get_requirement(case: Case, requirement_id: str) -> StageRequirement:
    for requirement in find_requirements(case):
        if requirement.id == requirement_id:
            return requirement
    raise SkipRefused(
        _(
            "error_requirement_unknown",
            default="The present stage of case ${number} does not require this. Open the page of the case again.",
            mapping={"number": case.case_number},
        )
    )


def _check_skippable(requirement: StageRequirement) -> None:
    what = {"what": requirement.readable_title}
    if not requirement.is_open:
        raise SkipRefused(
            _(
                "error_skip_not_open",
                default="“${what}” is done or skipped already.",
                mapping=what,
            )
        )
    if not requirement.may_be_skipped:
        raise SkipRefused(
            _(
                "error_skip_not_allowed",
                default="“${what}” cannot be skipped: the guide, or the case workflow itself, needs it here.",
                mapping=what,
            )
        )
    if requirement.kind == RequirementKind.TASK:
        raise SkipRefused(
            _(
                "error_skip_task",
                default="“${what}” is a task. Cancel the task and give the reason there.",
                mapping=what,
            )
        )
