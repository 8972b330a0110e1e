"""Containers that many people write into at the same moment, and the state of content."""

from Acquisition import aq_base
from OFS.event import ObjectWillBeAddedEvent
from plone.dexterity.content import Container
from typing import Any
from zope.event import notify
from zope.lifecycleevent import ObjectAddedEvent


class QuietContainer(Container):
    """An unordered container that is not written when a child is added.

    Plone marks a container as modified for every new child.  Two workers
    who add to the same container would then always conflict; nobody asks
    when a case folder was "modified".
    """

    _ordering = "unordered"

    def _setObject(
        self,
        id: str,
        object: Any,
        roles: Any = None,
        user: Any = None,
        set_owner: int = 1,
        suppress_events: bool = False,
    ) -> str:
        if not suppress_events:
            notify(ObjectWillBeAddedEvent(object, self, id))
        id = super()._setObject(
            id, object, roles, user, set_owner, suppress_events=True
        )
        if not suppress_events:
            notify(ObjectAddedEvent(self._getOb(id), self, id))
        return id


def read_status(content: Any, workflow: str) -> dict[str, Any] | None:
    """Return what a workflow wrote down last of content, None before the first time.

    The workflow tool reads the same, after it has found out anew, through all
    folders above, which workflows the content has.  Rules ask hundreds of times.
    """
    history = getattr(aq_base(content), "workflow_history", None) or {}
    entries = history.get(workflow)
    return entries[-1] if entries else None
