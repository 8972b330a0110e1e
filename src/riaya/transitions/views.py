"""Taking one transition of a workflow: what it means, what is missing, the comment.

One page serves every type; a feature may say more on it by a subclass.
"""

from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from riaya import _
from riaya.core.pages import PostedPage
from riaya.transitions.actions import Action
from riaya.transitions.actions import find_transitions
from riaya.transitions.wording import get_state_title
from riaya.transitions.wording import get_type_title
from riaya.transitions.wording import get_words
from riaya.transitions.wording import TransitionWords
from typing import Any
from zope.i18nmessageid import Message


class TransitionView(PostedPage):
    """Explain a transition before it is taken; take it when the form is sent."""

    index = ViewPageTemplateFile("templates/transition.pt")
    css_of_target = ""

    def __call__(self) -> str:
        """Return the page, or the way to where the work goes on."""
        if self.action is None:
            self.request.response.setStatus(403)
            return self.index()
        if self.request.method != "POST":
            self.look_ahead()
        return super().__call__()

    @property
    def transition_id(self) -> str:
        """Return the id of the transition that is asked for."""
        return self.get("id")

    @cached_property
    def action(self) -> Action | None:
        """Return the transition, if it is open to this person now."""
        for action in find_transitions(self.context):
            if action.id == self.transition_id:
                return action
        return None

    @property
    def target(self) -> Any:
        """Return where the work goes on."""
        return self.context

    @property
    def name_of_target(self) -> str:
        """Return what the link back to the target says."""
        return self.target.Title()

    @property
    def what(self) -> str:
        """Return what the transition is taken with: a type, never a person's name."""
        return get_type_title(self.context.portal_type)

    @property
    def state_title(self) -> str:
        """Return the state before the transition."""
        return get_state_title(self.context)

    @property
    def words(self) -> TransitionWords:
        """Return what is said of the transition."""
        return get_words(self.context.portal_type, self.transition_id)

    @property
    def help_for_comment(self) -> Message | None:
        """Return who will read the comment, where that is known."""
        return None

    @property
    def comment(self) -> str:
        """Return what was typed so far."""
        return str(self.request.form.get("comment", ""))

    @property
    def facts(self) -> str:
        """Return what else has to be known before the transition, as HTML."""
        return ""

    @property
    def questions(self) -> str:
        """Return what else the transition asks for, as HTML of the form."""
        return ""

    def look_ahead(self) -> None:
        """Find out what would refuse the transition, without taking it."""

    def store_answers(self) -> None:
        """Store what the form asked for besides the comment."""

    def act(self) -> Message:
        """Take the transition."""
        self.store_answers()
        api.portal.get_tool("portal_workflow").doActionFor(
            self.context, self.transition_id, comment=self.comment.strip()
        )
        return _(
            "msg_step_taken",
            default="Done: ${step}.",
            mapping={"step": self.action and self.action.title},
        )

    def find_way(self) -> str:
        """Return where the work goes on."""
        return self.target.absolute_url()
