"""Fixtures for all tests: layers, workers, a case to work on."""

from pytest_plone import fixtures_factory
from riaya.testing import FUNCTIONAL_TESTING
from riaya.testing import INTEGRATION_TESTING


globals().update(
    fixtures_factory((
        (FUNCTIONAL_TESTING, "functional"),
        (INTEGRATION_TESTING, "integration"),
    ))
)
