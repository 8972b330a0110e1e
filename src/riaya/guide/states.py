"""The states and transitions of an edition, in words."""

from plone import api
from riaya import _
from riaya.guide.content import Guide
from riaya.transitions.wording import PUBLISH
from riaya.transitions.wording import RETURN
from riaya.transitions.wording import SUBMIT
from riaya.transitions.wording import SUPERSEDE
from riaya.transitions.wording import TypeWords


STATES = {
    "draft": _("label_guide_draft", default="Draft"),
    "in_review": _("label_guide_in_review", default="In review"),
    "published": _("label_guide_published", default="In force"),
    "superseded": _("label_guide_superseded", default="Superseded"),
}
TRANSITIONS = {
    "submit": _("button_guide_submit", default="Send to review"),
    "publish": _("button_guide_publish", default="Publish"),
    "return_": _("button_guide_return", default="Return for correction"),
}
DECISIONS = {
    "submit": _("label_guide_submitted", default="Sent to review"),
    "publish": _("label_guide_was_published", default="Published"),
    "return_": _("label_guide_returned", default="Returned for correction"),
    "supersede": _("label_guide_superseded", default="Superseded"),
}


GUIDE_WORDS = TypeWords(
    {"submit": SUBMIT, "publish": PUBLISH, "return_": RETURN, "supersede": SUPERSEDE}
)


def get_state(edition: Guide) -> str:
    """Return the workflow state of an edition."""
    return api.content.get_state(edition)
