"""Filled forms, and the pages that show them."""

from collections.abc import Callable
from tests.assessments.filled import fill
from tests.assessments.filled import publish_risky
from typing import Any

import pytest


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
