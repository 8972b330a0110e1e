"""Version 20261130002: lists are called by the feature that needs them.

Stages and response groups are the guide's, kinds of forms are the forms'.
"""

from riaya.upgrades.renaming import rename_lists
from typing import Any


RENAMED = {
    "riaya.cases.stages": "riaya.guide.stages",
    "riaya.cases.response_groups": "riaya.guide.response_groups",
    "riaya.assessments.kinds": "riaya.forms.kinds",
}


def upgrade(tool: Any) -> None:
    """Give each list its new name."""
    rename_lists(RENAMED)
