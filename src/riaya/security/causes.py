"""Why somebody may see a case.

One function lists the causes of a case.  Zope's local roles, the catalog,
the case register and the page *Who can see this case* all ask it.
"""

from Acquisition import aq_get
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from plone import api
from riaya.core.time.clock import now
from riaya.security.interfaces import ICauses
from riaya.security.roles import CaseRole
from types import MappingProxyType
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.component import getAdapters
from zope.i18nmessageid import Message


CHECKED_ROLES = "borg.localrole.workspace.checkLocalRolesAllowed"
# More combinations of people and groups than are at work in an hour.
REMEMBERED = 4096


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


class Facts:
    """Base of frozen dataclasses: all that the causes of one feature follow from.

    A voice that is such a value knows no case, only what was read from it, so equal
    facts have equal causes, whatever was or will be changed in the case meanwhile.
    Therefore, and only therefore, its causes may be remembered.
    """

    def find(self) -> Iterable[Cause]:
        """Return the causes that follow from the facts, and from nothing else."""
        raise NotImplementedError


def find_causes(case: Any) -> list[Cause]:
    """Return every cause in force for a case, each feature's in its turn."""
    moment = now()
    return [cause for cause in _ask_features(case) if cause.is_in_force(moment)]


def find_roles(case: Any) -> Mapping[str, frozenset[str]]:
    """Return the computed roles of each principal on a case, as it is now.

    Zope asks for every permission and every group anew, a hundred times while a
    case goes through a transition.
    """
    return _join_roles(tuple(find_causes(case)))


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
    """Drop what Plone remembers of its checks for the length of a request."""
    remembered = IAnnotations(aq_get(content, "REQUEST", None), None)
    for key in list(remembered or ()):
        if key.startswith(CHECKED_ROLES):
            del remembered[key]


def _ask_features(case: Any) -> Iterator[Cause]:
    for _name, voice in sorted(getAdapters((case,), ICauses)):
        yield from _find_by_facts(voice) if isinstance(voice, Facts) else voice.find()


@lru_cache(maxsize=REMEMBERED)
def _find_by_facts(facts: Facts) -> tuple[Cause, ...]:
    return tuple(facts.find())


@lru_cache(maxsize=REMEMBERED)
def _join_roles(causes: tuple[Cause, ...]) -> Mapping[str, frozenset[str]]:
    roles: dict[str, set[str]] = {}
    for cause in causes:
        roles.setdefault(cause.principal, set()).add(str(cause.role))
    return MappingProxyType({name: frozenset(held) for name, held in roles.items()})
