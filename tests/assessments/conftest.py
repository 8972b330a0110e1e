"""Filled forms, and the pages that show them."""

from collections.abc import Callable
from lxml import html
from plone.protect.authenticator import createToken
from riaya.core.interfaces import IRiayaLayer
from tests.assessments.filled import fill
from tests.assessments.filled import publish_risky
from typing import Any
from zope.interface import alsoProvides

import pytest


@pytest.fixture
def render(portal: Any, http_request: Any, as_worker: Callable) -> Callable:
    """Return a function that renders a page of an object as a worker."""
    alsoProvides(http_request, IRiayaLayer)

    def render_page(worker, content, name, method="GET", **form):
        http_request.form.clear()
        http_request.form.update(form)
        http_request.method = http_request.environ["REQUEST_METHOD"] = method
        http_request.response.setStatus(200)
        http_request.response.headers.pop("location", None)
        with as_worker(worker):
            if method == "POST":
                http_request.form["_authenticator"] = createToken()
            answer = content.restrictedTraverse(f"@@{name}")()
        return html.fromstring(answer) if answer else None

    return render_page


@pytest.fixture
def risky(portal: Any) -> Any:
    """Return a published form with a score and a risk level."""
    return publish_risky()


@pytest.fixture
def open_case(register: Callable, advance: Callable) -> Any:
    """Return a case in its comprehensive assessment."""
    return advance(register(), "assessment")


@pytest.fixture
def filled(open_case: Any, risky: Any) -> Any:
    """Return an assessment that the case manager filled in."""
    return fill(open_case, risky)
