"""The pages of offices, for the public and for those who work there."""

from AccessControl.users import nobody
from lxml import html
from plone import api
from riaya.core.interfaces import IRiayaLayer
from riaya.security.people import get_name
from zope.interface import alsoProvides

import pytest


@pytest.fixture
def render(portal, http_request, as_worker):
    """Return a function that renders a page as a worker, or as a visitor."""
    alsoProvides(http_request, IRiayaLayer)

    def render_page(worker, content, name):
        def answer():
            return html.fromstring(content.restrictedTraverse(f"@@{name}")())

        if worker is None:
            with api.env.adopt_user(user=nobody.__of__(portal.acl_users)):
                return answer()
        with as_worker(worker):
            return answer()

    return render_page


class TestOfficePage:
    def test_shows_the_public_where_the_office_is_and_nothing_else(
        self, portal, case, render
    ):
        office = portal["offices"]["ps-jen"]
        office.phone = "042430000"
        page = render(None, office, "office-view")
        assert "042430000" in page.text_content()
        assert not page.cssselect("a[href$='@@register-case']")
        assert get_name("case-manager.ps-jen") not in page.text_content()
        assert not page.cssselect(".riaya-figures")

    def test_shows_workers_their_colleagues_and_the_desk_its_button(
        self, portal, render
    ):
        office = portal["offices"]["ps-jen"]
        page = render("intake-officer.ps-jen", office, "office-view")
        assert page.cssselect("a[href$='@@register-case']")
        assert get_name("case-manager.ps-jen") in page.text_content()
        page = render("case-manager.ps-nbs", office, "office-view")
        assert get_name("case-manager.ps-jen") not in page.text_content()

    def test_counts_the_cases_that_one_may_know(self, portal, case, render):
        office = portal["offices"]["ps-jen"]
        page = render("office-director.ps-jen", office, "office-view")
        assert page.cssselect(".riaya-figures dd")[0].text_content() == "1"
        assert not render("case-manager.ps-nbs", office, "office-view").cssselect(
            ".riaya-figures"
        )

    def test_a_reception_point_leads_to_its_directorate(self, portal, render):
        office = portal["offices"]["ps-jen"]
        page = render(None, office["ps-jen-r1"], "office-view")
        assert page.cssselect(f"dd a[href='{office.absolute_url()}']")


class TestOfficeLibrary:
    def test_lists_the_directorates(self, portal, render):
        page = render(None, portal["offices"], "office-library")
        assert len(page.cssselect("tbody tr")) == 2

    def test_is_the_page_of_the_folder_of_offices(self, portal):
        assert portal["offices"].getLayout() == "office-library"


class TestCaseFolder:
    def test_leads_to_the_worklist(self, portal, case, render):
        page = render(
            "case-manager.ps-jen",
            portal["offices"]["ps-jen"]["cases"],
            "case-folder-view",
        )
        assert page.cssselect("a[href$='@@worklist']")
        assert case.case_number not in page.text_content()
