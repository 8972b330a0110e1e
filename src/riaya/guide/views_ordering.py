"""Moving chapters and steps: by buttons, by dragging, into another chapter."""

from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from riaya import _
from riaya.core.exceptions import RiayaError
from riaya.guide.ordering import move_part
from riaya.guide.ordering import move_step
from riaya.guide.ordering import order_parts
from typing import Any
from zExceptions import BadRequest
from zope.i18n import translate

import json


def check_post(request: Any) -> None:
    """Raise BadRequest or Forbidden unless a form of this site was posted."""
    if request.method != "POST":
        raise BadRequest("Parts of the guide are moved by a POST request only.")
    CheckAuthenticator(request)


class MovePartView(BrowserView):
    """Move a chapter or a step up or down."""

    def __call__(self) -> str:
        """Move what was posted and return to the edition."""
        check_post(self.request)
        form = self.request.form
        try:
            move_part(
                self.context, str(form.get("part", "")), str(form.get("direction", ""))
            )
        except (KeyError, ValueError) as error:
            raise BadRequest("Say which part, and up or down.") from error
        self.request.response.redirect(self.context.absolute_url())
        return ""


class OrderPartsView(BrowserView):
    """Put the parts in the order to which somebody dragged them; for the page's script."""

    def __call__(self) -> str:
        """Return JSON: nothing to say, or the sentence of a refusal with status 400."""
        check_post(self.request)
        response = self.request.response
        response.setHeader("Content-Type", "application/json")
        names = self.request.form.get("parts", [])
        try:
            order_parts(self.context, [names] if isinstance(names, str) else names)
        except RiayaError as error:
            response.setStatus(400)
            return json.dumps(
                {"message": translate(error.message, context=self.request)}
            )
        return json.dumps({})


class MoveStepView(BrowserView):
    """Move a step to another chapter."""

    def __call__(self) -> str:
        """Move the step and show it at its new place; a refusal is shown as such."""
        check_post(self.request)
        step = move_step(self.context, str(self.request.form.get("chapter", "")))
        api.portal.show_message(
            _(
                "msg_step_moved",
                default="The step stands at the end of this chapter now.",
            ),
            self.request,
        )
        self.request.response.redirect(step.absolute_url())
        return ""
