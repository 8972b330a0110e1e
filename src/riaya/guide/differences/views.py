"""The page that shows what changed between two editions."""

from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from riaya import _
from riaya.core.differences import FieldChange
from riaya.core.differences import FieldDifference
from riaya.core.differences import find_direction
from riaya.guide.content import Guide
from riaya.guide.differences.comparing import compare_editions
from riaya.guide.differences.comparing import find_compared_edition
from riaya.guide.differences.comparing import PartDifference
from riaya.guide.interfaces import IGuide
from riaya.guide.reading.pages import EditionPage
from riaya.guide.reading.readable import choose_wording
from zExceptions import NotFound
from zope.i18nmessageid import Message


CHANGES = {
    FieldChange.ADDED: _("label_row_added", default="Added"),
    FieldChange.REMOVED: _("label_row_removed", default="Removed"),
    FieldChange.CHANGED: _("label_row_changed", default="Changed"),
}


class EditionDifferencesView(EditionPage):
    """Compare this edition with another, chapter by chapter and word by word."""

    fields_changed = ViewPageTemplateFile("templates/fields_changed.pt")
    pieces = ViewPageTemplateFile("templates/pieces.pt")
    find_direction = staticmethod(find_direction)

    @cached_property
    def other(self) -> Guide | None:
        """Return the edition to compare with, or None; raise NotFound for a wrong name."""
        name = self.request.form.get("with")
        if not name:
            other = find_compared_edition(self.edition)
            return other if other is not None and self._may_view(other) else None
        other = api.portal.get()["guide"].get(str(name))
        if not IGuide.providedBy(other) or not self._may_view(other):
            raise NotFound(str(name))
        return other

    @cached_property
    def others(self) -> list[dict]:
        """Return the editions of the same policy with which this one can be compared."""
        brains = api.content.find(portal_type="riaya.guide", policy=self.edition.policy)
        return [
            {
                "id": other.getId(),
                "number": other.edition,
                "title": choose_wording(other.title, other.title_en),
                "is_chosen": self.other is not None and other.UID() == self.other.UID(),
            }
            for other in (brain.getObject() for brain in brains)
            if other.UID() != self.edition.UID()
        ]

    @property
    def fields(self) -> list[FieldDifference]:
        """Return what differs in the data of the editions."""
        return self._differences[0]

    @property
    def parts(self) -> list[PartDifference]:
        """Return the chapters in which something differs."""
        return self._differences[1]

    def name_change(self, change: FieldChange) -> Message | None:
        """Return in a word what became of a part or a row; nothing for one that is the same."""
        return CHANGES.get(change)

    @cached_property
    def _differences(self) -> tuple[list[FieldDifference], list[PartDifference]]:
        return compare_editions(self.other, self.edition) if self.other else ([], [])

    def _may_view(self, edition: Guide) -> bool:
        return api.user.has_permission("View", obj=edition)
