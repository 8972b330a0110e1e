"""A stranger opens one folder, reads the names, and can say what the office does."""

from pathlib import Path

import ast
import pytest
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

# Names under which anything could be found, and therefore nothing is.
MEANINGLESS = {"common", "data", "helpers", "info", "manager", "misc", "tmp", "utils"}


def list_tracked(*patterns: str) -> list[Path]:
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return [ROOT / name for name in listing.stdout.split("\0") if name]


MODULES = list_tracked("src/riaya/*.py")


def test_top_level_holds_only_what_the_architecture_names():
    found = {path.relative_to(ROOT).parts[0] for path in list_tracked()}
    assert found <= TOP_LEVEL


def test_profiles_are_reached_through_the_package():
    link = SOURCES / "profiles"
    assert link.is_symlink()
    assert str(link.readlink()) == "../../profiles"
    assert (link / "default" / "metadata.xml").is_file()


@pytest.mark.parametrize("name", sorted(MEANINGLESS))
def test_no_module_has_a_meaningless_name(name):
    found = [path for path in MODULES if name in (path.stem, *path.parent.parts[-2:])]
    assert not found


def test_nothing_is_hidden_in_overrides():
    assert not list_tracked("*overrides.zcml")
    inclusions = [
        path
        for path in list_tracked("src/riaya/*.zcml")
        if "<includeOverrides" in path.read_text("utf-8")
    ]
    assert not inclusions


def test_no_source_file_is_longer_than_300_lines():
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in list_tracked("src/riaya/*.py", "src/riaya/*.zcml", "src/riaya/*.pt")
    }
    assert not {name: length for name, length in lengths.items() if length > 300}


def test_no_function_is_longer_than_60_lines():
    found = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                length = node.end_lineno - node.lineno + 1
                if length > 60:
                    found.append(f"{path.relative_to(ROOT)}: {node.name}, {length}")
    assert not found


def test_every_folder_of_sources_is_a_package():
    folders = {path.parent for path in MODULES}
    assert not {folder for folder in folders if not (folder / "__init__.py").is_file()}


def test_every_feature_says_what_it_is_for():
    silent = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if path.name == "__init__.py"
        and path.parent.parent == SOURCES
        and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert not silent
