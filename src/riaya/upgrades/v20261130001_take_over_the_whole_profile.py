"""Version 20261130001: everything that the profile governs.

Until then the profile changed without a new version, so a site of version
20261121001 may lack any of its parts.
"""

from riaya.site.setting_up import create_folders
from riaya.upgrades.importing import import_again
from typing import Any


PARTS = (
    "rolemap",
    "componentregistry",
    "browserlayer",
    "typeinfo",
    "workflow",
    "repositorytool",
    "plone.app.registry",
    "catalog",
    "actions",
)


def upgrade(tool: Any) -> None:
    """Import all parts but the theme, and make the folders that are missing."""
    import_again(tool, *PARTS)
    create_folders()
