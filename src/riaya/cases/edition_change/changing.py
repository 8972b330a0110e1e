"""Moving one case to the edition of the guide that is in force.

A case keeps its edition for life unless a supervisor moves it.  What happened
until then stays judged by the former edition: stages that were left, and clocks
that were stopped.  What is open follows the new one.
"""

from plone import api
from riaya import _
from riaya import logger
from riaya.cases.clocks.running import recompute_clocks
from riaya.cases.content import Case
from riaya.cases.events import EditionChanged
from riaya.cases.exceptions import EditionRefused
from riaya.cases.practice.present_visit import get_present_visit
from riaya.cases.practice.present_visit import open_present_visit
from riaya.cases.practice.requirements import make_item_id
from riaya.cases.stages import ENDED
from riaya.cases.stages import get_stage
from riaya.cases.timeline import record_occurrence
from riaya.core.settings import get_policy
from riaya.guide.content import Guide
from riaya.guide.interfaces import IGuide
from riaya.guide.lookup import find_editions
from riaya.guide.lookup import find_stage_steps
from riaya.guide.lookup import get_edition
from typing import Any
from zope.event import notify


LONGEST_REASON = 1000


def find_newer_edition(case: Case) -> Guide | None:
    """Return the edition in force to which a case could be moved, or None."""
    if get_stage(case) in ENDED:
        return None
    present = get_edition(case.guide)
    if present is not None and api.content.get_state(present) == "published":
        return None
    editions = find_editions(get_policy("code"), ["published"])
    return editions[0] if editions else None


def change_edition(case: Case, edition: Any, reason: str) -> None:
    """Move a case to the edition in force.

    Open clocks are dated by it, what was ticked stays ticked where the new
    edition asks for the same, and whoever listens hears EditionChanged.  Raises
    EditionRefused for a case that has ended, for anything but the published
    edition of the policy, for the edition that the case has, and without a
    reason.
    """
    _check(case, edition)
    reason = _check_reason(reason)
    former_uid = case.guide
    former = get_edition(former_uid)
    case.guide = edition.UID()
    if former is not None:
        _carry_ticks(case, former, edition)
    recompute_clocks(case, "edition")
    numbers = " / ".join(each.edition for each in (former, edition) if each is not None)
    record_occurrence(case, "edition_changed", comment=f"{numbers}: {reason}")
    logger.info("Case %s: moved to edition %s", case.case_number, edition.edition)
    notify(EditionChanged(case, former_uid))
    case.reindexObject(idxs=["modified"])


def find_carried_ticks(case: Case, former: Guide, edition: Guide) -> dict[str, dict]:
    """Return the `ticks` and `skips` of the present checklist that stay, by their new ids.

    An item is known by its wording; where two steps have the same, by the
    place of its step in the guide.
    """
    stage = get_stage(case)
    visit = get_present_visit(case)
    carried: dict[str, dict] = {}
    for name in ("ticks", "skips"):
        rows = {}
        kept = getattr(visit, name)
        for step in find_stage_steps(former, stage):
            for text in step.checklist:
                if row := kept.get(make_item_id(step.uid, text)):
                    rows[text, _get_place(step.path)] = row
                    rows.setdefault((text, ""), row)
        carried[name] = {
            make_item_id(step.uid, text): row
            for step in find_stage_steps(edition, stage)
            for text in step.checklist
            if (row := rows.get((text, _get_place(step.path))) or rows.get((text, "")))
        }
    return carried


def _carry_ticks(case: Case, former: Guide, edition: Guide) -> None:
    carried = find_carried_ticks(case, former, edition)
    if any(carried.values()):
        visit = open_present_visit(case)
        visit.ticks.update(carried["ticks"])
        visit.skips.update(carried["skips"])


def _get_place(path: str) -> str:
    """Return the ids of chapter and step, which a copied edition keeps."""
    return "/".join(path.split("/")[-2:])


def _check(case: Case, edition: Any) -> None:
    if get_stage(case) in ENDED:
        raise EditionRefused(
            _(
                "error_edition_case_ended",
                default="Case ${number} has ended and keeps its edition of the guide. Reopen or reinstate it first.",
                mapping={"number": case.case_number},
            )
        )
    if not IGuide.providedBy(edition):
        raise EditionRefused(
            _(
                "error_edition_unknown",
                default="There is no such edition of the guide. Choose the edition that is in force.",
            )
        )
    number = {"edition": edition.edition}
    if edition.policy != get_policy("code"):
        raise EditionRefused(
            _(
                "error_edition_of_other_policy",
                default="Edition ${edition} belongs to another policy than this site. Choose the edition that is in force here.",
                mapping=number,
            )
        )
    if edition.UID() == case.guide:
        raise EditionRefused(
            _(
                "error_edition_same",
                default="Case ${number} is on edition ${edition} already.",
                mapping=number | {"number": case.case_number},
            )
        )
    if api.content.get_state(edition) != "published":
        raise EditionRefused(
            _(
                "error_edition_not_in_force",
                default="Edition ${edition} is not in force. A case can only be moved to the edition that is published now.",
                mapping=number,
            )
        )


def _check_reason(reason: str) -> str:
    reason = (reason or "").strip()
    if not reason:
        raise EditionRefused(
            _(
                "error_edition_reason_missing",
                default="Say why the case is moved to another edition.",
            )
        )
    if len(reason) > LONGEST_REASON:
        raise EditionRefused(
            _(
                "error_edition_reason_long",
                default="The reason is longer than ${count} characters. Say it more shortly.",
                mapping={"count": LONGEST_REASON},
            )
        )
    return reason
