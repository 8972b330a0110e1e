"""One list of pins: requirements.in, constraints.txt, versions.cfg, setup.py."""

from configparser import ConfigParser
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pathlib import Path
from tests.architecture.declarations import find_requirements
from tests.architecture.declarations import read_setup

import pytest
import re
import subprocess


ROOT = Path(__file__).parents[2]

# A lock file that names a registry fails wherever that registry is not reached.
REGISTRY = re.compile(
    r"(registry\.npmjs\.org|registry\.yarnpkg\.com|pypi\.org/simple"
    r"|files\.pythonhosted\.org|--(extra-)?index-url|--find-links|file://)"
)


def read_requirements(name: str) -> list[Requirement]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def pins() -> dict[str, str]:
    return {
        canonicalize_name(requirement.name): str(requirement.specifier).strip("=")
        for requirement in read_requirements("constraints.txt")
    }


@pytest.fixture(scope="module")
def buildout_pins() -> dict[str, str]:
    parser = ConfigParser(delimiters=("=",), interpolation=None)
    parser.read(ROOT / "versions.cfg")
    return {canonicalize_name(name): pin for name, pin in parser["versions"].items()}


def test_every_constraint_is_one_exact_version():
    for requirement in read_requirements("constraints.txt"):
        operators = [specifier.operator for specifier in requirement.specifier]
        assert operators == ["=="], f"{requirement} is not pinned to one version."


def test_buildout_uses_the_same_versions(pins, buildout_pins):
    assert buildout_pins == pins, "Run `make pins`."


def test_buildout_finds_the_pin_of_its_script_recipe():
    assert "\nzc.recipe.egg = " in (ROOT / "versions.cfg").read_text("utf-8")


def test_everything_asked_for_is_pinned_within_its_limits(pins):
    for requirement in read_requirements("requirements.in"):
        name = canonicalize_name(requirement.name)
        assert name in pins, f"{name} has no pin. Run `make pins`."
        assert requirement.specifier.contains(pins[name], prereleases=True)


def test_everything_the_package_requires_is_pinned(pins):
    required = [
        *find_requirements(),
        *find_requirements(*read_setup()["extras_require"]),
    ]
    assert len(required) > 10
    for requirement in required:
        name = canonicalize_name(requirement.name)
        assert name in pins, f"{name} is missing in requirements.in."
        assert requirement.specifier.contains(pins[name], prereleases=True)


def test_setuptools_keeps_pkg_resources(pins):
    assert int(pins["setuptools"].split(".")[0]) < 82
    assert '"setuptools<82"' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_no_pin_or_lock_file_names_a_registry():
    listing = subprocess.run(
        ["git", "ls-files", "*.txt", "*.in", "*.cfg", "*.toml", "*lock*", "*npmrc"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    for name in listing.stdout.splitlines():
        found = REGISTRY.search((ROOT / name).read_text("utf-8"))
        assert not found, f"{name} names a registry: {found[0]}"
