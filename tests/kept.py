"""Fixtures whose things are made once, and are there when a test begins."""

from collections.abc import Callable
from typing import Any

import pytest


# Marks that say which site a test begins with.
SITES = ("begins_with", "case_in", "policy_of")
# Fixtures that ask a server, render pages and walk a case.
HEAVY = {"advance", "functional", "open_page", "render"}


def made_once(*makers: Callable[[], object]) -> Callable[[Any], Any]:
    """Let every test that uses a fixture begin with a site in which these were called.

    They are called once, in this order, and the site is kept; see `riaya.testing`.
    The fixture finds what they made.
    """

    def remember(fixture: Any) -> Any:
        fixture.makers = makers
        return fixture

    return remember


def mark_by_fixtures(item: pytest.Function) -> None:
    """Mark a test with what its fixtures want to be made once, and as `heavy`.

    A test of `case` that says nothing begins with one that is registered.
    """
    definitions = item._fixtureinfo.name2fixturedefs
    makers = [
        maker
        for name in item.fixturenames
        if name in definitions
        for maker in getattr(definitions[name][-1].func, "makers", ())
    ]
    # The mark that is added last is the closest one.
    for maker in reversed(dict.fromkeys(makers)):
        item.add_marker(pytest.mark.begins_with(made_by=maker))
    if "case" in item.fixturenames and not any(map(item.get_closest_marker, SITES)):
        item.add_marker(pytest.mark.case_in("registered"))
    if HEAVY & set(item.fixturenames):
        item.add_marker(pytest.mark.heavy)
