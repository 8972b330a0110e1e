"""Giving the lists of a site in use new names."""

from plone.registry.interfaces import IRegistry
from zope.component import getUtility


def rename_lists(renamed: dict[str, str]) -> None:
    """Give each list its new name, with the rows that staff wrote into it."""
    records = getUtility(IRegistry).records
    for old, new in renamed.items():
        if old in records:
            records[new] = records[old]
            del records[old]
