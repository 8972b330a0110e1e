"""The worklist as home page: views, filters with counts, search in any spelling."""

from playwright.sync_api import expect
from riaya.site.demo_walk import register_client
from riaya.testing import walk_case
from tests.browser.driving import press
from tests.browser.driving import read

import pytest


CLIENTS = [
    ("أحمد عبد الرحمن التجريبي", "900000001"),
    ("فاطمة نور الدين التجريبية", "123456782"),
    ("محمود التجريبي", "400000006"),
]


def make_cases():
    """Make three cases of PS-JEN: one in assessment, two registered."""
    made = [
        register_client(
            "ps-jen",
            client_kind="household",
            client_name=name,
            id_kind="national",
            national_id=number,
            categories=["OTH"],
        )
        for name, number in CLIENTS
    ]
    walk_case(made[0], "assessment")


pytestmark = pytest.mark.begins_with(made_by=make_cases)


@pytest.fixture
def cases(site_url, functional_portal):
    """Return their numbers, as they were made."""
    find = functional_portal.portal_catalog.unrestrictedSearchResults
    found = [each._unrestrictedGetObject() for each in find(portal_type="riaya.case")]
    return sorted(case.case_number for case in found)


def search(page, words):
    """Search the worklist."""
    box = page.locator("#content input[type=search]")
    box.fill(words)
    box.press("Enter")


class TestWorklistStory:
    def test_is_home_and_shows_each_person_their_own(self, visit, cases):
        manager = visit("case-manager.ps-jen")
        manager.goto("")
        assert "@@worklist" in manager.url
        assert cases[0] in read(manager)
        assert cases[1] not in read(manager)

        supervisor = visit("case-supervisor.ps-jen")
        supervisor.goto("@@worklist?view=office")
        for number in cases:
            assert number in read(supervisor)

        elsewhere = visit("case-supervisor.ps-nbs")
        elsewhere.goto("@@worklist?view=office")
        assert cases[0] not in read(elsewhere)

    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("احمد", 0),
            ("أَحْمَد عبدالرحمن", 0),
            ("فاطمه نورالدين", 1),
            ("فـاطمة", 1),
            ("٩٠٠٠٠٠٠٠١", 0),
            ("محمود", 2),
        ],
    )
    def test_finds_a_client_however_the_name_is_typed(self, visit, cases, words, found):
        page = visit("case-supervisor.ps-jen")
        page.goto("@@worklist?view=office")
        search(page, words)
        text = read(page)
        assert [number in text for number in cases] == [
            position == found for position in range(3)
        ]

    def test_does_not_find_a_different_name(self, visit, cases):
        page = visit("case-supervisor.ps-jen")
        page.goto("@@worklist?view=office")
        search(page, "محمد")
        assert not any(number in read(page) for number in cases)

    def test_filters_tell_how_many_cases_stand_behind_them(self, visit, cases):
        page = visit("case-supervisor.ps-jen")
        page.goto("@@worklist?view=office")
        page.locator("#content summary").first.click()
        link = page.locator(".riaya-filters a", has_text="مسجَّلة").first
        expect(link.locator(".riaya-count")).to_have_text("2")
        link.click()
        text = read(page)
        assert cases[0] not in text
        assert cases[1] in text

    def test_fits_a_phone(self, visit, cases):
        page = visit("case-supervisor.ps-jen", width=390)
        page.goto("@@worklist?view=office")
        overflow = "document.documentElement.scrollWidth - window.innerWidth"
        assert page.evaluate(overflow) <= 0
        press(page, cases[0])
        assert page.evaluate(overflow) <= 0


class TestTwoPeopleAtOnce:
    def test_the_second_is_told_and_nothing_is_overwritten(self, visit, cases):
        first = visit("intake-officer.ps-jen")
        second = visit("intake-officer.ps-jen")
        for page in (first, second):
            page.goto("@@worklist?view=office")
            search(page, cases[1])
            press(page, cases[1])
            press(page, "تعديل بيانات المستفيد")
        first.locator("[name='form.widgets.phone']").fill("0599000001")
        press(first, "حفظ")
        second.locator("[name='form.widgets.phone']").fill("0599000002")
        press(second, "حفظ")
        # What the second typed is kept, what the first saved stands.
        expect(second.locator("[name='form.widgets.phone']")).to_have_value(
            "0599000002"
        )
        first.reload()
        assert "0599000001" in read(first)
