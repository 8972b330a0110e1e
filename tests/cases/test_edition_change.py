"""A supervisor moves one case to the edition of the guide that is in force."""

from AccessControl import Unauthorized
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from riaya.cases.clocks.running import find_changes
from riaya.cases.clocks.running import find_deadlines
from riaya.cases.edition_change.changing import change_edition
from riaya.cases.edition_change.changing import find_newer_edition
from riaya.cases.edition_change.preview import preview_edition_change
from riaya.cases.events import EditionChanged
from riaya.cases.exceptions import EditionRefused
from riaya.cases.practice.checklists import find_checklist
from riaya.cases.practice.checklists import tick_items
from riaya.cases.practice.readiness import find_missing
from riaya.cases.timeline import find_occurrences
from riaya.core.time.clock import freeze
from riaya.guide.authoring.copying import copy_edition
from riaya.guide.contents import find_step_objects
from riaya.site.demo_walk import register_client
from riaya.testing import CLIENT
from riaya.testing import get_only_case
from tests.kept import made_once
from zope.component import getGlobalSiteManager
from zope.i18n import translate

import pytest


SUPERVISOR = "case-supervisor.ps-jen"
# A Sunday.
REGISTERED_AT = datetime(2026, 11, 1, 7, tzinfo=UTC)


@pytest.fixture
def old(portal):
    """Return the edition in force when the case is registered."""
    return portal["guide"]["guide-test"]


def make_newer():
    """Make a draft of edition 2.0 that asks for more in three stages."""
    with api.env.adopt_user(username="trainer"):
        draft = copy_edition(api.portal.get()["guide"]["guide-test"], "2.0")
        steps = {step.stage: step for step in find_step_objects(draft)}
        registered = steps["registered"]
        registered.checklist = [*registered.checklist, "بند جديد"]
        registered.checklist_en = [*(registered.checklist_en or ()), "New item"]
        registered.holds_back = ["checklist"]
        registered.deadlines = [
            row | {"amount": row["amount"] + 5} if row["clock"] == "T2" else row
            for row in registered.deadlines
        ]
        steps["planning"].checklist = ["بند آخر"]
        steps["planning"].checklist_en = ["Another item"]


pytestmark = pytest.mark.begins_with(made_by=make_newer)


@pytest.fixture
def newer(portal):
    """Return the draft of edition 2.0."""
    return portal["guide"]["guide-ps-2.0"]


def publish_edition(edition):
    """Bring an edition into force."""
    with api.env.adopt_user(username="trainer"):
        api.content.transition(edition, "submit")
    with api.env.adopt_user(username="trainer-2"):
        api.content.transition(edition, "publish")
    return edition


@pytest.fixture
def publish():
    """Return a function that brings an edition into force."""
    return publish_edition


def make_case():
    """Register a case on a Sunday under the older edition."""
    with freeze(REGISTERED_AT):
        register_client("ps-jen", **CLIENT | {"response_group": "service"})


@pytest.fixture
@made_once(make_case)
def case(portal):
    """Return a case that was registered on a Sunday under the older edition."""
    return get_only_case(portal)


def publish_newer():
    """Bring edition 2.0 into force."""
    publish_edition(api.portal.get()["guide"]["guide-ps-2.0"])


@pytest.fixture
@made_once(make_case, publish_newer)
def published(case, newer):
    """Return edition 2.0 in force, after the case was registered."""
    return newer


@pytest.fixture
def move(as_worker, published):
    """Return a function that moves a case as a worker."""

    def move_case(case, edition=published, reason="بطلب من المديرية", by=SUPERVISOR):
        with as_worker(by):
            change_edition(case, edition, reason)

    return move_case


def say(sentences):
    return [translate(each, target_language="en") for each in sentences]


class TestAvailable:
    def test_is_nothing_while_the_edition_of_the_case_is_in_force(self, case):
        assert find_newer_edition(case) is None
        assert preview_edition_change(case) is None

    def test_is_the_edition_in_force(self, case, published):
        assert find_newer_edition(case).UID() == published.UID()

    def test_is_nothing_for_a_case_that_has_ended(self, case, published, as_worker):
        with as_worker(SUPERVISOR):
            api.content.transition(case, "refuse", comment="خارج النطاق")
        assert find_newer_edition(case) is None


class TestPreview:
    def test_tells_what_changes_from_the_present_stage_on(self, case, published):
        stages = [each.stage for each in preview_edition_change(case).changes]
        assert stages == ["registered", "planning"]

    def test_is_silent_about_stages_that_were_left(self, case, published, advance):
        advance(case, "assessment")
        stages = [each.stage for each in preview_edition_change(case).changes]
        assert stages == ["planning"]

    def test_tells_how_the_open_clocks_move(self, case, published):
        moved = {each.clock: each for each in preview_edition_change(case).deadlines}
        assert moved["T2"].new_due_at - moved["T2"].due_at >= timedelta(days=5)
        assert moved["T3"].new_due_at == moved["T3"].due_at

    def test_tells_what_is_newly_missing(self, case, published):
        sentences = say(preview_edition_change(case).newly_missing)
        assert any("New item" in each or "بند جديد" in each for each in sentences)
        # The rapid assessment was missing before.
        assert not any("rapid" in each for each in sentences)

    def test_leaves_out_what_stays_ticked(self, case, published, as_worker):
        tick(case, as_worker)
        sentences = say(preview_edition_change(case).newly_missing)
        assert len(sentences) == 1

    def test_changes_nothing(self, case, old, published):
        preview_edition_change(case)
        assert case.guide == old.UID()
        assert find_changes(case) == []


def tick(case, as_worker):
    with as_worker("intake-officer.ps-jen"):
        tick_items(case, {each.id: True for each in find_checklist(case)})


class TestMoving:
    def test_gives_the_case_the_edition(self, case, published, move):
        move(case)
        assert case.guide == published.UID()
        assert find_newer_edition(case) is None

    def test_dates_the_open_clocks_as_the_preview_said(self, case, published, move):
        told = {
            each.clock: each.new_due_at
            for each in preview_edition_change(case).deadlines
        }
        move(case)
        assert {each.clock: each.due_at for each in find_deadlines(case)} == told
        (change,) = find_changes(case)
        assert (change.clock, change.reason) == ("T2", "edition")

    def test_leaves_stopped_clocks_as_they_were_judged(
        self, case, published, move, advance
    ):
        advance(case, "screened")
        before = {d.clock: d for d in find_deadlines(case)}["T2"]
        move(case)
        assert {d.clock: d for d in find_deadlines(case)}["T2"] == before

    def test_keeps_what_was_ticked(self, case, published, move, as_worker):
        tick(case, as_worker)
        move(case)
        done = [each.code for each in find_checklist(case) if not each.is_open]
        assert done == ["بند أول"]

    def test_asks_for_what_is_new(self, case, published, move):
        told = say(preview_edition_change(case).newly_missing)
        move(case)
        assert set(told) <= set(say(find_missing(case)))

    def test_is_kept_in_the_timeline_with_its_reason(self, case, published, move):
        move(case)
        latest = find_occurrences(case)[0]
        assert latest.kind == "edition_changed"
        assert latest.actor == SUPERVISOR
        assert latest.comment == "0.9 / 2.0: بطلب من المديرية"

    def test_is_told_to_those_who_listen(self, case, old, published, move):
        heard = []
        manager = getGlobalSiteManager()
        manager.registerHandler(heard.append, (EditionChanged,))
        try:
            move(case)
        finally:
            manager.unregisterHandler(heard.append, (EditionChanged,))
        assert [event.former_uid for event in heard] == [old.UID()]


class TestRefusal:
    def test_of_the_edition_that_the_case_has(self, case, published, move):
        move(case)
        with pytest.raises(EditionRefused, match="already"):
            move(case)

    def test_of_an_edition_that_is_no_longer_in_force(
        self, case, published, publish, move, as_worker
    ):
        with as_worker("trainer"):
            third = copy_edition(published, "3.0")
        publish(third)
        with pytest.raises(EditionRefused, match=r"2\.0 is not in force"):
            move(case, published)

    def test_of_a_draft(self, case, published, move, as_worker):
        with as_worker("trainer"):
            draft = copy_edition(published, "3.0")
        with pytest.raises(EditionRefused, match="not in force"):
            move(case, draft)

    def test_of_an_edition_of_another_policy(self, case, published, move):
        published.policy = "sy"
        with pytest.raises(EditionRefused, match="another policy"):
            move(case)

    @pytest.mark.parametrize("nothing", [None, "office"])
    def test_of_what_is_no_edition(self, case, portal, move, nothing):
        with pytest.raises(EditionRefused, match="no such edition"):
            move(case, nothing and portal["offices"]["ps-jen"])

    def test_of_a_case_that_has_ended(self, case, published, move, as_worker):
        with as_worker(SUPERVISOR):
            api.content.transition(case, "refuse", comment="خارج النطاق")
        with pytest.raises(EditionRefused, match="has ended"):
            move(case)

    @pytest.mark.parametrize(
        ("reason", "sentence"), [(" ", "Say why"), ("س" * 1001, "longer than 1000")]
    )
    def test_without_a_reason_or_with_a_novel(self, case, move, reason, sentence):
        with pytest.raises(EditionRefused, match=sentence):
            move(case, reason=reason)
        assert find_occurrences(case)[0].kind != "edition_changed"


class TestPage:
    def test_shows_what_changes_before_anything_does(
        self, case, old, published, render
    ):
        page = render(SUPERVISOR, case, "change-edition")
        text = " ".join(page.text_content().split())
        assert "2.0" in text
        assert page.cssselect(".riaya-missing li")
        assert page.cssselect("table.riaya-table tbody tr")
        assert page.cssselect("form textarea[required]")
        assert case.guide == old.UID()

    def test_moves_the_case_when_it_is_confirmed(
        self, case, published, render, http_request
    ):
        form = {"guide": published.UID(), "comment": "بطلب من المديرية"}
        assert render(SUPERVISOR, case, "change-edition", "POST", **form) is None
        assert http_request.response.getHeader("location") == case.absolute_url()
        assert case.guide == published.UID()

    def test_keeps_what_was_typed_when_it_refuses(self, case, old, published, render):
        form = {"guide": old.UID(), "comment": "بطلب من المديرية"}
        page = render(SUPERVISOR, case, "change-edition", "POST", **form)
        assert page.cssselect("[role=alert]")
        assert page.cssselect("textarea")[0].text == "بطلب من المديرية"

    def test_says_when_there_is_nothing_to_move_to(self, case, render):
        page = render(SUPERVISOR, case, "change-edition")
        assert page.cssselect(".riaya-empty")
        assert not page.cssselect("form textarea[name=comment]")

    def test_is_reached_from_the_page_of_the_case(self, case, published, render):
        links = render(SUPERVISOR, case, "case-view").cssselect(
            "a[href$='@@change-edition']"
        )
        assert len(links) == 2

    def test_is_not_offered_while_the_edition_is_in_force(self, case, render):
        page = render(SUPERVISOR, case, "case-view")
        assert not page.cssselect("a[href$='@@change-edition']")

    @pytest.mark.parametrize("overseer", ["case-supervisor-2", "office-director"])
    def test_is_open_to_those_who_oversee_the_office(
        self, case, published, render, overseer
    ):
        assert render(f"{overseer}.ps-jen", case, "change-edition") is not None

    @pytest.mark.parametrize(
        "stranger",
        [
            "intake-officer.ps-jen",
            "case-manager.ps-jen",
            "case-supervisor.ps-nbs",
            "trainer",
            "admin",
        ],
    )
    def test_is_refused_to_others(self, case, published, render, stranger):
        with pytest.raises(Unauthorized):
            render(stranger, case, "change-edition")

    def test_is_refused_for_a_closed_case(self, case, published, render, as_worker):
        with as_worker(SUPERVISOR):
            api.content.transition(case, "refuse", comment="خارج النطاق")
        with pytest.raises(Unauthorized):
            render(SUPERVISOR, case, "change-edition")
