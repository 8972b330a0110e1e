"""The order of chapters and steps."""

from enum import StrEnum
from riaya.guide.content import Guide
from riaya.guide.content import GuideChapter
from zope.container.contained import notifyContainerModified


class Direction(StrEnum):
    """Where a part may be moved."""

    UP = "up"
    DOWN = "down"


def move_part(container: Guide | GuideChapter, part_id: str, direction: str) -> None:
    """Move a chapter or step one place up or down among its like.

    Raises KeyError for a part that is not there and ValueError for another
    direction.
    """
    part = container[part_id]
    delta = -1 if Direction(direction) is Direction.UP else 1
    # Pictures and files between the parts are not counted as places.
    alike = [
        other.getId()
        for other in container.objectValues()
        if other.portal_type == part.portal_type
    ]
    if container.moveObjectsByDelta([part_id], delta, alike):
        for other in alike:
            container[other].reindexObject(idxs=["getObjPositionInParent"])
        notifyContainerModified(container)
