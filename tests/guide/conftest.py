"""Fixtures of the guide: drafts that lack nothing, and the people who write them."""

from collections.abc import Callable
from plone import api
from riaya.guide.authoring.copying import copy_edition
from riaya.guide.content import Guide
from tests.kept import made_once
from typing import Any

import pytest


@pytest.fixture
def published(portal: Any) -> Guide:
    """Return the edition in force."""
    return portal["guide"]["guide-test"]


def make_draft() -> None:
    """Make a complete draft of edition 2.0, written by `trainer`."""
    with api.env.adopt_user(username="trainer"):
        copy_edition(api.portal.get()["guide"]["guide-test"], "2.0")


@pytest.fixture
@made_once(make_draft)
def draft(portal: Any) -> Guide:
    """Return a complete draft of edition 2.0, written by `trainer`."""
    return portal["guide"]["guide-ps-2.0"]


@pytest.fixture
def in_review(draft: Guide, as_worker: Callable) -> Guide:
    """Return edition 2.0 when `trainer` has sent it to review."""
    with as_worker("trainer"):
        api.content.transition(draft, "submit")
    return draft


@pytest.fixture
def publish(as_worker: Callable) -> Callable[..., None]:
    """Return a function that publishes an edition as a trainer."""

    def publish_edition(edition: Guide, by: str = "trainer-2") -> None:
        with as_worker(by):
            api.content.transition(edition, "publish")

    return publish_edition
