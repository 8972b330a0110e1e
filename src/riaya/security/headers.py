"""What browsers and proxies are told about every answer of the site.

Offices share computers: what a person who logged in was shown must not be
found again, by going back or in a proxy, once that person has left.
"""

from AccessControl import getSecurityManager
from riaya.core.interfaces import IRiayaLayer
from ZPublisher.interfaces import IPubAfterTraversal


ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    # The words of a search stand in the address of its page.
    "Referrer-Policy": "same-origin",
}
NOWHERE_KEPT = "private, no-store"


def protect_answer(event: IPubAfterTraversal) -> None:
    """Set the headers of an answer.

    What is the same for everybody, as a theme is, says later how long it is kept.
    """
    request = event.request
    if not IRiayaLayer.providedBy(request):
        return
    for name, value in ALWAYS.items():
        request.response.setHeader(name, value)
    if getSecurityManager().getUser().getId() is not None:
        request.response.setHeader("Cache-Control", NOWHERE_KEPT)
