"""Filled forms, and the pages that show them."""

from riaya.cases.content import Case
from tests.assessments.filled import fill
from tests.assessments.filled import publish_risky
from tests.forms.sheets import find_form
from tests.kept import made_once
from typing import Any

import pytest


@pytest.fixture
@made_once(publish_risky)
def risky(portal: Any) -> Any:
    """Return a published form with a score and a risk level."""
    return find_form(portal, "risky")


@pytest.fixture
def open_case(case: Case) -> Case:
    """Return the case of a test that is marked with `case_in("assessment")`."""
    return case


@pytest.fixture
def filled(open_case: Any, risky: Any) -> Any:
    """Return an assessment that the case manager filled in."""
    return fill(open_case, risky)
