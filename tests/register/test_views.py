"""The worklist as a page."""

from collections.abc import Callable
from datetime import timedelta
from lxml import html
from plone import api
from riaya.core.interfaces import IRiayaLayer
from riaya.core.time.clock import freeze
from riaya.core.time.clock import now
from riaya.register.parameters import WorklistQuestionInvalid
from typing import Any
from zope.interface import alsoProvides

import pytest


INTAKE = "intake-officer.ps-jen"
MANAGER = "case-manager.ps-jen"


@pytest.fixture
def open_page(
    portal: Any, as_worker: Callable, http_request: Any
) -> Callable[..., Any]:
    """Return a function that opens the worklist as a worker and returns its HTML."""

    def open_as(worker: str, **parameters: Any) -> Any:
        request = http_request
        alsoProvides(request, IRiayaLayer)
        request.form = parameters
        with as_worker(worker):
            view = api.content.get_view("worklist", portal, request)
            return html.fromstring(view())

    return open_as


@pytest.fixture
def http_request(integration: Any, portal: Any) -> Any:
    """Return the request of the site."""
    return integration["request"]


def read(page, path):
    return [" ".join(each.text_content().split()) for each in page.cssselect(path)]


class TestPage:
    def test_lists_cases_with_links_and_counts(self, open_page, register):
        case = register(client_name="هناء")
        page = open_page(INTAKE)
        (link,) = page.cssselect("tbody th a")
        assert link.text_content() == case.case_number
        assert link.get("href") == case.absolute_url()
        assert "هناء" in read(page, "tbody td")
        (chosen,) = page.cssselect("nav [aria-current=page]")
        assert chosen.cssselect(".riaya-count")[0].text_content() == "1"

    def test_offers_to_register_where_one_may(self, open_page, portal):
        links = [
            link.get("href") for link in open_page(INTAKE).cssselect("a.btn-primary")
        ]
        office = portal["offices"]["ps-jen"].absolute_url()
        assert links == [f"{office}/@@register-case"]
        assert not open_page(MANAGER).cssselect("a.btn-primary")

    def test_says_what_to_do_when_nothing_waits(self, open_page):
        assert open_page(INTAKE).cssselect(".riaya-empty p")
        assert open_page(MANAGER, view="decisions").cssselect(".riaya-empty p")

    def test_leads_back_from_a_search_that_found_nothing(self, open_page, register):
        register()
        page = open_page(INTAKE, q="لا أحد")
        (link,) = page.cssselect(".riaya-empty a")
        assert "q=" not in link.get("href")

    def test_links_keep_search_and_other_filters(self, open_page, register):
        register()
        page = open_page(INTAKE, q="أحمد", category="OTH", sort_on="case_number")
        links = [link.get("href") for link in page.cssselect("details a")]
        stages = [link for link in links if "review_state=registered" in link]
        assert stages
        assert all("category=OTH" in link and "q=" in link for link in stages)
        assert all("sort_on=case_number" in link for link in stages)
        hidden = {
            each.get("name"): each.get("value")
            for each in page.cssselect("[type=hidden]")
        }
        assert hidden == {"view": "mine", "category": "OTH", "sort_on": "case_number"}

    def test_tells_how_columns_are_sorted(self, open_page, register):
        register()
        page = open_page(INTAKE, sort_on="client_name", sort_order="descending")
        sorting = [each.get("aria-sort") for each in page.cssselect("th[aria-sort]")]
        assert sorting == ["none", "descending", "none"]

    def test_marks_what_is_overdue_in_words(self, open_page, register):
        with freeze(now() - timedelta(days=60)):
            register()
        page = open_page(INTAKE)
        assert page.cssselect("tr.is-overdue .riaya-badge.is-overdue")

    def test_shows_a_restricted_case_without_link_and_name(
        self, open_page, register, advance, as_worker
    ):
        case = advance(register(client_name="هناء"), "assessment")
        with as_worker("case-supervisor.ps-jen"):
            api.content.transition(case, "restrict")
        page = open_page("office-director.ps-jen")
        assert case.case_number in read(page, "tbody th")
        assert not page.cssselect("tbody a")
        assert "هناء" not in page.text_content()

    def test_opens_where_there_is_something(self, open_page, register, advance):
        advance(register(), "screened")
        page = open_page("case-supervisor.ps-jen")
        (chosen,) = page.cssselect("nav [aria-current=page]")
        assert "view=unassigned" in chosen.get("href")

    def test_divides_long_lists_into_pages(self, open_page, register):
        for _count in range(3):
            register()
        page = open_page(INTAKE, b_size="2")
        (following,) = page.cssselect(".riaya-pager a")
        assert following.get("rel") == "next"
        assert "b_start=2" in following.get("href")
        assert len(page.cssselect("tbody tr")) == 2

    def test_beyond_its_end_says_so_and_not_that_it_is_empty(self, open_page, register):
        register()
        page = open_page(INTAKE, b_start="25")
        (sentence,) = page.cssselect(".riaya-empty")
        assert "أقصر من ذلك" in sentence.text_content()
        (back,) = page.cssselect(".riaya-pager a")
        assert back.get("rel") == "prev"

    def test_an_impossible_parameter_is_refused(self, open_page):
        with pytest.raises(WorklistQuestionInvalid):
            open_page(INTAKE, view="everything")

    def test_escapes_what_was_typed(self, open_page, register):
        register()
        page = open_page(INTAKE, q='"><script>alert(1)</script>')
        assert not [each for each in page.cssselect("main script") if each.text]


class TestCost:
    def test_wakes_no_case(self, open_page, register, portal):
        import transaction

        made = [register() for _count in range(3)]
        transaction.savepoint()
        open_page("case-supervisor.ps-jen")
        for case in made:
            case._p_deactivate()
        assert all(case._p_changed is None for case in made)
        open_page("case-supervisor.ps-jen")
        assert all(case._p_changed is None for case in made)
