"""What the sources use is what setup.py requires, no more and no less."""

from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from tests.architecture.declarations import find_distribution
from tests.architecture.declarations import find_dotted
from tests.architecture.declarations import find_imported
from tests.architecture.declarations import find_names
from tests.architecture.declarations import find_requirements
from tests.architecture.declarations import list_tracked
from tests.architecture.declarations import read_setup
from tests.architecture.declarations import ROOT

import pytest
import re
import sys
import tomllib


# Used by no module yet, or not by name.
NOT_BY_NAME = {
    "pytest-xdist": "the Makefile shares the suite among processes with it",
    "collective-exportimport": "export and import of the whole repository stand on it",
    "plone-app-upgrade": "riaya-site upgrade runs its steps, by the migration tool of Plone",
    "psycopg2-binary": "SQLAlchemy loads it for postgresql:// addresses",
    "setuptools": "the version is limited for what others import",
}
SUPPORTED = ("3.11", "3.12")
OTHERS = ("3.9", "3.10", "3.13", "3.14", "4.0")


def find_used(*patterns: str) -> dict[str, set[str]]:
    """Return by distribution the files that name a module of it."""
    readers = {".py": find_imported, ".zcml": find_dotted}
    used: dict[str, set[str]] = {}
    for path in list_tracked(*patterns):
        for name in readers[path.suffix](path.read_text("utf-8")):
            top = name.partition(".")[0]
            distribution = find_distribution(name)
            if distribution and top not in {"riaya", "tests", *sys.stdlib_module_names}:
                used.setdefault(distribution, set()).add(str(path.relative_to(ROOT)))
    return used


def find_installed_profiles() -> set[str]:
    """Return what the profiles of Riaya depend on."""
    profiles = "".join(
        path.read_text("utf-8") for path in list_tracked("profiles/*/metadata.xml")
    )
    names = re.findall(r"profile-([\w.]+):", profiles)
    return {canonicalize_name(name) for name in names if name != "riaya"}


def find_served() -> set[str]:
    """Return what the configuration of the web server names."""
    settings = "".join(
        path.read_text("utf-8") for path in list_tracked("instance/etc/*.ini")
    )
    return {canonicalize_name(name) for name in re.findall(r"egg:(\w+)", settings)}


@pytest.fixture(scope="module")
def used() -> dict[str, set[str]]:
    used = find_used("src/riaya/*.py", "src/riaya/*.zcml")
    # A layer for tests, that only tests import.
    only_in_tests = {"src/riaya/testing.py"}
    return {name: files for name, files in used.items() if files - only_in_tests}


def test_names_the_ground_it_stands_on():
    assert {
        "products-cmfplone",
        "plone-restapi",
        "plone-app-contenttypes",
        "collective-exportimport",
        "zope-interface",
    } <= find_names(find_requirements())
    assert "pytest" in find_names(find_requirements("test"))


def test_everything_imported_or_registered_is_required(used):
    required = find_names(find_requirements())
    missing = {name: sorted(used[name])[:3] for name in used.keys() - required}
    assert not missing, "Name these in install_requires of setup.py, or use others."


def test_everything_that_profiles_and_servers_name_is_required():
    required = find_names(find_requirements())
    assert find_installed_profiles() | find_served() <= required


def test_nothing_else_is_required(used):
    known = used.keys() | find_installed_profiles() | find_served() | NOT_BY_NAME.keys()
    superfluous = find_names(find_requirements()) - known
    assert not superfluous, "Take these out of install_requires of setup.py."


def test_extra_of_tests_names_what_tests_import_beside_that():
    declared = find_names(find_requirements("test"))
    used = find_used("tests/*.py", "src/riaya/testing.py")
    beside = used.keys() - find_names(find_requirements())
    # What counts mutants is not needed to run the tests.
    apart = find_names(find_requirements("mutants"))
    missing = {name: sorted(used[name])[:3] for name in beside - declared - apart}
    assert not missing, "Name these in the extra `test` of setup.py."
    superfluous = declared - beside - NOT_BY_NAME.keys()
    assert not superfluous, "Take these out of the extra `test` of setup.py."


def test_nothing_is_required_twice():
    for requirements in (find_requirements(), find_requirements("test")):
        assert len(find_names(requirements)) == len(requirements)
    assert not find_names(find_requirements()) & find_names(find_requirements("test"))


@pytest.mark.parametrize(
    ("name", "distribution"),
    [
        ("plone.api", "plone-api"),
        ("plone.app.content.interfaces.INameFromTitle", "plone-app-content"),
        ("OFS.interfaces.IItem", "zope"),
        ("lxml.etree", "lxml"),
        ("BTrees.OOBTree.OOBTree", "btrees"),
        ("PIL.Image", "pillow"),
        ("zope.Public", None),
        ("templates.case", None),
    ],
)
def test_distribution_of_a_name_is_found(name, distribution):
    assert find_distribution(name) == distribution


class TestSupportedPythons:
    def test_are_what_setup_allows(self):
        allowed = SpecifierSet(read_setup()["python_requires"])
        assert all(f"{version}.0" in allowed for version in SUPPORTED)
        assert all(f"{version}.99" in allowed for version in SUPPORTED)
        assert not [version for version in OTHERS if f"{version}.1" in allowed]

    def test_are_what_the_classifiers_say(self):
        prefix = "Programming Language :: Python :: "
        said = [
            classifier.removeprefix(prefix)
            for classifier in read_setup()["classifiers"]
            if classifier.startswith(prefix)
        ]
        assert tuple(said) == SUPPORTED

    def test_are_what_make_looks_for(self):
        makefile = (ROOT / "Makefile").read_text("utf-8")
        lowest, highest = (version.replace(".", ", ") for version in SUPPORTED)
        assert f"({lowest}) <= sys.version_info[:2] <= ({highest})" in makefile
        for name in re.findall(r"for name in (.*?) python3;", makefile):
            assert sorted(name.split()) == [f"python{each}" for each in SUPPORTED]

    @pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "Makefile"])
    def test_are_what_people_read(self, page):
        text = (ROOT / page).read_text("utf-8")
        assert f"Python {SUPPORTED[0]} or {SUPPORTED[1]}" in text
        named = set(re.findall(r"Python (3\.\d+)(?! breaks)", text))
        assert named <= set(SUPPORTED)

    def test_are_what_the_tools_check_against(self):
        settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
        assert settings["mypy"]["python_version"] == SUPPORTED[0]
        assert settings["ruff"]["target-version"] == "py311"

    def test_are_what_buildout_knows(self):
        buildout = (ROOT / "buildout.cfg").read_text("utf-8")
        sections = re.findall(r"^\[buildout:python(\d)(\d+)\]", buildout, re.MULTILINE)
        assert tuple(".".join(section) for section in sections) == SUPPORTED
