"""What browsers and proxies are told about every answer of the site.

Offices share computers: what a person who logged in was shown must not be
found again, by going back or in a proxy, once that person has left.  Files of the
product hold nothing of anybody, and on a slow line they are nine tenths of a page.
"""

from AccessControl import getSecurityManager
from riaya.core.interfaces import IRiayaLayer
from riaya.security.product_files import find_keeping
from typing import Any
from ZPublisher.interfaces import IPubAfterTraversal
from ZPublisher.interfaces import IPubBeforeCommit


ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    # The words of a search stand in the address of its page.
    "Referrer-Policy": "same-origin",
}
NOWHERE_KEPT = "private, no-store"
UNCHANGED = 304


def protect_answer(event: IPubAfterTraversal) -> None:
    """Set the headers of an answer, before it is made; they also stand on a refusal."""
    request = event.request
    if not IRiayaLayer.providedBy(request):
        return
    for name, value in ALWAYS.items():
        request.response.setHeader(name, value)
    if _is_signed_in():
        request.response.setHeader("Cache-Control", NOWHERE_KEPT)


def let_files_be_kept(event: IPubBeforeCommit) -> None:
    """Let everybody keep a file of the product, once its answer is made, and nothing else.

    Whatever else a page says of its own answer, a person's is kept nowhere.
    """
    request = event.request
    if not IRiayaLayer.providedBy(request):
        return
    response = request.response
    if (keeping := _find_keeping(request)) is not None:
        response.setHeader("Cache-Control", keeping)
        # A cache that many share would give one person's cookie to all others.
        response.cookies.clear()
    elif _is_signed_in() and "public" in (response.getHeader("Cache-Control") or ""):
        response.setHeader("Cache-Control", NOWHERE_KEPT)
        response.headers.pop("expires", None)


def _find_keeping(request: Any) -> str | None:
    response = request.response
    if response.getStatus() not in (200, UNCHANGED):
        return None
    if response.getHeader("Set-Cookie") is not None:
        return None
    return find_keeping(request)


def _is_signed_in() -> bool:
    return getSecurityManager().getUser().getId() is not None
