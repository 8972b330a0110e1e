"""Putting something into a case file over REST."""

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.services.content.add import FolderPost
from riaya.cases.interfaces import IItemIntake
from typing import Any
from zope.component import getMultiAdapter
from zope.component import queryAdapter
from zope.interface import alsoProvides

import json


class CaseItemPost(FolderPost):
    """Add an item as plone.restapi does; its id is ours to choose."""

    def reply(self) -> Any:
        """Return the item, with 201 and its address."""
        data = json_body(self.request)
        data.pop("id", None)
        intake = queryAdapter(self.context, IItemIntake, name=str(data.get("@type")))
        if intake is not None:
            alsoProvides(self.request, IDisableCSRFProtection)
            if (item := intake.take(data)) is not None:
                return self._answer(item)
        self.request.set("BODY", json.dumps(data))
        return super().reply()

    def _answer(self, item: Any) -> dict:
        self.request.response.setStatus(201)
        self.request.response.setHeader("Location", item.absolute_url())
        return getMultiAdapter((item, self.request), ISerializeToJson)()
