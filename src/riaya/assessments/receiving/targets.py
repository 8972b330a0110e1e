"""Finding the case that a client names."""

from AccessControl import getSecurityManager
from AccessControl import Unauthorized
from plone import api
from plone.app.uuid.utils import uuidToObject
from riaya import _
from riaya.assessments.exceptions import CaseTakesNoForms
from riaya.cases.content import Case
from riaya.cases.interfaces import ICase
from typing import Any
from urllib.parse import unquote
from urllib.parse import urlsplit


def get_target_case(target: Any) -> Case:
    """Return a case by its UID or its address.

    Raises CaseTakesNoForms, with the same sentence for a case that is not
    there and for one that the present person may not see; Unauthorized for
    somebody whose session is over, who can sign in and send again.
    """
    if api.user.is_anonymous():
        raise Unauthorized("View")
    case: Any = _find(target) if isinstance(target, str) and target else None
    if not ICase.providedBy(case) or not getSecurityManager().checkPermission(
        "View", case
    ):
        raise CaseTakesNoForms(
            _(
                "error_case_not_open_to_you",
                default="There is no such case that is open to you. Choose one of your open cases.",
            )
        )
    return case


def _find(target: str) -> Any:
    if "/" not in target:
        return uuidToObject(target, unrestricted=True)
    portal = api.portal.get()
    path = unquote(urlsplit(target).path)
    base = urlsplit(portal.absolute_url()).path
    if base and path.startswith(f"{base}/"):
        path = path[len(base) :]
    return portal.unrestrictedTraverse(path.strip("/"), None)
