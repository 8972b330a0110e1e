"""The page of a case and its timeline."""

from functools import cached_property
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from riaya.cases.page.display import CaseDisplay
from riaya.cases.page.story import Story


class CaseView(BrowserView):
    """Show a case: where it stands, what to do next, its file and its story."""

    guide = ViewPageTemplateFile("templates/case_guide.pt")
    parts = ViewPageTemplateFile("templates/case_parts.pt")
    timeline_size = 10

    def __call__(self) -> str:
        """Return the page, without the portlets that the theme does not show."""
        for column in ("disable_plone.leftcolumn", "disable_plone.rightcolumn"):
            self.request.set(column, 1)
        return self.index()

    @cached_property
    def display(self) -> CaseDisplay:
        """Return what there is to show."""
        return CaseDisplay(self.context, self.request)

    @cached_property
    def story(self) -> Story:
        """Return the newest of what happened."""
        entries = self.display.entries
        return Story(self.context, self.request, entries, self.timeline_size)


class CaseTimelineView(CaseView):
    """Show everything that happened to a case, a page at a time."""

    timeline_size = 20
