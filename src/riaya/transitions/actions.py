"""The transitions that are open to the present person, as links."""

from dataclasses import dataclass
from plone import api
from typing import Any
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class Action:
    """A link that leads to something a person may do."""

    id: str
    title: str
    url: str
    is_primary: bool = False


def find_transitions(content: Any) -> list[Action]:
    """Return the transitions that the workflows of an object open to the present person."""
    workflow = api.portal.get_tool("portal_workflow")
    return [
        Action(
            row["id"],
            Message(row["name"] or row["title"], domain="riaya"),
            f"{content.absolute_url()}/@@transition?id={row['id']}",
        )
        for row in workflow.getTransitionsFor(content)
    ]
