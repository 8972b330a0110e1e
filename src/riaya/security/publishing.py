"""No page of a case, however public, for people who may not see the case.

Zope checks the permission of what is published at the end of an address, not
of what the address leads through.  Plone has pages that are public everywhere
(a site map, a contact form); on a document in a case they would show its title.
"""

from AccessControl import getSecurityManager
from Acquisition import aq_inner
from Acquisition import aq_parent
from collections.abc import Iterator
from plone.rest.interfaces import IAPIRequest
from plone.rest.traverse import RESTWrapper
from Products.CMFCore.interfaces import IContentish
from riaya.core.interfaces import IRiayaLayer
from riaya.security.interfaces import IHasCauses
from typing import Any
from zExceptions import MethodNotAllowed
from zExceptions import Unauthorized
from ZPublisher.interfaces import IPubAfterTraversal


WEBDAV = frozenset(
    {"PROPFIND", "PROPPATCH", "MKCOL", "PUT", "COPY", "MOVE", "LOCK", "UNLOCK"}
)


def refuse_address_through_closed_case(event: IPubAfterTraversal) -> None:
    """Raise Unauthorized when an address leads through what a person may not see."""
    manager = getSecurityManager()
    for content in _find_guarded(event.request):
        if not manager.checkPermission("View", content):
            raise Unauthorized("View")
        # What is inside is never more visible; a referral may be seen without its case.
        return


def refuse_webdav(event: IPubAfterTraversal) -> None:
    """Raise MethodNotAllowed for Zope's file access.

    It tells the title of everything to everybody, and writes fields without
    asking who may write them.
    """
    request = event.request
    if not IRiayaLayer.providedBy(request) or IAPIRequest.providedBy(request):
        return
    if request.method in WEBDAV:
        raise MethodNotAllowed(request.method)


def _find_guarded(request: Any) -> Iterator[Any]:
    """Return cases and what is in them, from the end of an address backwards."""
    for step in (request.get("PUBLISHED"), *request.get("PARENTS", ())):
        content = step.context if isinstance(step, RESTWrapper) else step
        if not IContentish.providedBy(content):
            continue
        if any(map(IHasCauses.providedBy, (content, aq_parent(aq_inner(content))))):
            yield content
