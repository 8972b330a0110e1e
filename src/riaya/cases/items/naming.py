"""Ids of what is put into a case file: a kind and a number, never a name."""

from riaya.cases.content import Case
from riaya.cases.interfaces import ICase
from riaya.cases.items.kinds import get_item_kind
from riaya.cases.timeline import find_occurrences
from typing import Any
from zope.component import adapter
from zope.container.interfaces import INameChooser
from zope.interface import implementer


@implementer(INameChooser)
@adapter(ICase)
class ItemNames:
    """Number the items of a case file by their kind.

    Two people who add the same kind at the same moment choose the same id;
    the database lets one of them through and has the other choose again.
    """

    def __init__(self, case: Case):
        self.case = case

    def checkName(self, name: str, item: Any) -> bool:
        """Return True when the id is free in this case."""
        return name not in self.case

    def chooseName(self, name: str | None, item: Any) -> str:
        """Return the next free id of the item's kind; the proposed name is not used."""
        kind = get_item_kind(item.portal_type)
        prefix = kind.id_prefix or kind.group
        # The timeline still names what was discarded by its id.
        taken = {each.target_id for each in find_occurrences(self.case)}
        number = 1
        while f"{prefix}-{number}" in self.case or f"{prefix}-{number}" in taken:
            number += 1
        return f"{prefix}-{number}"
