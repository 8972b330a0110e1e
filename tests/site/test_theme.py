"""What every page shows, seen over HTTP as a browser sees it."""

from lxml import html
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.app.testing import TEST_USER_NAME
from plone.app.testing import TEST_USER_PASSWORD

import pytest
import requests


@pytest.fixture
def read_page(functional, functional_portal):
    """Return a function that fetches a page of the site and parses it."""
    address = f"http://localhost:{functional['port']}/{functional_portal.getId()}"

    def read(path="/", language="ar", auth=None):
        response = requests.get(
            f"{address}{path}",
            cookies={"I18N_LANGUAGE": language},
            auth=auth,
            timeout=60,
        )
        assert response.ok
        return html.fromstring(response.text)

    return read


def test_arabic_page_is_mirrored(read_page):
    page = read_page("/login")
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert page.xpath("//link/@data-bundle")[-1] == "riaya-rtl"


def test_english_page_runs_from_left_to_right(read_page):
    page = read_page("/login", language="en")
    assert (page.get("lang"), page.get("dir")) == ("en", "ltr")
    assert page.xpath("//link/@data-bundle")[-1] == "riaya-ltr"


def test_first_link_leads_to_the_content(read_page):
    page = read_page("/login")
    assert page.xpath("(//body//a)[1]/@href") == ["#main-container"]
    assert page.get_element_by_id("main-container").tag == "main"


def test_other_language_is_one_click_away(read_page):
    links = read_page("/login").xpath("//*[@id='portal-languageselector']//a/@href")
    assert [link.rpartition("=")[2] for link in links] == ["ar", "en"]


def test_window_is_called_what_its_page_is_called(read_page):
    for language in ("ar", "en"):
        page = read_page("/login", language)
        title = page.findtext(".//title")
        assert title.partition(" — ")[0] == page.xpath("string(//h1)").strip()


def test_path_is_in_the_readers_language(read_page):
    last = "//*[@id='portal-breadcrumbs']//li[last()]//text()"
    assert "".join(read_page("/offices").xpath(last)).strip() == "المديريات"
    assert "".join(read_page("/offices", "en").xpath(last)).strip() == "Offices"


def test_signed_in_person_has_a_menu_without_javascript(read_page):
    page = read_page("/login", auth=(TEST_USER_NAME, TEST_USER_PASSWORD))
    assert page.get_element_by_id("portal-membertools").tag == "details"


def test_toolbar_is_hidden_from_people_who_write_no_pages(read_page):
    worker = read_page("/login", auth=(TEST_USER_NAME, TEST_USER_PASSWORD))
    author = read_page("/login", auth=(SITE_OWNER_NAME, SITE_OWNER_PASSWORD))
    assert not worker.xpath("//*[@id='edit-zone']")
    assert author.xpath("//*[@id='edit-zone']")
