"""The page on which a form is filled: who may open it, and what it lets a browser do."""

from collections.abc import Callable
from lxml import html
from plone import api
from plone.keyring.interfaces import IKeyManager
from riaya.assessments.receiving import receive_submission
from riaya.assessments.receiving import Submission
from riaya.assessments.receiving.draft_keys import make_draft_keys
from riaya.assessments.receiving.draft_keys import name_owner
from riaya.assessments.receiving.filling import begin_filling
from riaya.assessments.receiving.filling import FormNotOffered
from riaya.cases.content import Case
from riaya.forms.webforms import bundle
from riaya.security.system import as_system
from riaya.site.accounts import PASSWORD
from riaya.testing import walk_case
from tests.forms.sheets import ANSWERS
from tests.forms.sheets import HOUSEHOLD
from tests.forms.sheets import publish_form
from typing import Any
from zope.component import getUtility

import json
import pytest
import requests
import transaction


pytestmark = pytest.mark.case_in("assessment")
MANAGER = "case-manager.ps-jen"
BUILT = pytest.mark.skipif(
    not (bundle.BUILD / "manifest.json").exists(),
    reason="The scripts are not built; make test builds them.",
)


@pytest.fixture
def template(portal):
    return publish_form()


@pytest.fixture
def draft(template, open_case, as_worker):
    with as_worker(MANAGER):
        submission = Submission(key="k-1", answers=ANSWERS, is_draft=True, revision=7)
        return receive_submission(template, open_case, submission).assessment


class TestBeginFilling:
    @pytest.fixture(autouse=True)
    def at_work(self, as_worker):
        with as_worker(MANAGER):
            yield

    def test_takes_the_version_in_use(self, open_case, template):
        filling = begin_filling(open_case, template.UID())
        assert (filling.template.UID(), filling.draft) == (template.UID(), None)

    def test_goes_on_with_a_draft(self, open_case, template, draft):
        assert begin_filling(open_case, template.UID(), draft.getId()).draft == draft

    @pytest.mark.parametrize("uid", ["", "nothing"])
    def test_refuses_an_unknown_form(self, open_case, uid):
        with pytest.raises(FormNotOffered, match=r"no such form|لا توجد"):
            begin_filling(open_case, uid)

    def test_refuses_a_case_in_place_of_a_form(self, open_case):
        with pytest.raises(FormNotOffered):
            begin_filling(open_case, open_case.UID())

    def test_refuses_a_retired_form_also_for_its_drafts(
        self, open_case, template, draft
    ):
        with as_system():
            api.content.transition(template, "retire")
        for draft_id in ("", draft.getId()):
            with pytest.raises(FormNotOffered) as refusal:
                begin_filling(open_case, template.UID(), draft_id)
            assert template.form_version in str(refusal.value)

    def test_of_a_replaced_version_is_for_its_drafts_only(
        self, open_case, template, draft
    ):
        with as_system():
            publish_form(HOUSEHOLD.replace("| 1.0 |", "| 2.0 |"), version="2.0")
        with pytest.raises(FormNotOffered):
            begin_filling(open_case, template.UID())
        assert begin_filling(open_case, template.UID(), draft.getId()).draft == draft

    def test_refuses_what_is_no_draft_of_the_form(self, open_case, template):
        with pytest.raises(FormNotOffered, match=open_case.case_number):
            begin_filling(open_case, template.UID(), "assessment-99")

    def test_refuses_what_was_handed_in(self, open_case, template, draft):
        with as_system():
            draft.summary = "ملخص"
            draft.needs = [{"domain": "health", "text": "دواء", "rank": 1}]
            draft.strengths = [{"domain": "family", "text": "الجدة", "rank": 1}]
            draft.is_complete = True
            api.content.transition(draft, "submit")
        with pytest.raises(FormNotOffered, match=draft.getId()):
            begin_filling(open_case, template.UID(), draft.getId())


class TestDraftKeys:
    def test_are_the_same_again_for_the_same_person(self, portal):
        assert make_draft_keys(MANAGER) == make_draft_keys(MANAGER)

    def test_are_different_for_every_person(self, portal):
        others = make_draft_keys("case-manager-2.ps-jen")
        assert not set(make_draft_keys(MANAGER)) & set(others)

    def test_keep_the_former_ones_when_the_secrets_are_rotated(self, portal):
        before = make_draft_keys(MANAGER)
        getUtility(IKeyManager).rotate("_system")
        after = make_draft_keys(MANAGER)
        assert after[0] not in before
        assert before[0] in after

    def test_owner_does_not_tell_the_user_id(self):
        assert "case" not in name_owner(MANAGER)


@pytest.fixture
def visit(functional: Any, case: Case) -> Callable[..., requests.Response]:
    """Return a function that opens the page as a person."""
    template = publish_form()
    transaction.commit()
    base = f"http://localhost:{functional['port']}"

    def open_page(
        user_id: str | None = MANAGER, of: Any = case, **query: str
    ) -> requests.Response:
        return requests.get(
            base + "/".join(of.getPhysicalPath()) + "/@@fill-form",
            params={"form": template.UID()} | query,
            auth=(user_id, PASSWORD) if user_id else None,
            cookies={"I18N_LANGUAGE": "ar"},
            headers={"Accept": "text/html"},
            allow_redirects=False,
            timeout=60,
        )

    open_page.case = case
    return open_page


def read_policy(answer: requests.Response) -> dict[str, str]:
    parts = answer.headers["Content-Security-Policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


@BUILT
class TestPage:
    def test_opens_for_the_case_manager_in_arabic(self, visit):
        answer = visit()
        page = html.fromstring(answer.text)
        assert answer.status_code == 200
        assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
        assert visit.case.case_number in page.find(".//title").text_content()
        assert visit.case.client_name not in page.find(".//title").text_content()
        assert page.xpath("//noscript//a[contains(@href, '@@blank-form.pdf')]")

    def test_leads_to_the_licences_of_its_parts(self, visit):
        [link] = html.fromstring(visit().text).xpath("//main//a[@target='_blank']")
        assert "تراخيص" in link.text
        assert link.get("rel") == "noopener"
        answer = requests.get(link.get("href"), timeout=60)
        assert answer.status_code == 200
        assert "@getodk/web-forms" in answer.text

    @pytest.mark.parametrize(
        "user_id", [None, "case-manager.ps-nbs", "trainer", "planner", "auditor"]
    )
    def test_refuses_whom_the_case_is_closed_to(self, visit, user_id):
        answer = visit(user_id)
        assert answer.status_code in (302, 401, 403, 404)
        assert visit.case.client_name not in answer.text

    def test_refuses_a_case_that_has_ended(self, visit):
        walk_case(visit.case, "closed")
        transaction.commit()
        assert visit().status_code in (302, 401, 403)

    def test_refuses_an_unknown_form_in_a_sentence(self, visit):
        answer = visit(form="unknown")
        assert answer.status_code == 400
        assert 'id="content"' in answer.text
        # It is an ordinary page of the site, with its theme and scripts.
        assert "riaya-header" in answer.text
        assert "Content-Security-Policy" not in answer.headers

    def test_runs_only_the_scripts_of_the_site(self, visit):
        answer = visit()
        policy = read_policy(answer)
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == "'self' 'wasm-unsafe-eval'"
        assert policy["connect-src"] == "'self'"
        assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]
        page = html.fromstring(answer.text)
        inline = page.xpath("//script[not(@src)]/@type")
        assert inline == ["application/json"]
        assert not page.xpath("//@style | //@onclick | //style")

    def test_is_kept_nowhere_since_it_holds_a_key(self, visit):
        assert visit().headers["Cache-Control"] == "private, no-store"

    def test_marks_its_styles_anew_each_time(self, visit):
        assert read_policy(visit())["style-src"] != read_policy(visit())["style-src"]

    def test_tells_the_script_what_it_needs(self, visit):
        page = html.fromstring(visit().text)
        settings = json.loads(page.get_element_by_id("riaya-filling").text)
        assert settings["case"] == visit.case.UID()
        assert settings["keys"] == make_draft_keys(MANAGER)
        assert settings["draft"] is None
        # What rewrites pages on their way out leaves Arabic letters as they are.
        assert settings["months"][2] == "آذار"

    def test_goes_on_with_a_draft_from_its_last_revision(self, visit):
        template = api.portal.get()["forms"].objectValues()[0]
        with api.env.adopt_user(username=MANAGER):
            draft = receive_submission(
                template,
                visit.case,
                Submission(key="k-2", answers=ANSWERS, is_draft=True, revision=7),
            ).assessment
        transaction.commit()
        page = html.fromstring(visit(assessment=draft.getId()).text)
        settings = json.loads(page.get_element_by_id("riaya-filling").text)
        assert settings["draft"]["key"] == "k-2"
        assert settings["draft"]["revision"] == 7


@BUILT
class TestBundle:
    @pytest.fixture
    def fetch(self, functional):
        base = f"http://localhost:{functional['port']}/{functional['portal'].getId()}"
        return lambda name, **kw: requests.get(
            f"{base}/@@forms-bundle/{name}", timeout=60, **kw
        )

    def test_is_kept_for_good_and_compressed(self, fetch):
        answer = fetch(bundle.get_script_name())
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["Content-Encoding"] == "gzip"
        assert answer.headers["Content-Type"].startswith("text/javascript")
        assert len(answer.content) > int(answer.headers["Content-Length"])

    def test_is_plain_for_who_cannot_unpack(self, fetch):
        answer = fetch(bundle.get_style_name(), headers={"Accept-Encoding": "identity"})
        assert "Content-Encoding" not in answer.headers
        assert answer.headers["Content-Type"].startswith("text/css")

    @pytest.mark.parametrize(
        "name", ["", "manifest.json", "../bundle.py", "%2e%2e/bundle.py", "x/y"]
    )
    def test_holds_nothing_else(self, fetch, name):
        assert fetch(name).status_code == 404

    def test_styles_do_not_name_sides(self):
        styles = (bundle.BUILD / bundle.get_style_name()).read_text("utf-8")
        assert "margin-left" not in styles
        assert "padding-right" not in styles

    def test_runs_no_text_as_code(self):
        script = (bundle.BUILD / bundle.get_script_name()).read_text("utf-8")
        assert "new Function(" not in script
