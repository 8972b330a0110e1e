"""Whatever name an earlier version wrote into a database is understood by this one."""

from importlib import import_module
from pathlib import Path
from riaya.moved import MOVED
from riaya.moved import OldModules
from tests.upgrades.stored_names import read_names
from zope.dottedname.resolve import resolve
from Zope2.App.ClassFactory import ClassFactory

import pytest
import re
import sys
import tomllib


ROOT = Path(__file__).parents[2]
KEPT = Path(__file__).with_name("data") / "stored_names.toml"
NAMES = tomllib.loads(KEPT.read_text("utf-8"))


def find_texts(*patterns):
    """Return what stands between quotes or tags in the files of some patterns."""
    return {
        text
        for pattern in patterns
        for path in ROOT.glob(pattern)
        for text in re.findall(r"[\"'>]([\w.]+)[\"'<]", path.read_text("utf-8"))
    }


def test_the_list_names_everything_that_the_kept_database_holds(data_folder):
    classes, names = read_names(data_folder / "filestorage" / "Data.fs")
    assert classes <= set(NAMES["classes"])
    assert names <= {
        name for kind in NAMES if kind != "classes" for name in NAMES[kind]
    }


@pytest.mark.parametrize("name", NAMES["classes"])
def test_a_stored_object_finds_its_class(name):
    found = ClassFactory(None, *name.split())
    assert isinstance(found, type) or hasattr(found, "__identifier__")
    assert found.__module__.startswith("riaya."), (
        f"{name} is gone. If it moved, write its new name into MOVED of riaya.moved."
    )


def test_dotted_names_lead_to_what_they_named():
    for name in NAMES["dotted_names"]:
        assert resolve(name).__name__ == name.rpartition(".")[2]


def test_what_is_kept_with_cases_keeps_its_key():
    assert set(NAMES["annotation_keys"]) <= find_texts("src/riaya/**/*.py")


def test_permissions_keep_their_ids():
    assert set(NAMES["permissions"]) <= find_texts("src/riaya/**/permissions.zcml")


def test_types_lists_and_settings_keep_their_names():
    found = find_texts("profiles/**/*.xml", "src/riaya/**/*.py", "src/riaya/**/*.zcml")
    assert set(NAMES["other_names"]) <= found


@pytest.mark.parametrize("old", MOVED)
def test_a_moved_class_is_the_same_by_both_names(old):
    (old_module, old_name), (module, name) = old.split(), MOVED[old].split()
    former = getattr(import_module(old_module), old_name)
    assert former is getattr(import_module(module), name)
    assert former.__module__ == module


def test_other_modules_that_are_missing_stay_missing():
    assert any(isinstance(finder, OldModules) for finder in sys.meta_path)
    with pytest.raises(ModuleNotFoundError):
        import_module("riaya.cases.never_there")
