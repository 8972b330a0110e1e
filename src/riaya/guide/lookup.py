"""Finding editions and the steps of a stage.

Case pages, guards and clocks ask here on every request, so the steps of an
edition that can no longer change are read once for each connection.
"""

from dataclasses import dataclass
from plone import api
from plone.app.uuid.utils import uuidToObject
from riaya import _
from riaya.core.exceptions import RiayaError
from riaya.core.vocabularies import get_language
from riaya.guide.content import Guide
from riaya.guide.content import GuideStep
from riaya.guide.interfaces import IGuideChapter
from riaya.guide.interfaces import IGuideStep


FROZEN_STATES = ("published", "superseded")


class NoPublishedGuide(RiayaError):
    """Raised when a policy has no published edition."""



@dataclass(frozen=True)
class Step:
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
    deadlines: tuple[tuple[str, str, int, str], ...]

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
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
        portal_type="riaya.guide", review_state="published", policy=policy
    )
    if not brains:
        raise NoPublishedGuide(
            _(
                "error_no_published_guide",
                default="No guide edition is published for the policy “${policy}”. Ask a trainer to publish one first.",
                mapping={"policy": policy},
            )
        )
    return brains[0]._unrestrictedGetObject()


def get_edition(uid: str | None) -> Guide | None:
    """Return an edition by its UID, or None."""
    return uuidToObject(uid, unrestricted=True) if uid else None


def find_steps(edition: Guide) -> tuple[Step, ...]:
    """Return the steps of an edition in the order of its chapters."""
    if (known := getattr(edition, "_v_steps", None)) is not None:
        return known
    steps = tuple(
        _read_step(step)
        for chapter in edition.objectValues()
        if IGuideChapter.providedBy(chapter)
        for step in chapter.objectValues()
        if IGuideStep.providedBy(step)
    )
    if api.content.get_state(edition, default=None) in FROZEN_STATES:
        edition._v_steps = steps
    return steps


def find_stage_steps(edition: Guide | None, stage: str) -> list[Step]:
    """Return the steps that apply in one stage; none without an edition."""
    if edition is None:
        return []
    return [step for step in find_steps(edition) if step.stage == stage]


def find_deadlines(
    edition: Guide | None, group: str | None
) -> dict[str, tuple[int, str]]:
    """Return amount and unit of each clock for a response group."""
    if edition is None or not group:
        return {}
    return {
        clock: (amount, unit)
        for step in find_steps(edition)
        for clock, row_group, amount, unit in step.deadlines
        if row_group == group
    }


def _read_step(step: GuideStep) -> Step:
    return Step(
        uid=step.UID(),
        path="/".join(step.getPhysicalPath()),
        title=step.title,
        title_en=step.title_en or "",
        stage=step.stage,
        responsible_role=step.responsible_role,
        required_forms=tuple(step.required_forms or ()),
        checklist=tuple(step.checklist or ()),
        checklist_en=tuple(step.checklist_en or ()),
        deadlines=tuple(
            (row["clock"], row["group"], row["amount"], row["unit"])
            for row in step.deadlines or ()
        ),
    )
