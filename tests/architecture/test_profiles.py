"""Profiles, workflows and upgrade steps agree with each other."""

from itertools import pairwise
from lxml import etree
from pathlib import Path
from tests.architecture.profile_hash import get_version
from tests.architecture.profile_hash import hash_profile
from tests.architecture.profile_hash import read_hashes

import pytest


ROOT = Path(__file__).parents[2]
PROFILES = ROOT / "profiles"
DEFAULT = PROFILES / "default"
UPGRADES = ROOT / "src" / "riaya" / "upgrades"
ZCML = ROOT / "src" / "riaya" / "profiles.zcml"


# What nobody reads by a role of the whole site.
CASE_FILES = ("case", "assessment", "plan", "follow_up")


@pytest.fixture(scope="module")
def workflows():
    """Return the workflow definitions, by the names of their folders."""
    folders = (DEFAULT / "workflows").iterdir()
    return {
        folder.name: etree.parse(str(folder / "definition.xml")) for folder in folders
    }


class TestWorkflows:
    def test_are_named_as_their_folders(self, workflows):
        for name, tree in workflows.items():
            assert tree.getroot().get("workflow_id") == name

    def test_are_registered(self, workflows):
        tree = etree.parse(str(DEFAULT / "workflows.xml"))
        assert workflows.keys() <= set(tree.xpath("/object/object/@name"))

    def test_lead_only_to_their_own_states(self, workflows):
        strange = [
            (name, state)
            for name, tree in workflows.items()
            for state in tree.xpath("//transition/@new_state")
            if state not in tree.xpath("//state/@state_id")
        ]
        assert strange == []

    def test_use_every_transition(self, workflows):
        for name, tree in workflows.items():
            used = set(tree.xpath("//exit-transition/@transition_id"))
            assert used == set(tree.xpath("//transition/@transition_id")), name

    def test_guard_every_transition_with_a_permission(self, workflows):
        open_ones = [
            (name, transition.get("transition_id"))
            for name, tree in workflows.items()
            for transition in tree.xpath("//transition")
            if not transition.xpath("guard/guard-permission/text()")
        ]
        assert open_ones == []

    def test_never_open_case_files_to_administrators_or_owners(self, workflows):
        broad = {"Manager", "Site Administrator", "Owner", "Authenticated"}
        opened = [
            (kind, mapping.get("name"))
            for kind in CASE_FILES
            for mapping in workflows[f"{kind}_workflow"].xpath("//permission-map")
            if mapping.get("name") != "Riaya: Supersede"
            and broad & set(mapping.xpath("permission-role/text()"))
        ]
        assert opened == []


def test_every_registered_profile_exists_and_has_a_version():
    tree = etree.parse(str(ZCML))
    directories = tree.xpath("//*[local-name()='registerProfile']/@directory")
    assert len(directories) == 6
    for directory in directories:
        metadata = ROOT / directory / "metadata.xml"
        assert etree.parse(str(metadata)).findtext("version")


def test_the_profile_is_what_its_version_was():
    kept = read_hashes().get(get_version())
    assert kept == hash_profile(), (
        f"profiles/default is not what version {get_version()} was. Give it a new version "
        "in metadata.xml, write an upgrade step in src/riaya/upgrades, and run make "
        "profile-hash. CONTRIBUTING.md tells more."
    )


def test_versions_rise_and_the_present_one_is_the_last():
    versions = list(read_hashes())
    assert versions == sorted(versions)
    assert versions[-1] == get_version()


def test_upgrade_steps_lead_from_each_version_to_the_next():
    """A step for each version after the first, in the order in which they run."""
    tree = etree.parse(str(UPGRADES / "configure.zcml"))
    steps = [
        (step.get("source"), step.get("destination"))
        for step in tree.xpath("//*[local-name()='upgradeStep']")
        if step.get("profile") == "riaya:default"
    ]
    assert steps == list(pairwise(read_hashes()))


def test_every_upgrade_step_has_a_module_named_by_its_version():
    tree = etree.parse(str(UPGRADES / "configure.zcml"))
    registered = {
        step.get("handler"): step.get("destination")
        for step in tree.xpath("//*[local-name()='upgradeStep']")
    }
    modules = {f".{path.stem}.upgrade": path.stem for path in UPGRADES.glob("v*.py")}
    assert registered.keys() == modules.keys()
    for handler, version in registered.items():
        assert modules[handler].startswith(f"v{version}_")


def test_every_type_of_ours_has_its_workflow_bound():
    types = etree.parse(str(DEFAULT / "types.xml")).xpath("/object/object/@name")
    bound = etree.parse(str(DEFAULT / "workflows.xml")).xpath(
        "//bindings/type/@type_id"
    )
    ours = {name for name in types if name.startswith("riaya.")}
    assert ours == {name for name in bound if name.startswith("riaya.")}
