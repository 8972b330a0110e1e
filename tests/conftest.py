"""Fixtures for all tests: layers, workers, a case to work on."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from plone import api
from pytest_plone import fixtures_factory
from riaya.cases.content import Case
from riaya.cases.registration import make_case
from riaya.cases.registration import register_case
from riaya.testing import add_workers
from riaya.testing import FUNCTIONAL_TESTING
from riaya.testing import INTEGRATION_TESTING
from typing import Any

import pytest


globals().update(
    fixtures_factory((
        (FUNCTIONAL_TESTING, "functional"),
        (INTEGRATION_TESTING, "integration"),
    ))
)

CLIENT = {
    "client_kind": "household",
    "client_name": "أحمد عبد الرحمن التجريبي",
    "id_kind": "national",
    "national_id": "900000001",
    "sex": "male",
    "birth_date": date(1980, 5, 1),
    "categories": ["OTH"],
}


@pytest.fixture()
def workers(portal: Any) -> None:
    """Have the workers of two offices and two trainers."""
    add_workers()


@pytest.fixture()
def as_worker(workers: None) -> Callable[[str], AbstractContextManager]:
    """Return a context manager that acts as a worker, by user id."""
    return lambda user_id: api.env.adopt_user(username=user_id)


@pytest.fixture()
def register(portal: Any, as_worker: Callable) -> Callable[..., Case]:
    """Return a function that registers a case in PS-JEN as its intake officer."""

    def register_client(office: str = "ps-jen", **changes: Any) -> Case:
        with as_worker(f"intake-officer.{office}"):
            case = make_case()
            for name, value in (CLIENT | changes).items():
                setattr(case, name, value)
            return register_case(portal["offices"][office], case)

    return register_client


@pytest.fixture()
def case(register: Callable[..., Case]) -> Case:
    """Return a registered case of PS-JEN."""
    return register()


@pytest.fixture()
def advance(as_worker: Callable) -> Callable[[Case, str], Case]:
    """Return a function that walks a case to a stage as the right people."""
    from riaya.testing import walk_case

    return lambda case, stage: walk_case(case, stage, as_worker)
