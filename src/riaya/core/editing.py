"""Two people at one form: the second is told, not overwritten.

A form carries the version it was opened with.  Plone's locks say the same
earlier, but only to another person, and not to one with two windows.
"""

from Acquisition import aq_base
from plone import api
from riaya import _
from riaya.core.exceptions import ChangedMeanwhile
from riaya.core.time.dates import format_moment
from typing import Any
from zope.container.interfaces import IContainerModifiedEvent
from zope.lifecycleevent.interfaces import IObjectModifiedEvent


def get_version_stamp(content: Any) -> str:
    """Return what changes with every change of the content."""
    return repr(float(content.modified()))


def check_opened_version(content: Any, opened: str) -> None:
    """Raise ChangedMeanwhile unless the content is still what it was when opened."""
    if opened == get_version_stamp(content):
        return
    raise ChangedMeanwhile(
        _(
            "error_changed_meanwhile",
            default="${name} changed this on ${moment}, after you opened it. Nothing was saved; what you typed still stands below. Read the newer text in another window, then save again if yours should replace it.",
            mapping={
                "name": _get_editor_name(content),
                "moment": format_moment(content.modified().asdatetime()),
            },
        )
    )


def remember_editor(content: Any, event: IObjectModifiedEvent) -> None:
    """Keep who changed content last."""
    if IContainerModifiedEvent.providedBy(event) or api.user.is_anonymous():
        return
    content.last_editor = api.user.get_current().getId()


def _get_editor_name(content: Any) -> str:
    user_id = getattr(aq_base(content), "last_editor", None) or content.Creator()
    user = api.user.get(userid=user_id) if user_id else None
    return (user and user.getProperty("fullname")) or user_id or "?"
