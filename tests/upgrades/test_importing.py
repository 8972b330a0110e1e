"""Importing the profile again brings in what is missing and keeps what people set."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from persistent.mapping import PersistentMapping
from plone import api
from plone.registry.interfaces import IRegistry
from riaya import PROFILE
from riaya.cases.clocks.running import find_deadlines
from riaya.security.system import as_system
from riaya.upgrades import v20261130001_take_over_the_whole_profile as whole_profile
from riaya.upgrades.importing import import_again
from riaya.upgrades.refreshing import find_columns
from zope.component import getUtility

import pytest
import tarfile


EXPORTED = (
    "actions",
    "catalog",
    "plone.app.registry",
    "repositorytool",
    "rolemap",
    "typeinfo",
    "workflows",
)


@pytest.fixture
def tool(portal):
    """Give the tool that imports profiles."""
    return portal.portal_setup


@pytest.fixture
def catalog(portal):
    return portal.portal_catalog


def test_a_type_that_is_missing_comes_back(portal, tool):
    del portal.portal_types["riaya.task"]
    import_again(tool, "typeinfo")
    assert portal.portal_types["riaya.task"].klass == "riaya.tasks.content.Task"


def test_settings_that_are_there_keep_their_values(tool):
    api.portal.set_registry_record("riaya.policy.weekend", [6])
    api.portal.set_registry_record("plone.default_language", "en")
    api.portal.set_registry_record("riaya.documents.max_size_mb", 7)
    import_again(tool, "plone.app.registry")
    assert api.portal.get_registry_record("riaya.policy.weekend") == [6]
    assert api.portal.get_registry_record("plone.default_language") == "en"
    assert api.portal.get_registry_record("riaya.documents.max_size_mb") == 7


def test_settings_that_are_missing_come_with_the_value_of_the_profile(tool):
    records = getUtility(IRegistry).records
    for name in ("riaya.guide.work_kinds", "riaya.documents.max_size_mb"):
        del records[name]
    import_again(tool, "plone.app.registry")
    kinds = api.portal.get_registry_record("riaya.guide.work_kinds")
    assert [kind["code"] for kind in kinds] == ["forms", "checklist", "tasks"]
    assert api.portal.get_registry_record("riaya.documents.max_size_mb") == 20


def test_a_new_index_and_a_new_column_are_filled(portal, tool, catalog, advance, case):
    advance(case, "screened")
    catalog.delIndex("policy")
    catalog.delColumn("assessment_kind")
    import_again(tool, "catalog")
    (edition,) = catalog.unrestrictedSearchResults(policy="ps")
    assert edition.portal_type == "riaya.guide"
    assert "assessment_kind" in find_columns()
    (rapid,) = catalog.unrestrictedSearchResults(portal_type="riaya.assessment")
    assert rapid.assessment_kind == "rapid"


def test_the_index_of_titles_stays_filled(tool, catalog):
    size = catalog.Indexes["Title"].indexSize()
    assert size
    import_again(tool, "catalog")
    assert catalog.Indexes["Title"].indexSize() == size


def test_content_gets_what_a_workflow_now_gives_in_its_state(
    portal, tool, catalog, case
):
    registered = portal.portal_workflow["case_workflow"].states["registered"]
    wanted = registered.permission_roles["View"]
    registered.permission_roles["View"] = ("Planner",)
    portal.portal_workflow["case_workflow"].updateRoleMappingsFor(case)
    case.reindexObjectSecurity()
    assert case._View_Permission == ("Planner",)

    import_again(tool, "workflow")

    assert registered.permission_roles["View"] == wanted
    assert case._View_Permission == wanted
    index = catalog.Indexes["allowedRolesAndUsers"]
    (brain,) = catalog.unrestrictedSearchResults(portal_type="riaya.case")
    assert "Planner" not in index.getEntryForObject(brain.getRID())


def test_content_of_other_workflows_is_left_alone(portal, tool, case):
    case._View_Permission = ("Planner",)
    import_again(tool, "workflow")
    assert case._View_Permission == ("Planner",)


class TestWholeProfile:
    def test_every_part_of_the_profile_but_the_theme_is_imported(self):
        steps = {
            "actions": "actions.xml",
            "browserlayer": "browserlayer.xml",
            "catalog": "catalog.xml",
            "componentregistry": "componentregistry.xml",
            "plone.app.registry": "registry",
            "repositorytool": "repositorytool.xml",
            "rolemap": "rolemap.xml",
            "typeinfo": "types.xml",
            "workflow": "workflows.xml",
        }
        assert set(whole_profile.PARTS) == set(steps)

    def test_what_is_missing_is_made_and_the_first_page_stays(self, portal, tool):
        del portal.portal_types["riaya.course"]
        with api.env.adopt_roles(["Manager"]):
            api.content.delete(portal["training"], check_linkintegrity=False)
        portal.setLayout("listing_view")
        del portal.portal_actions.portal_tabs["tasks"]
        portal.manage_permission("Riaya: Use worklist", ["Manager"])

        with as_system():
            whole_profile.upgrade(tool)

        assert "riaya.course" in portal.portal_types
        assert portal["training"].getLayout() == "training-library"
        assert portal.getLayout() == "listing_view"
        assert "tasks" in portal.portal_actions.portal_tabs
        assert "Authenticated" in {
            each["name"]
            for each in portal.rolesOfPermission("Riaya: Use worklist")
            if each["selected"]
        }

    def test_the_folder_for_training_is_opened_to_workers(self, portal, tool):
        folder = portal["training"]
        folder.manage_delLocalRoles(["AuthenticatedUsers"])
        folder.setLayout("listing_view")
        with as_system():
            whole_profile.upgrade(tool)
        assert folder.get_local_roles_for_userid("AuthenticatedUsers") == ("Reader",)
        assert folder.getLayout() == "training-library"

    def test_clocks_of_two_moments_become_runs(self, tool, case):
        wanted = sorted(find_deadlines(case), key=lambda run: run.clock)
        begun = {run.clock: run.started_at for run in wanted}
        case.clocks = PersistentMapping(
            {clock: (begun[clock], None) for clock in begun}
        )
        with as_system():
            whole_profile.upgrade(tool)
        assert sorted(find_deadlines(case), key=lambda run: run.clock) == wanted

    def test_a_clock_of_two_moments_that_was_stopped_is_finished(self, tool, case):
        (running, *_others) = find_deadlines(case)
        stopped_at = running.started_at + timedelta(hours=1)
        case.clocks = PersistentMapping(
            {running.clock: (running.started_at, stopped_at)}
        )
        with as_system():
            whole_profile.upgrade(tool)
        assert find_deadlines(case) == [replace(running, met_at=stopped_at)]

    def test_a_site_that_has_everything_is_not_changed(self, tool, case):
        with as_system():
            before = export(tool)
            whole_profile.upgrade(tool)
            assert export(tool) == before


def export(tool):
    """Return the lines that tell each part of the profile in the site, by file name.

    Their order does not matter, nor a setting whose default is the present moment.
    """
    files = {}
    for part in EXPORTED:
        with tarfile.open(
            fileobj=BytesIO(tool.runExportStep(part)["tarball"])
        ) as found:
            for member in found:
                if member.isfile():
                    lines = found.extractfile(member).read().splitlines()
                    files[member.name] = sorted(
                        line for line in lines if b"<default>20" not in line
                    )
    return files


def test_the_profile_itself_has_the_version_of_the_last_step(tool):
    assert tool.getLastVersionForProfile(PROFILE) == (
        tool.getVersionForProfile(PROFILE),
    )
