"""Finding a case of the register, whoever asks."""

from plone.app.uuid.utils import uuidToObject
from riaya.cases.content import Case
from riaya.cases.interfaces import ICase


def find_case_by_uid(uid: str) -> Case | None:
    """Return a case by its UID, or None when it is gone; for rules and jobs only."""
    found = uuidToObject(uid, unrestricted=True)
    return found if ICase.providedBy(found) else None
