"""The case and what is noted or agreed in its file."""

from AccessControl.Permission import getPermissionIdentifier
from plone.dexterity.content import Item
from riaya.cases.interfaces import ICase
from riaya.cases.interfaces import ICaseItem
from riaya.cases.interfaces import IConsent
from riaya.cases.interfaces import INote
from riaya.core.content import QuietContainer
from riaya.security.roles import CaseRole
from riaya.security.roles import FILE_READERS
from riaya.security.roles import FILE_READING
from riaya.transitions.wording import get_type_title
from typing import Any
from typing import cast
from zope.i18nmessageid import Message
from zope.interface import implementer


@implementer(ICase)
class Case(QuietContainer):
    """The file of one household or person.

    Roles come only from the causes of access, never from above.
    """

    __ac_local_roles_block__ = True
    __ac_roles__ = tuple(map(str, CaseRole))
    # Asked with every check of access; a missing attribute is long in coming.  Typed,
    # they would stand in the way of Zope's own annotations.
    reception_point = cast("Any", None)
    case_manager = cast("Any", None)
    supervisor = cast("Any", None)

    @property
    def title(self) -> str:
        """Return the case number: a name never stands in a title."""
        return self.case_number or ""

    @title.setter
    def title(self, value: str) -> None:
        """Ignore other titles."""


@implementer(ICaseItem)
class CaseItem(Item):
    """What is written in a case file; its title says nothing of the client."""

    @property
    def title(self) -> str:
        """Return the id, a word and a number; pages show `readable_title`."""
        return self.id or ""

    @title.setter
    def title(self, value: str) -> None:
        """Ignore other titles."""

    @property
    def readable_title(self) -> str | Message:
        """Return what the item is called on a page; kinds say it more exactly."""
        return get_type_title(self.portal_type)


# A guest of a case does not read its file; some workflows open single items.
for _permission in FILE_READING:
    setattr(CaseItem, getPermissionIdentifier(_permission), FILE_READERS)


@implementer(IConsent)
class Consent(CaseItem):
    """What the client or guardian agreed to."""


@implementer(INote)
class Note(CaseItem):
    """A note in the case file."""
