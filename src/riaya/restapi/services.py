"""Transitions over REST: plone.restapi's service, with our refusals."""

from AccessControl import getSecurityManager
from plone.restapi.deserializer import json_body
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.services.workflow.transition import WorkflowTransition
from Products.CMFCore.permissions import ModifyPortalContent
from riaya import _
from riaya.core.exceptions import RiayaError
from typing import Any
from zope.component import getMultiAdapter


class TransitionNotOpen(RiayaError):
    """Raised when the workflow does not offer a transition to this person now."""


class WorkflowPost(WorkflowTransition):
    """Run a transition; fields in the body are written first.

    A closure is requested with its reason and rating, a contact recorded with
    its outcome, in one request that succeeds or fails as a whole.
    """

    own_words = frozenset(
        {
            "comment",
            "include_children",
            "effective",
            "expires",
            "effectiveDate",
            "expirationDate",
        }
    )

    def reply(self) -> Any:
        """Return the transition's entry in the history."""
        fields = {
            name: value
            for name, value in json_body(self.request).items()
            if name not in self.own_words
        }
        if fields and self.transition:
            self._write(fields)
        answer = super().reply()
        if "error" in answer:
            # Raising undoes what was written.
            raise TransitionNotOpen(
                _(
                    "error_transition_not_open",
                    default="“${transition}” is not open to you here in the present state.",
                    mapping={"transition": self.transition or ""},
                )
            )
        return answer

    def _write(self, fields: dict) -> None:
        if not getSecurityManager().checkPermission(ModifyPortalContent, self.context):
            return
        getMultiAdapter((self.context, self.request), IDeserializeFromJson)(data=fields)
