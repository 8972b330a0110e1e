"""Bringing content in step with a profile that was imported again.

All of it works on any number of objects: they are let go again in batches.
"""

from collections.abc import Iterator
from plone import api
from riaya import logger
from typing import Any

import transaction


BATCH = 500

# Of a type: its workflows, and the roles that each of their states gives.
Permissions = tuple[tuple[str, ...], dict[tuple[str, str, str], str]]


def find_permissions() -> dict[str, Permissions]:
    """Return what the workflows give in each state, by portal type."""
    workflows = api.portal.get_tool("portal_workflow")
    return {
        portal_type: (
            tuple(chain := workflows.getChainForPortalType(portal_type)),
            {
                (workflow_id, state.getId(), permission): repr(roles)
                for workflow_id in chain
                for state in workflows[workflow_id].states.objectValues()
                for permission, roles in (state.permission_roles or {}).items()
            },
        )
        for portal_type in api.portal.get_tool("portal_types").objectIds()
    }


def update_permissions(portal_types: set[str]) -> int:
    """Give content of some types the permissions of its state; return how many changed.

    The catalog still has to be told who may see them.
    """
    if not portal_types:
        return 0
    workflows = api.portal.get_tool("portal_workflow")
    count = 0
    for _path, content in _walk(portal_type=sorted(portal_types)):
        changes = [
            workflows[workflow_id].updateRoleMappingsFor(content)
            for workflow_id in workflows.getChainFor(content)
        ]
        count += any(changes)
    return count


def find_index_sizes() -> dict[str, int]:
    """Return how many objects each index of the catalog knows."""
    catalog = api.portal.get_tool("portal_catalog")
    return {
        index.getId(): index.indexSize() if hasattr(index, "indexSize") else 0
        for index in catalog.getIndexObjects()
    }


def find_columns() -> set[str]:
    """Return the names of the catalog's metadata columns."""
    return set(api.portal.get_tool("portal_catalog").schema())


def refresh_catalog(indexes: set[str], with_columns: bool) -> None:
    """Fill some indexes, and the metadata columns if asked, for all that is catalogued."""
    if not indexes and not with_columns:
        return
    catalog = api.portal.get_tool("portal_catalog")
    # No index at all would mean all of them.
    names = sorted(indexes) or ["UID"]
    for path, content in _walk():
        catalog.catalog_object(
            content, path, idxs=names, update_metadata=int(with_columns)
        )


def _walk(**query: Any) -> Iterator[tuple[str, Any]]:
    """Yield what is catalogued with its path; let go of it after each batch."""
    portal = api.portal.get()
    catalog = api.portal.get_tool("portal_catalog")
    found = (
        catalog.unrestrictedSearchResults(**query) if query else catalog.getAllBrains()
    )
    paths = [brain.getPath() for brain in found]
    for count, path in enumerate(paths, start=1):
        try:
            content = portal.unrestrictedTraverse(path)
        except (AttributeError, KeyError):
            logger.warning("The catalog names %s, which is not there.", path)
        else:
            yield path, content
        if count % BATCH == 0:
            transaction.savepoint(optimistic=True)
            portal._p_jar.cacheGC()
