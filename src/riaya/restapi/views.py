"""Refusals as answers: one shape over REST, one page in the browser."""

from plone import api
from plone.rest.interfaces import IAPIRequest
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from riaya.core.exceptions import RiayaError
from riaya.restapi.errors import serialize_refusal
from typing import Any

import json


class RefusalPage(BrowserView):
    """The sentences of a refusal, as a page of the site.

    It stands on the site's root: what the refusal is about may be closed.
    """

    template = ViewPageTemplateFile("templates/refusal.pt")

    def __init__(self, site: Any, request: Any, error: RiayaError):
        super().__init__(site, request)
        self.refusal = serialize_refusal(error, request)

    def __call__(self) -> str:
        """Return the page."""
        return self.template()


class Refusal(BrowserView):
    """Answer 400 with the sentences of a refusal that no form was there to show."""

    def __call__(self) -> str:
        """Return JSON to a client of the API and a page to a person."""
        response = self.request.response
        response.setStatus(400, lock=1)
        if not IAPIRequest.providedBy(self.request):
            return RefusalPage(api.portal.get(), self.request, self.context)()
        response.setHeader("Content-Type", "application/json")
        answer = serialize_refusal(self.context, self.request)
        return json.dumps(answer, indent=2, sort_keys=True)
