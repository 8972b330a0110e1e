"""Profiles, workflows and upgrade steps agree with each other."""

from lxml import etree
from pathlib import Path

import pytest
import re


ROOT = Path(__file__).parents[2]
PROFILES = ROOT / "profiles"
DEFAULT = PROFILES / "default"
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


def test_the_last_upgrade_step_is_the_version_of_the_profile():
    version = etree.parse(str(DEFAULT / "metadata.xml")).findtext("version")
    steps = sorted((ROOT / "src" / "riaya" / "upgrades").glob("v*.py"))
    found = [re.match(r"v(\d+)_", step.name).group(1) for step in steps]
    assert not found or found[-1] == version


def test_every_type_of_ours_has_its_workflow_bound():
    types = etree.parse(str(DEFAULT / "types.xml")).xpath("/object/object/@name")
    bound = etree.parse(str(DEFAULT / "workflows.xml")).xpath(
        "//bindings/type/@type_id"
    )
    ours = {name for name in types if name.startswith("riaya.")}
    assert ours == {name for name in bound if name.startswith("riaya.")}
