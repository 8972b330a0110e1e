"""Finding editions and the steps of a stage.

Case pages, guards and clocks ask here on every request, so the steps of an
edition that can no longer change are read once for each connection.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from plone import api
from plone.app.uuid.utils import uuidToObject
from riaya import _
from riaya.core.content import read_status
from riaya.core.vocabularies import get_language
from riaya.guide.content import Guide
from riaya.guide.content import GuideStep
from riaya.guide.contents import find_step_objects
from riaya.guide.exceptions import NoPublishedGuide
from riaya.guide.interfaces import IGuide
from typing import Any


WORKFLOW = "guide_workflow"
FROZEN_STATES = ("published", "superseded")
# Where to look for an edition first, by site and UID; what is there is compared.
_KNOWN_PLACES: dict[tuple[tuple[str, ...], str], tuple[str, ...]] = {}


@dataclass(frozen=True)
class DeadlineRule:
    """How long one clock may run for one response group."""

    clock: str
    group: str
    amount: int
    unit: str


@dataclass(frozen=True)
class EscalationRule:
    """How long after a clock fell due its supervisor, then the director, hear of it."""

    supervisor_after: int
    director_after: int
    unit: str


@dataclass(frozen=True)
class StandardTask:
    """A task that entering a stage creates; `days` are calendar days, None for no due day."""

    title: str
    title_en: str
    responsible_role: str
    days: int | None


@dataclass(frozen=True)
class StageStep:
    """A step as plain values, without its content object."""

    uid: str
    path: str
    title: str
    title_en: str
    stage: str
    responsible_role: str
    required_forms: tuple[str, ...]
    checklist: tuple[str, ...]
    checklist_en: tuple[str, ...]
    standard_tasks: tuple[StandardTask, ...]
    deadlines: tuple[DeadlineRule, ...]
    optional_forms: tuple[str, ...]
    holds_back: frozenset[str]
    may_be_skipped: frozenset[str]

    @property
    def readable_title(self) -> str:
        """Return the title in the reader's language."""
        return (get_language() == "en" and self.title_en) or self.title

    @property
    def readable_checklist(self) -> tuple[str, ...]:
        """Return the checklist in the reader's language."""
        return (get_language() == "en" and self.checklist_en) or self.checklist


def get_published_edition(policy: str) -> Guide:
    """Return the edition in force; raise NoPublishedGuide if there is none."""
    editions = find_editions(policy, ["published"])
    if not editions:
        raise NoPublishedGuide(
            _(
                "error_no_published_guide",
                default="No guide edition is published for the policy “${policy}”. Ask a trainer to publish one first.",
                mapping={"policy": policy},
            )
        )
    return editions[0]


def find_editions(policy: str, states: Iterable[str] | None = None) -> list[Guide]:
    """Return the editions of a policy, in any state or in some, whoever asks."""
    criteria = {} if states is None else {"review_state": list(states)}
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type="riaya.guide", policy=policy, **criteria
    )
    return [brain._unrestrictedGetObject() for brain in brains]


def get_edition(uid: str | None) -> Guide | None:
    """Return an edition by its UID, or None."""
    if not uid:
        return None
    site = api.portal.get()
    key = site.getPhysicalPath(), uid
    if (edition := _find_at(site, _KNOWN_PLACES.get(key), uid)) is not None:
        return edition
    # Asks the catalog, which first indexes whatever was changed so far.
    edition = uuidToObject(uid, unrestricted=True)
    if edition is not None:
        _KNOWN_PLACES[key] = edition.getPhysicalPath()
    return edition


def _find_at(site: Any, path: tuple[str, ...] | None, uid: str) -> Guide | None:
    """Return the edition if it still is where it was last found."""
    found: Any = site.unrestrictedTraverse(path, None) if path else None
    is_it = (
        IGuide.providedBy(found)
        and found.UID() == uid
        and found.getPhysicalPath() == path
    )
    return found if is_it else None


def find_guide_steps(edition: Guide) -> tuple[StageStep, ...]:
    """Return the steps of an edition in the order of its chapters."""
    # What is kept under that moment cannot outlive a publication that was undone.
    frozen_at = find_entry_time(edition, *FROZEN_STATES)
    known_at, known = getattr(edition, "_v_steps", (None, ()))
    if frozen_at is not None and known_at == frozen_at:
        return known
    steps = tuple(_read_step(step) for step in find_step_objects(edition))
    if frozen_at is not None:
        edition._v_steps = (frozen_at, steps)
    return steps


def find_stage_steps(edition: Guide | None, stage: str) -> list[StageStep]:
    """Return the steps that apply in one stage; none without an edition."""
    if edition is None:
        return []
    return [step for step in find_guide_steps(edition) if step.stage == stage]


def find_deadline_rules(
    edition: Guide | None, group: str | None
) -> dict[str, DeadlineRule]:
    """Return the rule of each clock for a response group."""
    if edition is None or not group:
        return {}
    return {
        rule.clock: rule
        for step in find_guide_steps(edition)
        for rule in step.deadlines
        if rule.group == group
    }


def find_escalations(edition: Guide) -> dict[str, EscalationRule]:
    """Return the rule of each clock for which the edition says when it escalates."""
    return {
        row["clock"]: EscalationRule(
            row["supervisor_after"], row["director_after"], row["unit"]
        )
        for row in edition.escalations or ()
    }


def find_entry_time(edition: Guide, *states: str) -> Any:
    """Return when an edition entered the state it is in, or None if it is not one of these."""
    status = read_status(edition, WORKFLOW)
    if status is None or status["review_state"] not in states:
        return None
    return status["time"]


def _read_step(step: GuideStep) -> StageStep:
    return StageStep(
        uid=step.UID(),
        path="/".join(step.getPhysicalPath()),
        title=step.title,
        title_en=step.title_en or "",
        stage=step.stage,
        responsible_role=step.responsible_role,
        required_forms=tuple(step.required_forms or ()),
        checklist=tuple(step.checklist or ()),
        checklist_en=tuple(step.checklist_en or ()),
        standard_tasks=tuple(
            StandardTask(
                title=row["title"],
                title_en=row.get("title_en") or "",
                responsible_role=row.get("responsible_role") or step.responsible_role,
                days=row.get("days"),
            )
            for row in step.standard_tasks or ()
        ),
        deadlines=tuple(
            DeadlineRule(row["clock"], row["group"], row["amount"], row["unit"])
            for row in step.deadlines or ()
        ),
        optional_forms=tuple(step.optional_forms or ()),
        holds_back=frozenset(step.holds_back or ()),
        may_be_skipped=frozenset(step.may_be_skipped or ()),
    )
