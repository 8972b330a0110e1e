"""Earlier versions of documents, assessments, plans and parts of the guide."""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from Acquisition import aq_inner
from Acquisition import aq_parent
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from plone import api
from plone.app.versioningbehavior.behaviors import IVersionable
from Products.CMFEditions.interfaces.IArchivist import ArchivistRetrieveError
from riaya import _
from riaya.core.exceptions import ChangedMeanwhile
from riaya.documents.confidentiality import apply_confidentiality
from riaya.documents.confidentiality import get_confidentiality
from riaya.documents.confidentiality import STANDARD
from riaya.documents.exceptions import VersionNotFound
from riaya.documents.interfaces import IDocumentSupport
from typing import Any
from zExceptions import Unauthorized
from zope.event import notify
from zope.lifecycleevent import ObjectModifiedEvent


READ = "CMFEditions: Access previous versions"
REVERT = "CMFEditions: Revert to previous versions"


@dataclass(frozen=True)
class ItemVersion:
    """One saved version; `number` counts from 0, people count from 1."""

    number: int
    saved_at: datetime
    actor: str
    comment: str

    @property
    def shown_number(self) -> int:
        """Return the number as people see it."""
        return self.number + 1


def find_versions(content: Any) -> list[ItemVersion]:
    """Return the versions of content, newest first."""
    require(READ, content)
    history = api.portal.get_tool("portal_repository").getHistoryMetadata(content)
    if not history:
        return []
    positions = range(history.getLength(countPurged=False) - 1, -1, -1)
    return [_make_version(history, position) for position in positions]


def get_version(content: Any, number: int) -> Any:
    """Return content as it was in a version; nothing is written.

    Raises VersionNotFound and Unauthorized.
    """
    require(READ, content)
    archivist = api.portal.get_tool("portal_archivist")
    try:
        found = archivist.retrieve(obj=content, selector=number, countPurged=False)
    except (ArchivistRetrieveError, IndexError, TypeError) as error:
        raise VersionNotFound(
            _(
                "error_version_not_found",
                default="There is no version ${number} of this item.",
                mapping={"number": number + 1},
            )
        ) from error
    return aq_base(found.data.object).__of__(aq_parent(aq_inner(content)))


def get_current_number(content: Any) -> int | None:
    """Return the number of the version that content shows now."""
    return getattr(aq_base(content), "version_id", None)


def check_unchanged(content: Any, seen: int | None) -> None:
    """Raise ChangedMeanwhile when content has a newer version than a person saw."""
    if seen is not None and seen != get_current_number(content):
        raise ChangedMeanwhile(
            _(
                "error_version_is_not_newest",
                default="Somebody else has changed this item since you opened the page. Look at the newest version first.",
            )
        )


def revert_to_version(
    content: Any, number: int, comment: str = "", seen: int | None = None
) -> None:
    """Bring back an older version as the newest one; nothing in between is lost.

    The confidentiality stays as it is now.  Raises VersionNotFound,
    ChangedMeanwhile and Unauthorized.
    """
    require(REVERT, content)
    check_unchanged(content, seen)
    get_version(content, number)
    is_document = IDocumentSupport.providedBy(content)
    confidentiality = get_confidentiality(content) if is_document else STANDARD
    api.portal.get_tool("portal_repository").revert(content, number, countPurged=False)
    if is_document:
        apply_confidentiality(content, confidentiality)
    IVersionable(content).changeNote = comment or api.portal.translate(
        _(
            "msg_version_brought_back",
            default="Version ${number} was brought back.",
            mapping={"number": number + 1},
        )
    )
    notify(ObjectModifiedEvent(content))


def require(permission: str, content: Any) -> None:
    """Raise Unauthorized unless the person may see the content and has a permission."""
    manager = getSecurityManager()
    for each in ("View", permission):
        if not manager.checkPermission(each, content):
            raise Unauthorized(each)


def _make_version(history: Any, position: int) -> ItemVersion:
    meta = history.retrieve(position, countPurged=False)["metadata"]["sys_metadata"]
    return ItemVersion(
        number=history.getVersionId(position, countPurged=False),
        saved_at=datetime.fromtimestamp(meta["timestamp"], UTC),
        actor=meta["principal"] or "",
        comment=meta["comment"] or "",
    )
