"""Words of titles: indexed outside of case files, and not inside."""

from plone import api
from riaya.cases.indexers import refill_title_index

import pytest


@pytest.fixture
def catalog(portal):
    return api.portal.get_tool("portal_catalog")


class TestTitleIndex:
    def test_finds_content_outside_of_case_files(self, portal, catalog):
        assert catalog.unrestrictedSearchResults(Title=portal["offices"].title)

    def test_knows_no_case_number(self, catalog, case):
        assert not catalog.unrestrictedSearchResults(Title=case.case_number)
        path = "/".join(case.getPhysicalPath())
        (brain,) = catalog.unrestrictedSearchResults(path=path)
        assert brain.Title == case.case_number

    def test_is_filled_again_when_the_profile_has_cleared_it(self, portal, catalog):
        title = portal["offices"].title
        catalog.clearIndex("Title")
        assert not catalog.unrestrictedSearchResults(Title=title)
        refill_title_index()
        assert catalog.unrestrictedSearchResults(Title=title)
