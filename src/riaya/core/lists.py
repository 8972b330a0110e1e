"""Long lists, shown a page at a time."""

from dataclasses import dataclass
from plone.batching import Batch
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class ListChoice:
    """A link to another list, or to part of one, beside which its length stands."""

    title: str | Message
    url: str
    count: int
    is_chosen: bool


class PagedList(BrowserView):
    """A list of which one page is shown: `size` rows from `start` on, of `total`."""

    pager = ViewPageTemplateFile("templates/pager.pt")

    @property
    def extent(self) -> tuple[int, int, int]:
        """Return start, size and total of the list."""
        raise NotImplementedError

    def link_to(self, start: int) -> str:
        """Return the address of the page that begins at a row."""
        raise NotImplementedError

    @property
    def batch(self) -> Batch:
        """Return where the page stands among the others."""
        start, size, total = self.extent
        return Batch(range(total), size, min(start, self._last_start))

    @property
    def previous_start(self) -> int | None:
        """Return where the page before begins; from beyond the end it is the last one.

        None on the first page.  A page may begin anywhere: an address is kept, and the
        list grows shorter.  From each, going back shows every row before it.
        """
        start, size, total = self.extent
        if start <= 0:
            return None
        return (
            max(0, start - size) if start < total else min(start - 1, self._last_start)
        )

    @property
    def next_start(self) -> int | None:
        """Return where the page after begins, None when no row follows."""
        start, size, total = self.extent
        return start + size if start + size < total else None

    @property
    def is_empty(self) -> bool:
        """Return True for a list without any row, whatever page of it was asked for."""
        return self.extent[2] == 0

    @property
    def is_beyond_end(self) -> bool:
        """Return True for a page that the list, grown shorter, no longer has."""
        start, _size, total = self.extent
        return start >= total > 0

    @property
    def _last_start(self) -> int:
        _start, size, total = self.extent
        return max(0, total - 1) // size * size
