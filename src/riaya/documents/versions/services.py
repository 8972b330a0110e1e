"""Going back to an older version over REST."""

from plone.restapi.deserializer import json_body
from plone.restapi.services import Service
from riaya.documents.versions.history import find_versions
from riaya.documents.versions.history import revert_to_version
from zExceptions import BadRequest


class HistoryPatch(Service):
    """Bring back an older version, as the page does."""

    def reply(self) -> dict:
        """Return the number of the version that is now the newest."""
        number = json_body(self.request).get("version")
        if not isinstance(number, int) or isinstance(number, bool):
            raise BadRequest("Property 'version' must be the number of a version.")
        revert_to_version(self.context, number)
        return {"version": find_versions(self.context)[0].number}
