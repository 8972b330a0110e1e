"""Documents that only the assigned case manager and supervisor read.

Whether a document is confidential is written in one place: the permissions on
the document itself.  They survive going back to an older version, so no old
version can make a confidential document readable again.
"""

from AccessControl.Permission import Permission
from AccessControl.PermissionRole import rolesForPermissionOn
from Acquisition import aq_base
from Products.DCWorkflow.utils import modifyRolesForPermission
from riaya.cases.content import Case
from riaya.cases.lookup import find_case
from riaya.cases.lookup import find_items
from riaya.security.roles import CaseRole
from riaya.security.roles import FILE_READERS
from riaya.security.roles import FILE_READING
from typing import Any


CONFIDENTIAL = "confidential"
STANDARD = "standard"
DOCUMENT_TYPES = ("File", "Image")

READERS = (str(CaseRole.MANAGER), str(CaseRole.SUPERVISOR))
# Saving a version follows the case: a document is saved as its first version
# by whoever stores it, even if that person may not read it afterwards.
CHANGING = (
    "Modify portal content",
    "CMFEditions: Checkout to location",
    "CMFEditions: Revert to previous versions",
)


def get_confidentiality(document: Any) -> str:
    """Return the code of a document's confidentiality."""
    roles = Permission("View", (), aq_base(document)).getRoles(default=[])
    return CONFIDENTIAL if tuple(roles) == READERS else STANDARD


def apply_confidentiality(document: Any, confidentiality: str) -> None:
    """Set who may read and change a document; the caller reindexes it.

    A confidential document may be changed by those of its readers to whom the
    case gives the right at its stage.  A standard one follows its case, but
    guests of the case do not read it.
    """
    if confidentiality != CONFIDENTIAL:
        for permission in FILE_READING:
            modifyRolesForPermission(document, permission, FILE_READERS)
        for permission in CHANGING:
            # An empty list means: as in the case.
            modifyRolesForPermission(document, permission, [])
        return
    case = find_case(document)
    for permission in FILE_READING:
        modifyRolesForPermission(document, permission, READERS)
    for permission in CHANGING:
        granted = () if case is None else rolesForPermissionOn(permission, case)
        changers = tuple(role for role in READERS if role in granted)
        modifyRolesForPermission(document, permission, changers)


def refresh_confidential_documents(case: Case) -> None:
    """Let the confidential documents of a case follow its new stage."""
    for brain in find_items(case, portal_type=DOCUMENT_TYPES):
        if brain.document_confidentiality == CONFIDENTIAL:
            document = brain._unrestrictedGetObject()
            apply_confidentiality(document, CONFIDENTIAL)
            document.reindexObjectSecurity()
