"""The page that lists the editions of the guide."""

from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from riaya import _
from riaya.core.time.dates import format_day
from riaya.guide.content import Guide
from riaya.guide.contents import find_chapters
from riaya.guide.contents import find_step_objects
from riaya.guide.reading.readable import choose_wording
from riaya.guide.states import get_state
from riaya.guide.states import STATES


SECTIONS = (
    ("in-force", _("title_editions_in_force", default="In force"), ("published",)),
    (
        "drafts",
        _("title_editions_drafts", default="In preparation"),
        ("draft", "in_review"),
    ),
    (
        "superseded",
        _("title_editions_superseded", default="Earlier editions"),
        ("superseded",),
    ),
)


class GuideLibraryView(BrowserView):
    """All editions that the reader may see, the one in force first."""

    @cached_property
    def editions(self) -> list[dict]:
        """Return the editions under the reader's rights."""
        brains = api.content.find(
            context=self.context, depth=1, portal_type="riaya.guide"
        )
        return [self._describe(brain.getObject()) for brain in brains]

    @property
    def sections(self) -> list[dict]:
        """Return the parts of the page in their order."""
        return [
            {"id": section, "title": title, "editions": self.find(*states)}
            for section, title, states in SECTIONS
        ]

    def find(self, *states: str) -> list[dict]:
        """Return the editions in one of the states, the newest first."""
        found = [edition for edition in self.editions if edition["state"] in states]
        return sorted(found, key=lambda edition: edition["sort_key"], reverse=True)

    @property
    def may_add(self) -> bool:
        """Return True if the person may begin an edition."""
        return api.user.has_permission("Riaya: Add guide", obj=self.context)

    def _describe(self, edition: Guide) -> dict:
        state = get_state(edition)
        return {
            "url": edition.absolute_url(),
            "title": choose_wording(edition.title, edition.title_en),
            "description": choose_wording(
                edition.description or "", edition.description_en
            ),
            "number": edition.edition,
            "policy": edition.policy,
            "effective_from": format_day(edition.effective_from),
            "approval_reference": edition.approval_reference,
            "state": state,
            "state_title": STATES[state],
            "chapters": len(list(find_chapters(edition))),
            "steps": len(list(find_step_objects(edition))),
            "sort_key": str(edition.effective_from or ""),
        }
