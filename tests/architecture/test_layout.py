"""A stranger opens one folder, reads the names, and can say what the office does."""

from pathlib import Path
from tests.architecture.checks import registrations
from tests.architecture.checks import shapes
from tests.architecture.checks import words
from tests.architecture.checks.offences import assert_none

import subprocess


ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src" / "riaya"

TOP_LEVEL = {
    ".ci",
    ".editorconfig",
    ".gitignore",
    ".pre-commit-config.yaml",
    "CHANGES.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "LICENSING.md",
    "MANIFEST.in",
    "Makefile",
    "README.md",
    "buildout.cfg",
    "constraints.txt",
    "docs",
    "instance",
    "news",
    "profiles",
    "pyproject.toml",
    "requirements.in",
    "setup.py",
    "src",
    "tests",
    "versions.cfg",
}


def test_top_level_holds_only_what_the_architecture_names():
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    names = listing.stdout.split("\0")
    assert {name.partition("/")[0] for name in names if name} <= TOP_LEVEL


def test_profiles_are_reached_through_the_package():
    link = SOURCES / "profiles"
    assert link.is_symlink()
    assert str(link.readlink()) == "../../profiles"
    assert (link / "default" / "metadata.xml").is_file()


def test_every_folder_is_a_package_that_says_what_it_is_for(sources):
    assert_none(shapes.find_folders_without_package(sources))
    assert_none(shapes.find_silent_folders(sources))


def test_folders_hold_no_more_than_one_takes_in(sources):
    assert_none(shapes.find_crowded_folders(sources))
    assert_none(shapes.find_repeated_prefixes(sources))


def test_files_and_functions_are_short(sources):
    assert_none(shapes.find_long_files(sources))
    assert_none(shapes.find_long_functions(sources))


def test_shells_have_one_shape(sources):
    assert_none(shapes.find_shells_with_more_names(sources))
    assert_none(registrations.find_misplaced_shells(sources))


def test_zcml_is_called_by_its_folder_and_included(sources):
    assert_none(shapes.find_zcml_names(sources))
    assert_none(shapes.find_unreached_zcml(sources))


def test_names_say_something(sources):
    assert_none(shapes.find_meaningless_names(sources))
    assert_none(words.find_ill_named(sources))
