"""A feature adds a kind of case item, and no file of the case knows of it."""

from pathlib import Path
from plone import api
from plone.app.testing import applyProfile
from plone.dexterity.interfaces import IDexterityFTI
from plone.testing.zca import stackConfigurationContext
from Products.GenericSetup import profile_registry
from riaya.cases.clocks.running import find_open
from riaya.cases.interfaces import ICase
from riaya.cases.items.fillable import get_form_item_kind
from riaya.cases.items.interfaces import ICaseItemKind
from riaya.cases.items.kinds import find_item_kinds
from riaya.cases.timeline import record_occurrence
from riaya.core.interfaces import IRiayaLayer
from riaya.core.review import CommentMissing
from riaya.register.rows import describe_case
from riaya.site.demo_walk import add_item
from tests.cases.guest.case_item import PLEDGE
from zope.component import getSiteManager
from zope.component import queryUtility
from zope.configuration import xmlconfig
from zope.publisher.interfaces.browser import IBrowserPage

import pytest
import riaya
import tests.cases.guest


pytestmark = pytest.mark.case_in("planning")
MANAGER = "case-manager.ps-jen"


@pytest.fixture
def guest(portal, integration):
    """Have the guest feature for one test."""
    context = stackConfigurationContext(integration["configurationContext"])
    xmlconfig.file("configure.zcml", tests.cases.guest, context=context)
    applyProfile(portal, "tests.cases.guest:guest")
    yield
    profile_registry.unregisterProfile("guest", "tests.cases.guest")
    wanted = (ICase, IRiayaLayer, IDexterityFTI)
    for registry in find_registries(getSiteManager()):
        registry.unregisterUtility(PLEDGE, ICaseItemKind, "test.pledge")
        registry.unregisterAdapter(None, wanted, IBrowserPage, "test.pledge")
    assert queryUtility(ICaseItemKind, name="test.pledge") is None


def find_registries(registry):
    """Yield a component registry and those that it builds on."""
    yield registry
    for base in registry.__bases__:
        yield from find_registries(base)


@pytest.fixture
def planning(case):
    """Return a case whose plan is being made."""
    return case


def add_pledge(case):
    with api.env.adopt_user(username=MANAGER):
        return add_item(case, "test.pledge", text="We keep the children in school")


def take(item, transition, comment=""):
    with api.env.adopt_user(username=MANAGER):
        api.content.transition(item, transition, comment=comment)


def find_codes(case):
    return {(run.clock, run.item_id) for run in find_open(case)}


def get_text(page):
    return " ".join(page.text_content().split())


def test_no_file_of_the_case_names_it():
    sources = Path(riaya.__file__).with_name("cases").rglob("*")
    assert not [
        path for path in sources if path.is_file() and b"pledge" in path.read_bytes()
    ]


@pytest.mark.usefixtures("guest")
class TestGuest:
    def test_is_numbered_by_its_own_word(self, planning):
        assert add_pledge(planning).getId() == "word-1"
        assert add_pledge(planning).getId() == "word-2"

    def test_has_its_button_in_its_place(self, planning, render):
        page = render(MANAGER, planning, "case-view")
        labels = [
            link.text_content().strip() for link in page.cssselect(".riaya-actions a")
        ]
        assert "Take down a pledge" in labels
        kinds = [kind.portal_type for kind in find_item_kinds()]
        assert kinds.index("riaya.intervention_plan") + 1 == kinds.index("test.pledge")
        add = render(MANAGER, planning, "case-view").xpath(
            "//a[contains(., 'pledge')]/@href"
        )
        assert add == [f"{planning.absolute_url()}/++add++test.pledge"]

    def test_is_listed_under_its_own_heading_and_name(self, planning, render):
        pledge = add_pledge(planning)
        take(pledge, "promise")
        take(pledge, "break", comment="They moved away")
        page = render(MANAGER, planning, "case-view")
        [heading] = page.xpath("//h2[contains(., 'Pledges of the family')]")
        assert "Pledge no. 1" in get_text(heading.getparent())
        assert heading.getparent().cssselect("tr.is-overdue")

    def test_starts_and_stops_a_clock_of_its_own(self, planning):
        one, other = add_pledge(planning), add_pledge(planning)
        take(one, "promise")
        take(other, "promise")
        assert {("T9", "word-1"), ("T9", "word-2")} <= find_codes(planning)
        take(one, "keep")
        assert ("T9", "word-1") not in find_codes(planning)
        assert ("T9", "word-2") in find_codes(planning)

    def test_says_what_its_transitions_mean(self, planning, render):
        pledge = add_pledge(planning)
        take(pledge, "promise")
        page = render(MANAGER, pledge, "transition", id="keep")
        assert "The word is kept." in get_text(page)
        assert page.cssselect(".riaya-notice.is-warning")
        assert planning.case_number in get_text(page)

    def test_says_what_needs_a_reason(self, planning, render):
        pledge = add_pledge(planning)
        take(pledge, "promise")
        assert render(MANAGER, pledge, "transition", id="break").cssselect(
            "textarea[required]"
        )
        with pytest.raises(CommentMissing):
            take(pledge, "break")

    def test_is_told_in_the_timeline_in_its_own_words(self, planning, render):
        pledge = add_pledge(planning)
        take(pledge, "promise")
        record_occurrence(planning, "witnessed", pledge)
        text = get_text(render(MANAGER, planning, "case-timeline"))
        assert "Promised" in text
        assert "Witnessed" in text

    def test_waits_for_the_supervisor_in_the_register(self, planning):
        pledge = add_pledge(planning)
        assert not describe_case(planning).row["waits_for_supervisor"]
        take(pledge, "promise")
        assert describe_case(planning).row["waits_for_supervisor"]

    def test_answers_for_a_required_form_of_its_kind(self):
        assert get_form_item_kind("pledge").portal_type == "test.pledge"
        assert get_form_item_kind("rapid").portal_type == "riaya.assessment"
