"""Why somebody may see a case.

One function lists the causes of a case.  Zope's local roles, the catalog,
the case register and the page *Who can see this case* all ask it.
"""

from Acquisition import aq_base
from Acquisition import aq_get
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from plone import api
from riaya.core.time.clock import now
from riaya.security.interfaces import ICauses
from riaya.security.roles import CaseRole
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.component import getAdapters
from zope.i18nmessageid import Message


OWN_KEY = "riaya.security.roles:"
REMEMBERED_ROLES = ("borg.localrole.workspace.checkLocalRolesAllowed", OWN_KEY)


@dataclass(frozen=True)
class Cause:
    """One reason for which one principal holds one role on a case."""

    principal: str
    role: CaseRole
    cause: str
    title: Message
    until: datetime | None = None

    def is_in_force(self, moment: datetime) -> bool:
        """Return True unless the cause has ended."""
        return self.until is None or moment < self.until


def find_causes(case: Any) -> list[Cause]:
    """Return every cause in force for a case, each feature's in its turn."""
    moment = now()
    return [cause for cause in _ask_features(case) if cause.is_in_force(moment)]


def find_roles(case: Any) -> dict[str, set[str]]:
    """Return the computed roles of each principal on a case."""
    roles: dict[str, set[str]] = {}
    for cause in find_causes(case):
        roles.setdefault(cause.principal, set()).add(str(cause.role))
    return roles


def recall_roles(case: Any) -> dict[str, set[str]]:
    """Return the computed roles, worked out once in a request that changes nothing.

    Zope asks for every permission and every group anew.
    """
    bare = aq_base(case)
    remembered = IAnnotations(aq_get(case, "REQUEST", None), None)
    if remembered is None or bare._p_jar is None or bare._p_changed:
        return find_roles(case)
    key = OWN_KEY + "/".join(case.getPhysicalPath())
    if key not in remembered:
        remembered[key] = find_roles(case)
    return remembered[key]


def find_readers(case: Any) -> set[str]:
    """Return the principals who may read a case."""
    return {cause.principal for cause in find_causes(case)}


def refresh_access(case: Any) -> None:
    """Tell catalog and register that the causes of a case changed."""
    forget_checked_roles(case)
    case.reindexObjectSecurity()
    case.reindexObject(idxs=["modified"])


def find_own_principals() -> set[str]:
    """Return the current person's user id and groups; empty for nobody."""
    if api.user.is_anonymous():
        return set()
    user = api.user.get_current()
    return {user.getId(), *user.getGroups()}


def forget_checked_roles(content: Any) -> None:
    """Drop what is remembered of roles for the length of a request."""
    remembered = IAnnotations(aq_get(content, "REQUEST", None), None)
    for key in list(remembered or ()):
        if key.startswith(REMEMBERED_ROLES):
            del remembered[key]


def _ask_features(case: Any) -> Iterator[Cause]:
    for _name, voice in sorted(getAdapters((case,), ICauses)):
        yield from voice.find()
