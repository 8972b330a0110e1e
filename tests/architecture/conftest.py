"""The sources, read once; and scratch copies in which the tests of the tests plant."""

from pathlib import Path
from tests.architecture.checks.sources import Sources

import pytest


@pytest.fixture(scope="session")
def sources() -> Sources:
    return Sources(Path(__file__).parents[2] / "src" / "riaya")
