"""Who has access to a case, over REST."""

from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from riaya.security.causes import find_causes
from zope.i18n import translate


class AccessGet(Service):
    """Explain who may see a case and why."""

    def reply(self) -> dict:
        """Return principal, role, cause and end of every grant."""
        items = [
            json_compatible(
                {
                    "principal": cause.principal,
                    "right": str(cause.role),
                    "cause": cause.cause,
                    "title": translate(cause.title, context=self.request),
                    "until": cause.until,
                }
            )
            for cause in find_causes(self.context)
        ]
        return {
            "@id": f"{self.context.absolute_url()}/@access",
            "items": items,
            "items_total": len(items),
        }
