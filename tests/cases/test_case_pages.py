"""The pages of a case: what they show, to whom, and what they refuse."""

from AccessControl import Unauthorized
from datetime import date
from plone import api
from riaya.cases.clocks.running import find_deadlines
from riaya.cases.timeline import find_occurrences
from riaya.core.interfaces import IRiayaLayer
from riaya.security.people import get_name
from riaya.site.demo_walk import add_item
from zExceptions import Forbidden
from zope.interface import alsoProvides

import pytest


def get_text(page):
    return " ".join(page.text_content().split())


class TestCasePage:
    def test_tells_stage_guide_step_and_what_is_missing(self, case, render):
        page = render("intake-officer.ps-jen", case, "case-view")
        text = get_text(page)
        assert case.case_number in text
        assert "الخطوات" not in page.cssselect("h1")[0].text_content()
        assert page.cssselect(".riaya-stepper [aria-current=step]")
        assert page.cssselect(".riaya-missing li")
        assert "افعل هذا" in text or "Do this" in text

    @pytest.mark.case_in
    @pytest.mark.parametrize(
        "stage",
        [
            "screened",
            "assigned",
            "assessment",
            "planning",
            "implementation",
            "closing",
            "closed",
        ],
    )
    def test_is_shown_at_every_stage(self, case, render, stage):
        page = render("case-supervisor.ps-jen", case, "case-view")
        assert len(page.cssselect(".riaya-stepper li.is-done")) > 0
        assert page.cssselect(".riaya-timeline li")

    def test_offers_only_the_buttons_of_the_person(self, case, render):
        intake = render("intake-officer.ps-jen", case, "case-view")
        links = {
            link.get("href", "").rpartition("/")[2] for link in intake.cssselect("a")
        }
        assert "@@transition?id=complete_rapid_assessment" in links
        assert "++add++riaya.assessment" in links
        director = render("office-director.ps-jen", case, "case-view")
        links = {
            link.get("href", "").rpartition("/")[2] for link in director.cssselect("a")
        }
        assert "++add++riaya.assessment" not in links
        assert "edit" not in links

    def test_leads_to_the_missing_form_until_somebody_has_begun_it(
        self, case, render, as_worker
    ):
        page = render("intake-officer.ps-jen", case, "case-view")
        assert page.cssselect(
            "a[href$='riaya.assessment?form.widgets.kind:list=rapid']"
        )
        with as_worker("intake-officer.ps-jen"):
            add_item(
                case, "riaya.assessment", kind="rapid", assessed_on=date(2026, 1, 1)
            )
        page = render("intake-officer.ps-jen", case, "case-view")
        assert not page.cssselect(
            "a[href$='riaya.assessment?form.widgets.kind:list=rapid']"
        )

    def test_is_refused_to_people_without_access(self, case, render):
        with pytest.raises(Unauthorized):
            render("case-manager-2.ps-jen", case, "case-view")
        with pytest.raises(Unauthorized):
            render("case-supervisor.ps-nbs", case, "case-timeline")

    def test_timeline_has_pages(self, case, render, as_worker):
        from riaya.cases.timeline import record_occurrence

        with as_worker("intake-officer.ps-jen"):
            for _each in range(25):
                record_occurrence(case, "changed")
        page = render("intake-officer.ps-jen", case, "case-view")
        assert len(page.cssselect(".riaya-timeline li")) == 10
        assert page.cssselect("a[rel=next]")[0].get("href").endswith("start=10")
        page = render("intake-officer.ps-jen", case, "case-timeline", start="20")
        assert len(page.cssselect(".riaya-timeline li")) == 6
        assert page.cssselect("a[rel=prev]")
        assert not page.cssselect("a[rel=next]")


class TestTransitionPage:
    def test_says_what_is_missing_before_anything_is_tried(self, case, render):
        page = render(
            "intake-officer.ps-jen", case, "transition", id="complete_rapid_assessment"
        )
        assert page.cssselect(".riaya-missing li")
        assert api.content.get_state(case) == "registered"

    @pytest.mark.takes("case_workflow", "refuse")
    def test_takes_the_step_with_its_comment(self, case, render, http_request):
        render(
            "intake-officer.ps-jen",
            case,
            "transition",
            "POST",
            id="refuse",
            comment="خارج الاختصاص",
        )
        assert api.content.get_state(case) == "refused"
        # The intake desk holds a case only until it ends or is assigned.
        assert (
            http_request.response.getHeader("location")
            == api.portal.get().absolute_url()
        )

    @pytest.mark.case_in("assigned")
    def test_leads_back_to_the_case(self, case, render, http_request):
        render(
            "case-manager.ps-jen", case, "transition", "POST", id="accept_assignment"
        )
        assert api.content.get_state(case) == "assessment"
        assert http_request.response.getHeader("location") == case.absolute_url()

    @pytest.mark.case_in("implementation")
    def test_keeps_what_was_typed_when_the_step_is_refused(self, case, render):
        page = render(
            "case-manager.ps-jen",
            case,
            "transition",
            "POST",
            id="request_closure",
            comment="نص طويل",
            closure_reason="goals_met",
        )
        assert api.content.get_state(case) == "implementation"
        assert page.cssselect("textarea")[0].text_content() == "نص طويل"
        assert page.cssselect("option[selected]")[0].get("value") == "goals_met"
        assert case.closure_reason is None

    def test_asks_for_a_missing_reason(self, case, render):
        page = render(
            "intake-officer.ps-jen",
            case,
            "transition",
            "POST",
            id="refuse",
            comment=" ",
        )
        assert page.cssselect("[role=alert]")
        assert api.content.get_state(case) == "registered"

    @pytest.mark.case_in("implementation")
    def test_requests_closure_with_reason_and_rating(self, case, render):
        for plan in case.objectValues():
            if plan.portal_type == "riaya.intervention_plan":
                plan.goals = [goal | {"attainment": "reached"} for goal in plan.goals]
        render(
            "case-manager.ps-jen",
            case,
            "transition",
            "POST",
            id="request_closure",
            closure_reason="goals_met",
            independence_rating="4",
        )
        assert api.content.get_state(case) == "closing"
        assert (case.closure_reason, case.independence_rating) == ("goals_met", 4)

    def test_a_step_of_somebody_else_is_not_open(self, case, render, http_request):
        page = render(
            "office-director.ps-jen", case, "transition", "POST", id="approve_closure"
        )
        assert http_request.response.getStatus() == 403
        assert page.cssselect("h1")
        assert api.content.get_state(case) == "registered"

    @pytest.mark.case_in("assigned")
    def test_who_declines_a_case_is_not_led_back_into_it(
        self, case, render, http_request
    ):
        render(
            "case-manager.ps-jen",
            case,
            "transition",
            "POST",
            id="decline_assignment",
            comment="لا أستطيع",
        )
        assert api.content.get_state(case) == "screened"
        assert case.getId() not in http_request.response.getHeader("location")

    def test_is_refused_without_the_token_of_the_form(
        self, case, as_worker, http_request
    ):
        alsoProvides(http_request, IRiayaLayer)
        http_request.method = http_request.environ["REQUEST_METHOD"] = "POST"
        http_request.form.update(id="refuse", comment="x")
        with (
            as_worker("intake-officer.ps-jen"),
            pytest.raises(Forbidden),
        ):
            case.restrictedTraverse("@@transition")()
        assert api.content.get_state(case) == "registered"


class TestTransitionPageOfOtherTypes:
    @pytest.mark.case_in("assessment")
    def test_returns_an_assessment_with_a_reason(
        self, case, render, as_worker, http_request
    ):
        with as_worker("case-manager.ps-jen"):
            assessment = add_item(
                case,
                "riaya.assessment",
                kind="comprehensive",
                assessed_on=date(2026, 1, 1),
                needs=[{"domain": "economic", "text": "x", "rank": 1}],
                strengths=[{"domain": "family", "text": "y", "rank": 1}],
                risk_level="low",
                summary="z",
            )
            api.content.transition(assessment, "submit")
        page = render(
            "case-supervisor.ps-jen", assessment, "transition", "POST", id="return_"
        )
        assert page.cssselect("[role=alert]")
        render(
            "case-supervisor.ps-jen",
            assessment,
            "transition",
            "POST",
            id="return_",
            comment="ناقص",
        )
        assert api.content.get_state(assessment) == "draft"
        assert http_request.response.getHeader("location") == case.absolute_url()

    def test_a_published_guide_has_no_step_for_its_readers(
        self, portal, render, http_request
    ):
        guide = portal["guide"]["guide-test"]
        render("case-manager.ps-jen", guide, "transition", "POST", id="supersede")
        assert http_request.response.getStatus() == 403
        assert api.content.get_state(guide) == "published"


class TestAssignmentPage:
    @pytest.mark.case_in("screened")
    def test_gives_the_case(self, case, render):
        page = render("case-supervisor.ps-jen", case, "assign-case")
        assert len(page.cssselect("input[name=case_manager]")) == 2
        render(
            "case-supervisor.ps-jen",
            case,
            "assign-case",
            "POST",
            case_manager="case-manager-2.ps-jen",
        )
        assert api.content.get_state(case) == "assigned"
        assert case.case_manager == "case-manager-2.ps-jen"

    @pytest.mark.case_in("screened")
    def test_refuses_people_of_another_office(self, case, render):
        page = render(
            "case-supervisor.ps-jen",
            case,
            "assign-case",
            "POST",
            case_manager="case-manager.ps-nbs",
        )
        assert page.cssselect("[role=alert] li")
        assert case.case_manager is None

    @pytest.mark.case_in("screened")
    def test_is_only_for_supervisors(self, case, render):
        with pytest.raises(Unauthorized):
            render("intake-officer.ps-jen", case, "assign-case")


class TestAccessPage:
    @pytest.mark.case_in("assessment")
    def test_names_the_people_behind_each_cause(self, case, render):
        page = render("case-manager.ps-jen", case, "case-access")
        people = page.cssselect("tbody th")
        text = " ".join(cell.text_content() for cell in people)
        for worker in ("case-manager.ps-jen", "case-supervisor-2.ps-jen"):
            assert get_name(worker) in text
        assert get_name("intake-officer.ps-jen") not in text

    def test_is_refused_to_strangers(self, case, render):
        with pytest.raises(Unauthorized):
            render("case-manager.ps-nbs", case, "case-access")


class TestRegisterPage:
    FORM = {
        "form.widgets.client_kind": "person",
        "form.widgets.client_name": "فاطمة التجريبية",
        "form.widgets.id_kind": "national",
        "form.widgets.national_id": "٩٠٠٠٠٠٠٠١",
        "form.widgets.categories": ["OTH"],
        "form.buttons.save": "1",
    }

    def test_registers_a_case_and_leads_to_it(self, portal, render, http_request):
        office = portal["offices"]["ps-jen"]
        render("intake-officer.ps-jen", office, "register-case", "POST", **self.FORM)
        location = http_request.response.getHeader("location")
        assert "/cases/" in location
        case = office["cases"][location.split("/")[-2]][location.split("/")[-1]]
        assert case.national_id == "900000001"
        assert case.client_name == "فاطمة التجريبية"

    def test_warns_of_a_client_who_is_registered_already(
        self, portal, case, render, http_request
    ):
        office = portal["offices"]["ps-jen"]
        page = render(
            "intake-officer.ps-jen", office, "register-case", "POST", **self.FORM
        )
        assert case.case_number in page.cssselect(".riaya-notice")[0].text_content()
        form = self.FORM | {"register_anyway": "1"}
        render("intake-officer.ps-jen", office, "register-case", "POST", **form)
        assert "/cases/" in http_request.response.getHeader("location")

    def test_does_not_tell_the_number_of_a_case_of_another_office(
        self, portal, case, render
    ):
        office = portal["offices"]["ps-nbs"]
        page = render(
            "intake-officer.ps-nbs", office, "register-case", "POST", **self.FORM
        )
        notice = page.cssselect(".riaya-notice")[0].text_content()
        assert case.case_number not in page.text_content()
        assert notice.strip()

    def test_puts_a_wrong_number_beside_its_field_and_keeps_the_rest(
        self, portal, render
    ):
        form = self.FORM | {"form.widgets.national_id": "12"}
        page = render(
            "intake-officer.ps-jen",
            portal["offices"]["ps-jen"],
            "register-case",
            "POST",
            **form,
        )
        field = page.cssselect("#formfield-form-widgets-national_id")[0]
        assert field.cssselect(".invalid-feedback, .error, .riaya-error")
        assert (
            page.cssselect("#form-widgets-client_name")[0].get("value")
            == "فاطمة التجريبية"
        )
        assert page.cssselect(
            "input[name='form.widgets.categories'][checked]"
        ) or page.cssselect("input[name='form.widgets.categories:list'][checked]")

    def test_asks_for_a_category(self, portal, render):
        form = {
            name: value for name, value in self.FORM.items() if "categories" not in name
        }
        form["form.widgets.categories-empty-marker"] = "1"
        page = render(
            "intake-officer.ps-jen",
            portal["offices"]["ps-jen"],
            "register-case",
            "POST",
            **form,
        )
        field = page.cssselect("#formfield-form-widgets-categories")[0]
        assert "فئة" in field.text_content() or "category" in field.text_content()

    def test_is_only_for_the_intake_desk_of_the_office(self, portal, render):
        for worker in ("case-manager.ps-jen", "intake-officer.ps-nbs"):
            with pytest.raises(Unauthorized):
                render(worker, portal["offices"]["ps-jen"], "register-case")


class TestEditPage:
    def test_changes_the_client_and_says_so_in_the_timeline(self, case, render):
        form = render("intake-officer.ps-jen", case, "edit").cssselect(
            "form[method=post]"
        )[-1]
        fields = dict(form.fields) | {
            "form.widgets.client_name": "اسم مصحَّح",
            "form.widgets.national_id": "٩٠٠٠٠٠٠٠١",
            "form.widgets.categories": ["OTH"],
            "form.buttons.save": "1",
        }
        render("intake-officer.ps-jen", case, "edit", "POST", **fields)
        assert case.client_name == "اسم مصحَّح"
        assert case.national_id == "900000001"
        assert find_occurrences(case)[0].kind == "changed"

    def test_offers_the_client_and_nothing_else(self, case, render):
        page = render("intake-officer.ps-jen", case, "edit")
        names = {
            each.get("name", "").removesuffix(":list")
            for each in page.cssselect("input, select, textarea")
        }
        assert "form.widgets.client_name" in names
        assert (
            not {
                "form.widgets.closure_reason",
                "form.widgets.case_manager",
                "form.widgets.guide",
            }
            & names
        )

    def test_is_refused_to_those_who_only_read(self, case, render):
        with pytest.raises(Unauthorized):
            render("office-director.ps-jen", case, "edit")


class TestDeadlinesOnThePage:
    @pytest.mark.case_in("screened")
    def test_the_rapid_assessment_waits_for_no_approval(self, case):
        assert "T10" not in {deadline.clock for deadline in find_deadlines(case)}
