"""The pages of the guide: who reads them, in which language, and who may write."""

from lxml import html
from plone import api
from riaya.guide.durations import describe_duration
from riaya.guide.reading.readable import choose_wording
from riaya.site.accounts import PASSWORD
from tests.guide.conftest import make_draft
from types import SimpleNamespace
from zope.i18n import translate

import pytest
import requests
import transaction


class Visitor(requests.Session):
    """Somebody with a browser that runs no JavaScript."""

    def __init__(self, base, user_id=None, language="ar"):
        super().__init__()
        self.base = base
        self.cookies.set("I18N_LANGUAGE", language)
        if user_id:
            self.auth = (user_id, PASSWORD)

    def request(self, method, url, *args, **kw):
        if not url.startswith("http"):
            url = f"{self.base}/{url}"
        return super().request(method, url, *args, **kw)

    def read(self, url, **kw):
        """Return the page, or its status when it is refused."""
        answer = self.get(url, allow_redirects=False, **kw)
        return (
            html.fromstring(answer.text)
            if answer.status_code == 200
            else answer.status_code
        )

    def submit(self, page, selector, **values):
        """Send the form that the selector finds, with these values."""
        (form,) = page.cssselect(selector)[:1]
        data = {**dict(form.form_values()), **values}
        return self.post(form.action, data=data)


pytestmark = pytest.mark.begins_with(made_by=make_draft)


@pytest.fixture
def site(functional):
    portal = functional["portal"]
    base = f"http://{functional['host']}:{functional['port']}/{portal.getId()}"
    return SimpleNamespace(
        portal=portal,
        draft="guide-ps-2.0",
        visit=lambda user_id=None, language="ar": Visitor(base, user_id, language),
    )


PUBLIC = (
    "guide/@@guide-library",
    "guide/guide-test",
    "guide/guide-test/@@guide-book",
    "guide/guide-test/steps",
    "guide/guide-test/steps/registered",
)
OF_DRAFTS = ("", "/@@guide-book", "/steps", "/steps/registered")
WRITING = (
    "guide/@@new-edition",
    "guide/++add++riaya.guide",
    "guide/{draft}/edit",
    "guide/{draft}/++add++riaya.guide_chapter",
    "guide/{draft}/steps/edit",
    "guide/{draft}/steps/++add++riaya.guide_step",
    "guide/{draft}/steps/registered/edit",
)


class TestReading:
    def test_needs_no_account_for_a_published_edition(self, site):
        visitor = site.visit()
        for url in PUBLIC:
            assert visitor.read(url).cssselect("h1"), url

    def test_of_a_draft_is_for_trainers(self, site):
        trainer, public = site.visit("trainer-2"), site.visit()
        manager = site.visit("case-manager.ps-jen")
        for page in OF_DRAFTS:
            url = f"guide/{site.draft}{page}"
            assert trainer.read(url).cssselect("h1"), url
            assert public.read(url) in (302, 401), url
            assert manager.read(url) in (302, 401, 403), url

    def test_lists_drafts_for_trainers_only(self, site):
        shown = site.visit("trainer").read("guide/@@guide-library")
        hidden = site.visit().read("guide/@@guide-library")
        assert shown.cssselect(f"a[href$='/{site.draft}']")
        assert not hidden.cssselect(f"a[href$='/{site.draft}']")

    def test_shows_arabic_from_right_to_left(self, site):
        page = site.visit().read("guide/guide-test/steps/registered")
        (title,) = page.cssselect("h1 [lang=ar]")
        assert title.text_content() == "التسجيل والتقييم السريع"
        assert title.get("dir") == "rtl"

    def test_shows_english_to_who_reads_it(self, site):
        page = site.visit(language="en").read("guide/guide-test/steps/registered")
        assert page.cssselect("h1 [lang=en]")[0].text_content().startswith("Regis")

    def test_marks_arabic_where_there_is_no_translation(self, site):
        site.portal["guide"]["guide-test"]["steps"].title_en = ""
        transaction.commit()
        page = site.visit(language="en").read("guide/guide-test/steps")
        (title,) = page.cssselect("h1 [lang]")
        assert (title.get("lang"), title.get("dir")) == ("ar", "rtl")

    def test_numbers_the_steps_under_their_chapters(self, site):
        page = site.visit().read("guide/guide-test")
        numbers = [bdi.text for bdi in page.cssselect(".riaya-contents .riaya-number")]
        assert numbers[:3] == ["1", "1.1", "1.2"]

    def test_shows_every_clock_once_with_a_length_for_each_group(self, site):
        page = site.visit(language="en").read("guide/guide-test")
        rows = page.cssselect(".riaya-deadlines tbody tr")
        codes = [row.cssselect("bdi")[0].text for row in rows]
        assert codes == sorted(set(codes), key=lambda code: int(code[1:]))
        lengths = rows[codes.index("T2")].cssselect("td")
        assert lengths[0].text_content().strip() == "24 hours"

    def test_says_that_unapproved_deadlines_are_a_proposal(self, site):
        assert (
            site.visit().read("guide/guide-test").cssselect(".riaya-notice.is-warning")
        )
        site.portal["guide"]["guide-test"].approval_reference = "12/2026"
        transaction.commit()
        page = site.visit().read("guide/guide-test")
        assert not page.cssselect(".riaya-notice.is-warning")
        assert "12/2026" in page.text_content()

    def test_of_a_superseded_edition_leads_to_the_one_in_force(self, site):
        draft = site.portal["guide"][site.draft]
        with api.env.adopt_user(username="trainer"):
            api.content.transition(draft, "submit")
        with api.env.adopt_user(username="trainer-2"):
            api.content.transition(draft, "publish")
        transaction.commit()
        page = site.visit().read("guide/guide-test/steps")
        (link,) = page.cssselect(".riaya-notice a")
        assert link.get("href").endswith(site.draft)

    def test_prints_all_chapters_on_one_page(self, site):
        page = site.visit().read("guide/guide-test/@@guide-book")
        linked = {link.get("href") for link in page.cssselect(".riaya-contents a")}
        anchors = {f"#{heading.get('id')}" for heading in page.cssselect("h2, h3")}
        assert linked <= anchors


class TestWriting:
    def test_is_refused_to_everybody_but_trainers(self, site):
        for user_id in (None, "case-supervisor.ps-jen", "planner"):
            visitor = site.visit(user_id)
            for url in WRITING:
                assert visitor.read(url.format(draft=site.draft)) in (302, 401, 403), (
                    url
                )

    def test_is_open_to_every_trainer_while_it_is_a_draft(self, site):
        trainer = site.visit("trainer-2")
        for url in WRITING:
            assert trainer.read(url.format(draft=site.draft)).cssselect("form"), url

    def test_is_closed_once_it_is_published(self, site):
        trainer = site.visit("trainer-2")
        for url in ("edit", "steps/edit", "steps/registered/edit"):
            assert trainer.read(f"guide/guide-test/{url}") in (302, 401, 403), url

    def test_begins_an_edition_from_a_published_one(self, site):
        trainer = site.visit("trainer")
        page = trainer.read("guide/@@new-edition")
        trainer.submit(page, "form.riaya-form", source="guide-test", edition="3.0")
        transaction.begin()
        assert site.portal["guide"]["guide-ps-3.0"].edition == "3.0"

    def test_says_beside_the_field_that_a_number_is_taken(self, site):
        trainer = site.visit("trainer")
        page = trainer.read("guide/@@new-edition")
        answer = trainer.submit(page, "form.riaya-form", edition="0.9")
        page = html.fromstring(answer.text)
        assert page.cssselect("#edition-error .riaya-error")
        assert page.cssselect("#edition")[0].get("value") == "0.9"
        transaction.begin()
        assert set(site.portal["guide"].objectIds()) == {"guide-test", site.draft}

    def test_moves_a_step_down_without_javascript(self, site):
        trainer = site.visit("trainer")
        page = trainer.read(f"guide/{site.draft}")
        steps = site.portal["guide"][site.draft]["steps"]
        before = steps.objectIds()
        answer = trainer.submit(
            page, f"form[action$='{site.draft}/steps/@@move-part']", direction="down"
        )
        assert answer.ok
        transaction.begin()
        after = site.portal["guide"][site.draft]["steps"].objectIds()
        assert list(after)[:2] == [before[1], before[0]]

    def test_moves_nothing_without_a_token_or_by_a_link(self, site):
        trainer = site.visit("trainer")
        url = f"guide/{site.draft}/steps/@@move-part"
        data = {"part": "registered", "direction": "down"}
        assert not trainer.post(url, data=data).ok
        assert not trainer.get(url, params=data).ok
        transaction.begin()
        steps = site.portal["guide"][site.draft]["steps"]
        assert next(iter(steps.objectIds())) == "registered"

    def test_refuses_to_move_what_is_not_there(self, site):
        trainer = site.visit("trainer")
        page = trainer.read(f"guide/{site.draft}")
        form = f"form[action$='{site.draft}/steps/@@move-part']"
        assert (
            trainer.submit(page, form, part="nobody", direction="up").status_code == 400
        )
        assert trainer.submit(page, form, direction="sideways").status_code == 400

    def test_names_the_forms_that_exist_beside_an_unknown_one(self, site):
        trainer = site.visit("trainer", language="en")
        page = trainer.read(f"guide/{site.draft}/steps/registered/edit")
        answer = trainer.submit(
            page,
            "form#form",
            **{
                "form.widgets.required_forms": "unheard_of",
                "form.buttons.save": "Save",
            },
        )
        assert "unheard_of" in html.fromstring(answer.text).text_content()
        assert "rapid" in html.fromstring(answer.text).text_content()
        transaction.begin()
        step = site.portal["guide"][site.draft]["steps"]["registered"]
        assert step.required_forms == ["rapid"]

    def test_offers_forms_to_tick_and_keeps_one_that_is_no_longer_published(self, site):
        step = site.portal["guide"][site.draft]["steps"]["registered"]
        step.required_forms = ["rapid", "old_form"]
        transaction.commit()
        trainer = site.visit("trainer", language="en")
        page = trainer.read(f"guide/{site.draft}/steps/registered/edit")
        boxes = page.cssselect("[name='form.widgets.required_forms:list']")
        ticked = [box.get("value") for box in boxes if box.get("checked")]
        assert ticked == ["rapid", "old_form"]
        assert "old_form (not published)" in page.text_content()

    def test_shows_what_a_step_asks_for_beside_the_forms(self, site):
        step = site.portal["guide"][site.draft]["steps"]["assessment"]
        step.optional_forms = ["risk"]
        step.may_be_skipped = ["checklist"]
        transaction.commit()
        page = site.visit("trainer", language="en").read(
            f"guide/{site.draft}/steps/assessment"
        )
        text = " ".join(page.cssselect("#content")[0].text_content().split())
        assert "Risk assessment" in text
        assert "does not leave this stage before these are done: Required forms" in text
        assert "May be skipped when the reason is written: Checklist" in text


class TestWording:
    @pytest.mark.parametrize(
        ("amount", "unit", "words"),
        [
            (1, "working_days", "1 working day"),
            (2, "days", "2 days"),
            (72, "hours", "72 hours"),
        ],
    )
    def test_counts_as_english_does(self, amount, unit, words):
        assert translate(describe_duration(amount, unit), target_language="en") == words

    def test_prefers_arabic_for_everybody_who_reads_no_english(
        self, portal, http_request
    ):
        http_request["LANGUAGE"] = "ar"
        assert choose_wording("نص", "Text").lang == "ar"
        http_request["LANGUAGE"] = "en"
        assert choose_wording("نص", "Text").lang == "en"
        assert choose_wording("نص", "").lang == "ar"
