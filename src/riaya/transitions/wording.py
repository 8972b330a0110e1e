"""What transitions are called and bring about, as the feature of each type says it."""

from dataclasses import dataclass
from dataclasses import field
from plone import api
from plone.dexterity.interfaces import IDexterityFTI
from riaya import _
from riaya.transitions.interfaces import ITransitionWords
from typing import Any
from zope.component import queryUtility
from zope.i18nmessageid import Message
from zope.interface import implementer


@dataclass(frozen=True)
class TransitionWords:
    """What is said of one transition, and what it asks for.

    `consequence` is said before somebody takes it, `occurrence` afterwards, in
    the story of the object.  A final one nobody can take back.
    """

    consequence: Message | None = None
    occurrence: Message | None = None
    is_final: bool = False
    needs_comment: bool = False


@implementer(ITransitionWords)
@dataclass(frozen=True)
class TypeWords:
    """The words of a type that says nothing else of itself."""

    transitions: dict[str, TransitionWords] = field(default_factory=dict)


SILENT = TransitionWords()

# What a worker submits and a second person decides on.
SUBMIT = TransitionWords(
    _(
        "msg_will_submit",
        default="It is sent for approval. Until the answer it can no longer be changed.",
    ),
    _("msg_item_submitted", default="Sent for approval"),
)
APPROVE = TransitionWords(
    _(
        "msg_will_approve",
        default="It is approved as it stands and can no longer be changed; a correction is a new version.",
    ),
    _("msg_item_approved", default="Approved"),
    is_final=True,
)
RETURN = TransitionWords(
    _(
        "msg_will_return",
        default="It goes back to its author, who reads your reason and corrects it.",
    ),
    _("msg_item_returned", default="Returned for correction"),
    needs_comment=True,
)
# What a trainer writes and another one publishes.
PUBLISH = TransitionWords(
    _(
        "msg_will_publish",
        default="Everybody can read it from now on, and it can no longer be changed.",
    ),
    is_final=True,
)
SUPERSEDE = TransitionWords(
    _(
        "msg_will_supersede",
        default="It is replaced by a newer one and stays readable.",
    ),
    _("msg_item_superseded", default="Superseded by a newer one"),
    is_final=True,
)


def get_words(portal_type: str, transition: str) -> TransitionWords:
    """Return what is said of a transition; silent words where nothing is known."""
    words = queryUtility(ITransitionWords, name=portal_type)
    return words.transitions.get(transition, SILENT) if words else SILENT


def find_commented(portal_type: str) -> set[str]:
    """Return the transitions of a type that need their reason."""
    words = queryUtility(ITransitionWords, name=portal_type)
    return {
        transition
        for transition, said in (words.transitions if words else {}).items()
        if said.needs_comment
    }


def get_type_title(portal_type: str) -> str:
    """Return the name of a content type."""
    fti = queryUtility(IDexterityFTI, name=portal_type)
    return fti.Title() if fti else portal_type


def get_state_title(content: Any) -> str:
    """Return the name of the state an object is in."""
    state = api.content.get_state(content, default=None)
    return name_state(content.portal_type, state)


def name_state(portal_type: str, state: str | None) -> str:
    """Return the name of a workflow state of a type."""
    if not state:
        return ""
    workflow = api.portal.get_tool("portal_workflow")
    return Message(workflow.getTitleForStateOnType(state, portal_type), domain="riaya")
