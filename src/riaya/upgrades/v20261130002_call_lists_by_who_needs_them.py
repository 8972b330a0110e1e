"""Version 20261130002: lists are called by the feature that needs them.

Stages and response groups are the guide's, kinds of forms are the forms'.  What
staff wrote into a list goes along.
"""

from plone.registry.interfaces import IRegistry
from typing import Any
from zope.component import getUtility


RENAMED = {
    "riaya.cases.stages": "riaya.guide.stages",
    "riaya.cases.response_groups": "riaya.guide.response_groups",
    "riaya.assessments.kinds": "riaya.forms.kinds",
}


def upgrade(tool: Any) -> None:
    """Give each list its new name, with the rows that it had."""
    records = getUtility(IRegistry).records
    for old, new in RENAMED.items():
        if old not in records:
            continue
        records[new] = records[old]
        del records[old]
