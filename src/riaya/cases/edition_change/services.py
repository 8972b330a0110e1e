"""The edition of a case over REST: what another one changes, and moving to it."""

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from riaya.cases.edition_change.changing import change_edition
from riaya.cases.edition_change.preview import preview_edition_change
from riaya.guide.content import Guide
from riaya.guide.lookup import get_edition
from typing import Any
from zope.i18n import translate
from zope.interface import alsoProvides


class GuideEditionGet(Service):
    """Tell the edition of a case, and what the one in force would change."""

    def reply(self) -> dict:
        """Return both editions, the changes, the clocks, and what would be missing."""
        preview = preview_edition_change(self.context)
        answer: dict[str, Any] = {
            "@id": f"{self.context.absolute_url()}/@guide-edition",
            "present": _describe(get_edition(self.context.guide)),
            "available": _describe(preview.edition) if preview else None,
        }
        if preview:
            answer["changes"] = [
                {
                    "title": each.title,
                    "stage": each.stage,
                    "sentences": self._translate(each.sentences),
                }
                for each in preview.changes
            ]
            answer["deadlines"] = [
                {
                    "clock": each.clock,
                    "item": each.item_id,
                    "due_at": each.due_at,
                    "new_due_at": each.new_due_at,
                }
                for each in preview.deadlines
            ]
            answer["newly_missing"] = self._translate(preview.newly_missing)
        return json_compatible(answer)

    def _translate(self, sentences: list) -> list[str]:
        return [translate(each, context=self.request) for each in sentences]


class GuideEditionPost(Service):
    """Move a case to the edition in force."""

    def reply(self) -> dict:
        """Return the edition that the case has now."""
        alsoProvides(self.request, IDisableCSRFProtection)
        data = json_body(self.request)
        edition = get_edition(str(data.get("guide") or ""))
        change_edition(self.context, edition, str(data.get("comment") or ""))
        return json_compatible(
            {
                "@id": f"{self.context.absolute_url()}/@guide-edition",
                "present": _describe(edition),
                "available": None,
            }
        )


def _describe(edition: Guide | None) -> dict[str, Any] | None:
    if edition is None:
        return None
    return {
        "@id": edition.absolute_url(),
        "UID": edition.UID(),
        "edition": edition.edition,
        "effective_from": edition.effective_from,
    }
