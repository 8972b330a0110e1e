"""Putting something into a case file over REST."""

from plone.restapi.deserializer import json_body
from plone.restapi.services.content.add import FolderPost
from typing import Any

import json


class CaseItemPost(FolderPost):
    """Add an item as plone.restapi does; its id is ours to choose."""

    def reply(self) -> Any:
        """Return the item, with 201 and its address."""
        data = json_body(self.request)
        data.pop("id", None)
        self.request.set("BODY", json.dumps(data))
        return super().reply()
