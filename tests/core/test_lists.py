"""From wherever a page of a list begins, every row can be reached."""

from lxml import html
from riaya.core.lists import PagedList

import pytest


SIZE = 6


class Numbers(PagedList):
    """A list of which a page begins at `start`."""

    start = 0
    total = 0

    @property
    def extent(self):
        return self.start, SIZE, self.total

    def link_to(self, start):
        return f"?b_start={start}"


@pytest.fixture
def read_pager(portal, http_request):
    """Return a function that tells where the links of a page lead."""

    def read(start, total):
        page = Numbers(portal, http_request)
        page.start, page.total = start, total
        shown = html.fragment_fromstring(page.pager(), create_parent=True)
        return {
            link.get("rel"): int(link.get("href").rpartition("=")[2])
            for link in shown.iter("a")
        }

    return read


@pytest.mark.parametrize(
    ("start", "links"),
    [
        (0, {"next": 6}),
        (6, {"prev": 0, "next": 12}),
        (18, {"prev": 12}),
        # Between two pages.
        (3, {"prev": 0, "next": 9}),
        (15, {"prev": 9}),
        # The list was longer when the address was kept.
        (21, {"prev": 18}),
        (24, {"prev": 18}),
        (99999, {"prev": 18}),
    ],
)
def test_links_lead_to_the_rows_before_and_after(read_pager, start, links):
    assert read_pager(start, 21) == links


@pytest.mark.parametrize("total", [1, 5, 6, 7, 12, 21])
@pytest.mark.parametrize("start", range(26))
def test_going_back_shows_every_row_before(read_pager, start, total):
    missed = set(range(min(start, total)))
    while "prev" in (links := read_pager(start, total)):
        assert links["prev"] < start
        start = links["prev"]
        missed -= set(range(start, start + SIZE))
    assert start == 0
    assert not missed


@pytest.mark.parametrize("total", [0, 1, SIZE])
def test_a_list_of_one_page_has_no_links(read_pager, total):
    assert read_pager(0, total) == {}


def test_an_empty_list_leads_back_to_its_beginning(read_pager):
    assert read_pager(25, 0) == {"prev": 0}
