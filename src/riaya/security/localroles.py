"""Computed roles for Zope's security and the catalog."""

from borg.localrole.interfaces import ILocalRoleProvider
from collections.abc import Iterator
from collections.abc import Mapping
from functools import cached_property
from riaya.security.causes import find_roles
from riaya.security.interfaces import IHasCauses
from zope.component import adapter
from zope.interface import implementer


@implementer(ILocalRoleProvider)
@adapter(IHasCauses)
class CauseRoles:
    """Grant the roles that the causes of a case give, and no others."""

    def __init__(self, context: IHasCauses):
        self.context = context

    @cached_property
    def roles(self) -> Mapping[str, frozenset[str]]:
        """Ask for the causes once, however many groups a person has."""
        return find_roles(self.context)

    def getRoles(self, principal_id: str) -> tuple[str, ...]:
        """Return the roles of one principal."""
        return tuple(self.roles.get(principal_id, ()))

    def getAllRoles(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Return all principals with their roles."""
        for principal, roles in self.roles.items():
            yield principal, tuple(roles)
