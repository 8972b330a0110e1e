"""What a case file holds, as one person may see it, from one catalog query."""

from collections.abc import Iterable
from plone import api
from riaya import _
from riaya.cases.content import Case
from riaya.cases.items.entries import EntryWords
from riaya.cases.items.entries import ItemEntry
from riaya.cases.items.kinds import find_item_kinds
from riaya.cases.items.kinds import get_item_kind
from riaya.transitions.actions import Action
from typing import Any


LABELS = {
    "title": _("label_title", default="Title"),
    "date": _("label_date", default="Date"),
    "status": _("label_status", default="Status"),
    "document_kind": _("label_document_kind", default="Kind of document"),
}


def find_entries(case: Case) -> list[ItemEntry]:
    """Return what the current person may see in a case file, newest first."""
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.searchResults(
        path={"query": "/".join(case.getPhysicalPath()), "depth": 1},
        sort_on="created",
        sort_order="descending",
        show_inactive=True,
    )
    words = EntryWords()
    return [_read_entry(brain, words) for brain in brains]


def group_entries(entries: Iterable[ItemEntry]) -> dict[str, list[ItemEntry]]:
    """Return entries by the lists in which the page shows them."""
    groups: dict[str, list[ItemEntry]] = {}
    for entry in entries:
        groups.setdefault(entry.group, []).append(entry)
    return groups


def describe_kinds(groups: dict[str, list[ItemEntry]]) -> list[dict[str, Any]]:
    """Return each list that a file holds, with its entries."""
    return [
        {
            "id": kind.group,
            "title": kind.title,
            "entries": groups[kind.group],
            "has_states": any(entry.state for entry in groups[kind.group]),
        }
        for kind in find_item_kinds()
        if kind.title and kind.group in groups
    ]


def find_preparations(entries: Iterable[ItemEntry], transition: str) -> list[Action]:
    """Return what is to be done with single items before the case takes a transition."""
    found = (
        get_item_kind(entry.portal_type).find_preparation(entry, transition)
        for entry in entries
    )
    return [action for action in found if action is not None]


def _read_entry(brain: Any, words: EntryWords) -> ItemEntry:
    kind = get_item_kind(brain.portal_type)
    state = brain.review_state or ""
    fields = {
        "id": brain.getId,
        "portal_type": brain.portal_type,
        "group": kind.group,
        "url": brain.getURL(),
        "state": state,
        "state_title": words.name_state(brain.portal_type, state),
    }
    return ItemEntry(**fields | kind.describe(brain, words))
