"""The order of chapters and steps, and the chapter in which a step stands."""

from Acquisition import aq_inner
from Acquisition import aq_parent
from collections.abc import Sequence
from enum import StrEnum
from plone import api
from riaya import _
from riaya.guide.content import Guide
from riaya.guide.content import GuideChapter
from riaya.guide.content import GuideStep
from riaya.guide.contents import find_edition_of
from riaya.guide.exceptions import OrderRefused
from riaya.guide.exceptions import StepCannotMove
from riaya.guide.interfaces import IGuideChapter
from typing import Any
from zope.container.contained import notifyContainerModified


PARTS = {
    "riaya.guide": "riaya.guide_chapter",
    "riaya.guide_chapter": "riaya.guide_step",
}


class Direction(StrEnum):
    """Where a part may be moved."""

    UP = "up"
    DOWN = "down"


def move_part(container: Guide | GuideChapter, part_id: str, direction: str) -> None:
    """Move a chapter or step one place up or down among its like.

    Raises KeyError for a part that is not there and ValueError for another
    direction.
    """
    delta = -1 if Direction(direction) is Direction.UP else 1
    # Pictures and files between the parts are not counted as places.
    alike = _find_alike(container, container[part_id].portal_type)
    if container.moveObjectsByDelta([part_id], delta, alike):
        notifyContainerModified(container)


def order_parts(container: Guide | GuideChapter, part_ids: Sequence[str]) -> None:
    """Put the chapters of an edition, or the steps of a chapter, in this order.

    Raises OrderRefused unless exactly the parts that are there are named: somebody
    else may have added or removed one since the page was opened.
    """
    alike = _find_alike(container, PARTS[container.portal_type])
    if sorted(part_ids) != sorted(alike):
        raise OrderRefused(
            _(
                "error_guide_order_outdated",
                default="Chapters or steps were added or removed meanwhile. Open the page anew and put them in order there.",
            )
        )
    if list(part_ids) == alike:
        return
    # Pictures and files keep the places that they have between the parts.
    following = iter(part_ids)
    order = [
        next(following) if name in alike else name for name in container.objectIds()
    ]
    for position, name in enumerate(order):
        container.moveObjectToPosition(name, position, suppress_events=True)
    notifyContainerModified(container)


def move_step(step: GuideStep, chapter_id: str) -> GuideStep:
    """Return the step when it stands at the end of another chapter of its edition.

    Raises StepCannotMove for a chapter that is not there, and for one that has a
    step of the same name in its address.
    """
    edition = find_edition_of(step)
    chapter: Any = edition.get(chapter_id) if edition is not None else None
    if not IGuideChapter.providedBy(chapter):
        raise StepCannotMove(
            _(
                "error_chapter_unknown",
                default="There is no such chapter in this edition. Open the page anew and choose another.",
            )
        )
    if chapter.getId() == aq_parent(aq_inner(step)).getId():
        return step
    # Editions are compared by these names, so the step is not given another.
    if step.getId() in chapter:
        raise StepCannotMove(
            _(
                "error_chapter_has_step",
                default="The chapter “${chapter}” already has a step with the address “${step}”. Change the short name of one of them first.",
                mapping={"chapter": chapter.title, "step": step.getId()},
            )
        )
    return api.content.move(source=step, target=chapter)


def _find_alike(container: Guide | GuideChapter, portal_type: str) -> list[str]:
    return [
        other.getId()
        for other in container.objectValues()
        if other.portal_type == portal_type
    ]
