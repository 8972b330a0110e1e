"""Importing parts of the profile again into a site that is in use.

What the profile governs becomes as this version has it: types, workflows,
permissions, tabs.  What people may have set is kept: a setting or list that
exists keeps its value, and a step that must change one says so itself.
"""

from lxml import etree
from plone.app.registry.exportimport.handler import RegistryImporter
from plone.registry.interfaces import IRegistry
from Products.GenericSetup.context import DirectoryImportContext
from riaya import PROFILE
from riaya.upgrades.refreshing import find_columns
from riaya.upgrades.refreshing import find_index_sizes
from riaya.upgrades.refreshing import find_permissions
from riaya.upgrades.refreshing import refresh_catalog
from riaya.upgrades.refreshing import update_permissions
from typing import Any
from zope.component import getUtility


REGISTRY = "plone.app.registry"


def import_again(tool: Any, *parts: str) -> None:
    """Import parts of the default profile, and bring the content in step with them.

    `parts` are the names of GenericSetup's import steps.  Content gets the
    permissions of workflows that changed, and new indexes and columns of the
    catalog are filled.
    """
    permissions = find_permissions()
    sizes, columns = find_index_sizes(), find_columns()
    for part in parts:
        if part == REGISTRY:
            import_missing_settings(tool)
        else:
            tool.runImportStepFromProfile(
                f"profile-{PROFILE}", part, run_dependencies=False
            )
    changed_types = {
        portal_type
        for portal_type, found in find_permissions().items()
        if found != permissions.get(portal_type)
    }
    indexes = {
        name
        for name, size in find_index_sizes().items()
        if name not in sizes or (sizes[name] and not size)
    }
    if update_permissions(changed_types):
        indexes.add("allowedRolesAndUsers")
    refresh_catalog(indexes, with_columns=bool(find_columns() - columns))


def import_missing_settings(tool: Any) -> None:
    """Import the registry records that the site does not have yet."""
    directory = tool.getProfileInfo(f"profile-{PROFILE}")["path"]
    context = DirectoryImportContext(tool, directory)
    importer = MissingRecords(getUtility(IRegistry), context)
    for name in sorted(context.listDirectory("registry")):
        importer.importDocument(context.readDataFile(f"registry/{name}"))


class MissingRecords(RegistryImporter):
    """Imports records that are not there yet, and leaves those that are."""

    def __init__(self, registry: Any, context: Any):
        super().__init__(registry, context)
        self.present = frozenset(registry.records)

    def importRecord(self, node: etree._Element) -> None:
        """Import a record, or one value of an interface's records."""
        prefix = node.get("prefix") or node.get("interface")
        if (node.get("name") or f"{prefix}.{node.get('field')}") not in self.present:
            super().importRecord(node)
