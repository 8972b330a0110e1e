"""The page of a case and its timeline."""

from functools import cached_property
from Products.Five.browser import BrowserView
from riaya.cases.display import CaseDisplay


class CaseView(BrowserView):
    """Show a case: where it stands, what to do next, its file and its story."""

    @cached_property
    def display(self) -> CaseDisplay:
        """Return what there is to show."""
        return CaseDisplay(self.context, self.request)


class CaseTimelineView(CaseView):
    """Show everything that happened to a case, a page at a time."""
