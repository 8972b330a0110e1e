"""The forms that a guide asks for, as the page of a case leads to them."""

from dataclasses import replace
from datetime import date
from plone import api
from Products.CMFCore.indexing import processQueue
from riaya.cases.items.entries import ItemEntry
from riaya.cases.items.fillable import FillableForm
from riaya.cases.items.fillable import find_forms_for
from riaya.cases.page.required_forms import FormGuide
from riaya.cases.practice.guidance import GuidedForm
from riaya.forms.offering import find_offered_forms
from riaya.guide.lookup import find_stage_steps
from riaya.guide.lookup import get_edition
from riaya.site.demo_walk import add_item
from riaya.transitions.actions import Action
from tests.assessments.filled import fill
from tests.assessments.filled import MANAGER
from tests.assessments.filled import publish_risky
from tests.assessments.filled import RISKY
from tests.assessments.filled import SUPERVISOR
from tests.assessments.test_risk import RAPID
from tests.cases.asked import find_missing_forms
from tests.forms.sheets import publish_form

import pytest


INTAKE = "intake-officer.ps-jen"
DIRECTOR = "office-director.ps-jen"
CASE = "http://site/case"
WRITE = Action("riaya.assessment", "Write", f"{CASE}/++add++riaya.assessment")
PLAN = Action(
    "riaya.intervention_plan", "Plan", f"{CASE}/++add++riaya.intervention_plan"
)
MISSING = GuidedForm("rapid", "Rapid", is_missing=True)


def make_form(form_id, kind="rapid"):
    return FillableForm(form_id, kind, "1.0", "", "", "", f"{CASE}/fill?{form_id}")


def make_entry(state, portal_type="riaya.assessment", **fields):
    usual = {"kind": "rapid", "url": f"{CASE}/item", "title": ""}
    return ItemEntry(
        id="assessment-1",
        portal_type=portal_type,
        group="",
        state=state,
        on=None,
        **usual | fields,
    )


def describe(*entries, additions=(WRITE, PLAN), forms=(), **row):
    guide = FormGuide(CASE, list(entries), list(additions), list(forms))
    found = guide.describe(replace(MISSING, **row))
    return found.state, found.url


# The kinds of items are registered with the site.
pytestmark = pytest.mark.usefixtures("portal")


class TestFinding:
    def test_prefers_the_form_of_that_id_to_others_of_the_kind(self):
        short, own = make_form("rapid_short"), make_form("rapid")
        assert find_forms_for("rapid", [short, own]) == [own]
        assert find_forms_for("rapid", [short]) == [short]
        assert find_forms_for("rapid_short", [short, own]) == [short]

    def test_takes_no_form_of_another_kind_for_its_name(self):
        named, own = make_form("rapid", "feedback"), make_form("rapid_short")
        assert find_forms_for("rapid", [named, own]) == [own]

    def test_gives_none_for_what_is_a_type_of_its_own(self):
        assert find_forms_for("plan", [make_form("plan", "plan")]) == []


class TestRequiredForm:
    def test_that_is_missing_is_filled_in(self):
        assert describe(forms=[make_form("rapid")]) == ("missing", f"{CASE}/fill?rapid")

    def test_without_a_published_form_is_written_by_hand(self):
        url = f"{CASE}/++add++riaya.assessment?form.widgets.kind:list=rapid"
        assert describe() == ("missing", url)

    def test_with_several_forms_leads_to_their_list(self):
        forms = [make_form("rapid_a"), make_form("rapid_b")]
        assert describe(forms=forms) == ("missing", f"{CASE}/@@forms#rapid")

    def test_that_is_a_plan_is_written_as_one(self):
        assert describe(form="plan") == (
            "missing",
            f"{CASE}/++add++riaya.intervention_plan",
        )

    def test_leads_nowhere_for_who_may_not_add_it(self):
        assert describe(additions=()) == ("missing", "")

    def test_that_was_begun_goes_on_in_its_own_version(self):
        draft = make_entry("draft", form="uid-1", form_id="rapid")
        assert describe(draft, forms=[make_form("rapid")]) == (
            "begun",
            f"{CASE}/@@fill-form?form=uid-1&assessment=assessment-1",
        )

    def test_that_was_begun_is_only_read_by_others(self):
        draft = make_entry("draft", form="uid-1", form_id="rapid")
        assert describe(draft, additions=()) == ("begun", f"{CASE}/item")

    def test_that_was_begun_by_hand_is_opened(self):
        assert describe(make_entry("draft")) == ("begun", f"{CASE}/item")

    def test_that_waits_for_approval_is_opened(self):
        assert describe(make_entry("submitted")) == ("waiting", f"{CASE}/item")

    def test_that_is_on_file_needs_nothing(self):
        assert describe(is_missing=False) == ("on_file", "")

    def test_of_another_form_of_the_kind_counts_as_begun(self):
        draft = make_entry("draft", form="uid-1", form_id="rapid_short")
        assert describe(draft)[0] == "begun"
        assert describe(draft, form="rapid_long")[0] == "missing"


class TestOffered:
    def test_are_the_versions_published_last(self, portal):
        publish_risky("1.0")
        newer = publish_risky("2.0")
        (form,) = [form for form in find_offered_forms() if form.form_id == "risky"]
        assert (form.uid, form.version) == (newer.UID(), "2.0")
        assert form.kind == "comprehensive"
        assert form.url == newer.absolute_url()

    def test_are_the_earlier_ones_again_when_the_newest_is_retired(self, portal):
        older = publish_risky("1.0")
        newer = publish_risky("2.0")
        with api.env.adopt_roles(["Trainer"]):
            api.content.transition(newer, "retire")
        (form,) = [form for form in find_offered_forms() if form.form_id == "risky"]
        assert form.uid == older.UID()


class TestCasePage:
    @pytest.mark.case_in("assessment")
    def test_leads_to_the_form_until_it_is_on_file(self, case, render, as_worker):
        template = publish_risky()
        fill_url = f"{case.absolute_url()}/@@fill-form?form={template.UID()}"
        assert fill_url in find_hrefs(render(MANAGER, case, "case-view"))
        draft = fill(case, template)
        hrefs = find_hrefs(render(MANAGER, case, "case-view"))
        assert fill_url not in hrefs
        assert f"{fill_url}&assessment={draft.getId()}" in hrefs
        with as_worker(MANAGER):
            api.content.transition(draft, "submit")
        with as_worker(SUPERVISOR):
            api.content.transition(draft, "approve")
        page = render(MANAGER, case, "case-view")
        assert page.cssselect(".riaya-checklist .is-done")
        assert not any("@@fill-form" in href for href in find_hrefs(page))

    @pytest.mark.case_in("assessment")
    def test_offers_all_forms_to_who_may_fill_them_in(self, case, render, as_worker):
        forms = f"{case.absolute_url()}/@@forms"
        assert forms not in find_hrefs(render(MANAGER, case, "case-view"))
        publish_risky()
        assert forms in find_hrefs(render(MANAGER, case, "case-view"))
        assert forms not in find_hrefs(render(DIRECTOR, case, "case-view"))

    @pytest.mark.case_in("assessment")
    def test_names_form_version_and_risk_in_the_file(self, case, render):
        item = fill(case, publish_risky())
        page = render(DIRECTOR, case, "case-view")
        (row,) = [
            row
            for row in page.cssselect("tbody tr")
            if row.cssselect(f"a[href='{item.absolute_url()}']")
        ]
        text = row.text_content()
        assert "استمارة الأسرة" in text
        assert "1.0" in text
        assert row.cssselect("[data-risk=high]")

    @pytest.mark.case_in("assessment")
    def test_wakes_neither_forms_nor_assessments(self, case, render, portal):
        template = publish_risky()
        item = fill(case, template)
        processQueue()
        portal._p_jar.savepoint()
        for each in (template, item):
            each._p_deactivate()
        render(MANAGER, case, "case-view")
        assert template._p_changed is item._p_changed is None


class TestFormsOnFile:
    def test_count_by_the_id_of_their_form(self, register, as_worker, set_required):
        case = register()
        set_required(case, ["risky"])
        assert find_missing_forms(case, "complete_rapid_assessment") == [
            "rapid",
            "risky",
        ]
        template = publish_risky(kind="rapid", table=RAPID)
        rapid = fill(case, template, user=INTAKE, response_group="urgent")
        with as_worker(INTAKE):
            api.content.transition(rapid, "submit")
        assert find_missing_forms(case, "complete_rapid_assessment") == []

    def test_of_another_form_of_the_kind_do_not_count(
        self, register, as_worker, set_required
    ):
        case = register()
        set_required(case, ["risky"])
        with as_worker(INTAKE):
            item = add_item(
                case,
                "riaya.assessment",
                kind="rapid",
                assessed_on=date(2026, 1, 14),
                summary="ملخص",
                risk_level="low",
                response_group="urgent",
            )
            api.content.transition(item, "submit")
        assert find_missing_forms(case, "complete_rapid_assessment") == ["risky"]


class TestNames:
    @pytest.mark.case_in("assessment")
    def test_of_a_form_make_it_no_assessment_of_that_kind(self, case, as_worker):
        table = RISKY.replace("| risky |", "| comprehensive |")
        template = publish_form(table, form_id="comprehensive", kind="feedback")
        item = fill(case, template)
        with as_worker(MANAGER):
            api.content.transition(item, "submit")
        with as_worker(SUPERVISOR):
            api.content.transition(item, "approve")
        assert find_missing_forms(case, "complete_assessment") == ["comprehensive"]


class TestPlans:
    @pytest.mark.case_in("planning")
    def test_are_no_assessments_of_that_kind(self, case, as_worker):
        with as_worker(MANAGER):
            item = add_item(
                case,
                "riaya.assessment",
                kind="plan",
                assessed_on=date(2026, 1, 14),
                summary="ملخص",
            )
            api.content.transition(item, "submit")
        with as_worker(SUPERVISOR):
            api.content.transition(item, "approve")
        assert find_missing_forms(case, "start_implementation") == ["plan"]


@pytest.fixture
def set_required(monkeypatch):
    """Return a function that has the guide of a case ask for other forms."""

    def ask_for(case, forms):
        (step,) = find_stage_steps(get_edition(case.guide), "registered")
        other = replace(step, required_forms=tuple(forms))
        monkeypatch.setattr(
            "riaya.cases.practice.requirements.find_stage_steps", lambda *names: [other]
        )

    return ask_for


def find_hrefs(page):
    return [link.get("href") for link in page.cssselect("a[href]")]
