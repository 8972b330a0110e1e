"""Finding a case of the register, whoever asks."""

from plone import api
from riaya.cases.content import Case
from riaya.cases.interfaces import ICase


def find_case_by_uid(uid: str) -> Case | None:
    """Return a case by its UID, or None when it is gone; for rules and jobs only."""
    brains = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(UID=uid)
    found = brains[0]._unrestrictedGetObject() if brains else None
    return found if ICase.providedBy(found) else None
