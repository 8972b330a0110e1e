"""Finding the case that something belongs to, and what a case holds."""

from Acquisition import aq_chain
from Acquisition import aq_inner
from plone import api
from riaya.cases.content import Case
from riaya.cases.interfaces import ICase
from riaya.core.indexing import find_current
from typing import Any


def find_case(content: Any) -> Case | None:
    """Return the case around content, or None outside of case files."""
    for item in aq_chain(aq_inner(content)):
        if ICase.providedBy(item):
            return item
    return None


def find_items(case: Case, **criteria: Any) -> list:
    """Return catalog brains of what is in a case file, whoever asks.

    Only for rules; what is shown to a person goes through the person's rights.
    """
    return find_current(api.portal.get_tool("portal_catalog"), case, **criteria)


def find_actor(case: Case, transition: str) -> str | None:
    """Return who last ran a transition of a case or item, or None."""
    workflow = api.portal.get_tool("portal_workflow")
    for chain in workflow.getChainFor(case):
        for entry in reversed(case.workflow_history.get(chain, ())):
            if entry["action"] == transition:
                return entry["actor"]
    return None
