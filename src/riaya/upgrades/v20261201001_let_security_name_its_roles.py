"""Version 20261201001: the list of roles is security's, and so called.

Filling forms on the phone and the folder of an office's cases have permissions of
their own.  They are given to those who had the ones that were asked until now.
"""

from riaya.upgrades.importing import import_again
from riaya.upgrades.renaming import rename_lists
from typing import Any


RENAMED = {"riaya.guide.roles": "riaya.security.roles"}


def upgrade(tool: Any) -> None:
    """Give the list of roles its new name, and give out the new permissions."""
    rename_lists(RENAMED)
    import_again(tool, "rolemap", "typeinfo", "actions")
