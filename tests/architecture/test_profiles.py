"""Profiles, workflows and upgrade steps agree with each other."""

from lxml import etree
from pathlib import Path

import pytest
import re


ROOT = Path(__file__).parents[2]
PROFILES = ROOT / "profiles"
DEFAULT = PROFILES / "default"
ZCML = ROOT / "src" / "riaya" / "profiles.zcml"


def find_workflows():
    """Return the workflow definitions, by their folders."""
    return sorted((DEFAULT / "workflows").iterdir())


@pytest.mark.parametrize("folder", find_workflows(), ids=lambda folder: folder.name)
class TestWorkflow:
    def test_is_named_as_its_folder(self, folder):
        root = etree.parse(str(folder / "definition.xml")).getroot()
        assert root.get("workflow_id") == folder.name

    def test_is_registered(self, folder):
        tree = etree.parse(str(DEFAULT / "workflows.xml"))
        assert folder.name in tree.xpath("/object/object/@name")

    def test_leads_only_to_its_own_states(self, folder):
        tree = etree.parse(str(folder / "definition.xml"))
        states = set(tree.xpath("//state/@state_id"))
        assert set(tree.xpath("//transition/@new_state")) <= states

    def test_uses_every_transition(self, folder):
        tree = etree.parse(str(folder / "definition.xml"))
        used = set(tree.xpath("//exit-transition/@transition_id"))
        assert used == set(tree.xpath("//transition/@transition_id"))

    def test_guards_every_transition_with_a_permission(self, folder):
        tree = etree.parse(str(folder / "definition.xml"))
        for transition in tree.xpath("//transition"):
            assert transition.xpath("guard/guard-permission/text()")


@pytest.mark.parametrize(
    "name",
    ["case_workflow", "assessment_workflow", "plan_workflow", "follow_up_workflow"],
)
def test_case_files_are_never_opened_to_administrators_or_owners(name):
    tree = etree.parse(str(DEFAULT / "workflows" / name / "definition.xml"))
    roles = set()
    for mapping in tree.xpath("//permission-map"):
        if mapping.get("name") != "Riaya: Supersede":
            roles.update(mapping.xpath("permission-role/text()"))
    assert not roles & {"Manager", "Site Administrator", "Owner", "Authenticated"}


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
