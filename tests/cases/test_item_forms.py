"""Writing and changing items of a case file in a browser without JavaScript."""

from io import BytesIO
from plone.testing.zope import Browser
from riaya.core.time.clock import today
from riaya.site.accounts import PASSWORD
from zoneinfo import ZoneInfo

import pytest
import transaction


TODAY = today(ZoneInfo("Asia/Hebron"))
MANAGER = "case-manager.ps-jen"
SUPERVISOR = "case-supervisor.ps-jen"
WIDGETS = "form.widgets"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def open_browser(functional):
    """Return a function that opens a browser as a person."""
    transaction.commit()

    def open_as(user_id, language="en"):
        browser = Browser(functional["app"])
        browser.handleErrors = user_id != MANAGER
        if user_id:
            browser.addHeader("Authorization", f"Basic {user_id}:{PASSWORD}")
        # The smallest page: any of them remembers the language.
        browser.open(
            f"{functional['portal'].absolute_url()}/robots.txt?set_language={language}"
        )
        return browser

    return open_as


def fill(browser, prefix, **values):
    for name, value in values.items():
        control = browser.getControl(name=f"{prefix}.{name}")
        if control.type == "select":
            control.value = [value]
        else:
            control.value = value


class TestAssessmentForm:
    def write(self, browser, case):
        browser.open(f"{case.absolute_url()}/++add++riaya.assessment")
        browser.getControl(name=f"{WIDGETS}.kind:list").value = ["comprehensive"]
        browser.getControl(name=f"{WIDGETS}.assessed_on").value = TODAY.isoformat()
        browser.getControl(name=f"{WIDGETS}.summary").value = "ملخص"
        fill(
            browser, f"{WIDGETS}.needs.0", domain="economic", text="دخل ثابت", rank="1"
        )

    @pytest.mark.case_in("assessment")
    def test_keeps_what_is_typed_when_rows_are_added(self, open_browser, case):
        browser = open_browser(MANAGER)
        self.write(browser, case)
        browser.getControl(name=f"{WIDGETS}.needs.add").click()
        assert browser.getControl(name=f"{WIDGETS}.summary").value == "ملخص"
        assert browser.getControl(name=f"{WIDGETS}.needs.0.text").value == "دخل ثابت"
        assert browser.getControl(name=f"{WIDGETS}.needs.3.text").value == ""
        transaction.begin()
        assert list(case) == ["assessment-1"]

    @pytest.mark.case_in("assessment")
    def test_stores_rows_and_drops_empty_ones(self, open_browser, case):
        browser = open_browser(MANAGER)
        self.write(browser, case)
        browser.getControl(name="form.buttons.save").click()
        assert browser.url.startswith(f"{case.absolute_url()}/assessment-2")
        transaction.begin()
        assert case["assessment-2"].needs == [
            {"domain": "economic", "text": "دخل ثابت", "rank": 1}
        ]

    @pytest.mark.case_in("assessment")
    def test_reads_arabic_digits(self, open_browser, case):
        browser = open_browser(MANAGER)
        self.write(browser, case)
        browser.getControl(name=f"{WIDGETS}.needs.0.rank").value = "٢"
        browser.getControl(name="form.buttons.save").click()
        transaction.begin()
        assert case["assessment-2"].needs[0]["rank"] == 2

    @pytest.mark.case_in("assessment")
    def test_says_row_and_column_of_what_is_wrong(self, open_browser, case):
        browser = open_browser(MANAGER)
        self.write(browser, case)
        fill(browser, f"{WIDGETS}.needs.1", domain="health", rank="many")
        browser.getControl(name="form.buttons.save").click()
        assert "Row 2, Need: this must be filled in." in browser.contents
        assert "Row 2, Rank: give a whole number." in browser.contents
        assert browser.getControl(name=f"{WIDGETS}.needs.1.rank").value == "many"
        assert browser.contents.count('aria-invalid="true"') == 2
        transaction.begin()
        assert list(case) == ["assessment-1"]

    @pytest.mark.case_in("assessment")
    def test_removes_ticked_rows(self, open_browser, case):
        browser = open_browser(MANAGER)
        self.write(browser, case)
        browser.getControl(name="form.buttons.save").click()
        browser.open(f"{case.absolute_url()}/assessment-2/edit")
        browser.getControl(name=f"{WIDGETS}.needs.0.remove").value = ["1"]
        browser.getControl(name="form.buttons.save").click()
        transaction.begin()
        assert case["assessment-2"].needs == []

    @pytest.mark.case_in("assessment")
    def test_shows_a_refused_day_beside_its_field_in_arabic(self, open_browser, case):
        browser = open_browser(MANAGER, "ar")
        self.write(browser, case)
        browser.getControl(name=f"{WIDGETS}.assessed_on").value = "2999-01-01"
        browser.getControl(name="form.buttons.save").click()
        field = browser.contents.split('id="formfield-form-widgets-assessed_on"')[1]
        assert "هذا اليوم في المستقبل" in field.split("formfield-")[0]

    @pytest.mark.parametrize(
        "user", [None, SUPERVISOR, "case-manager-2.ps-jen", "intake-officer.ps-jen"]
    )
    @pytest.mark.case_in("assessment")
    def test_is_not_open_to_others(self, open_browser, case, user):
        browser = open_browser(user)
        for path in ("++add++riaya.assessment", "assessment-1/edit"):
            browser.raiseHttpErrors = False
            browser.open(f"{case.absolute_url()}/{path}")
            assert "form.buttons.save" not in browser.contents


class TestTwoPeople:
    @pytest.mark.case_in("assessment")
    def test_the_second_is_told_and_overwrites_nothing(self, open_browser, case):
        browser = open_browser(MANAGER)
        browser.open(f"{case.absolute_url()}/++add++riaya.note")
        browser.getControl(name=f"{WIDGETS}.text").value = "أول"
        browser.getControl(name="form.buttons.save").click()
        first, second = open_browser(MANAGER), open_browser(MANAGER)
        for each, text in ((first, "من الأول"), (second, "من الثاني")):
            each.open(f"{case.absolute_url()}/note-1/edit")
            each.getControl(name=f"{WIDGETS}.text").value = text
        first.getControl(name="form.buttons.save").click()
        second.getControl(name="form.buttons.save").click()
        assert "changed this on" in second.contents
        assert second.getControl(name=f"{WIDGETS}.text").value == "من الثاني"
        transaction.begin()
        assert case["note-1"].text == "من الأول"
        second.getControl(name="form.buttons.save").click()
        transaction.begin()
        assert case["note-1"].text == "من الثاني"


class TestPlanForm:
    @pytest.mark.case_in("planning")
    def test_begins_with_the_ranked_needs(self, open_browser, case):
        browser = open_browser(MANAGER)
        browser.open(f"{case.absolute_url()}/++add++riaya.intervention_plan")
        assert browser.getControl(name=f"{WIDGETS}.goals.0.need").value == "دخل ثابت"
        browser.getControl(name=f"{WIDGETS}.goals.0.goal").value = "دخل من مشروع"
        fill(
            browser,
            f"{WIDGETS}.steps.0",
            goal_id="G1",
            intervention="تدريب",
            resource="ministry",
            due_on=TODAY.isoformat(),
        )
        browser.getControl(name="form.buttons.save").click()
        transaction.begin()
        plan = case["plan-1"]
        assert plan.version == 1
        assert plan.goals[0]["id"] == "G1"
        assert plan.steps[0]["id"] == "S1"
        assert plan.steps[0]["due_on"] == TODAY
        assert "دخل من مشروع" in browser.contents

    @pytest.mark.case_in("planning")
    def test_keeps_an_uploaded_file_when_rows_are_added(self, open_browser, case):
        browser = open_browser(MANAGER)
        browser.open(f"{case.absolute_url()}/++add++riaya.intervention_plan")
        browser.getControl(name=f"{WIDGETS}.agreement").add_file(
            BytesIO(PDF), "application/pdf", "signed.pdf"
        )
        browser.getControl(name=f"{WIDGETS}.goals.0.goal").value = "دخل من مشروع"
        browser.getControl(name=f"{WIDGETS}.goals.add").click()
        browser.getControl(name="form.buttons.save").click()
        transaction.begin()
        assert case["plan-1"].agreement.data == PDF

    @pytest.mark.case_in("planning")
    def test_shows_a_step_that_ends_before_it_starts(self, open_browser, case):
        browser = open_browser(MANAGER, "ar")
        browser.open(f"{case.absolute_url()}/++add++riaya.intervention_plan")
        browser.getControl(name=f"{WIDGETS}.goals.0.goal").value = "دخل من مشروع"
        fill(
            browser,
            f"{WIDGETS}.steps.0",
            goal_id="G1",
            intervention="تدريب",
            resource="ministry",
            start_on=TODAY.isoformat(),
            due_on="2020-01-01",
        )
        browser.getControl(name="form.buttons.save").click()
        assert "قبل أن تبدأ" in browser.contents
        assert (
            browser.getControl(name=f"{WIDGETS}.steps.0.due_on").value == "2020-01-01"
        )
        transaction.begin()
        assert "plan-1" not in case

    @pytest.mark.case_in("implementation")
    def test_goals_of_the_plan_in_force_are_rated(self, open_browser, case):
        browser = open_browser(MANAGER)
        browser.open(f"{case.absolute_url()}/plan-1/@@rate-goals")
        browser.getControl(name="goal_G1").value = ["partly"]
        browser.getControl(name="rate").click()
        transaction.begin()
        assert case["plan-1"].goals[0]["attainment"] == "partly"

    @pytest.mark.parametrize("user", [None, SUPERVISOR, "case-manager-2.ps-jen"])
    @pytest.mark.case_in("implementation")
    def test_goals_are_rated_by_nobody_else(self, open_browser, case, user):
        browser = open_browser(user)
        browser.raiseHttpErrors = False
        browser.open(f"{case.absolute_url()}/plan-1/@@rate-goals")
        assert "goal_G1" not in browser.contents


class TestFollowUpForm:
    @pytest.mark.case_in("implementation")
    def test_is_planned_then_recorded_in_one_form(self, open_browser, case):
        browser = open_browser(MANAGER)
        browser.open(f"{case.absolute_url()}/++add++riaya.follow_up")
        browser.getControl(name=f"{WIDGETS}.kind:list").value = ["visit"]
        browser.getControl(name=f"{WIDGETS}.due_on").value = TODAY.isoformat()
        browser.getControl(name="form.buttons.save").click()
        browser.getLink("Record the contact").click()
        browser.getControl(name="form.buttons.record").click()
        assert "Write what came of it." in browser.contents
        transaction.begin()
        assert case["follow-up-1"].done_on is None
        browser.getControl(name=f"{WIDGETS}.outcome").value = "تقدم"
        browser.getControl(name="form.buttons.record").click()
        assert "The contact is recorded." in browser.contents
        transaction.begin()
        assert case["follow-up-1"].done_on == TODAY

    @pytest.mark.parametrize("user", [None, SUPERVISOR, "case-manager-2.ps-jen"])
    @pytest.mark.case_in("closing")
    def test_is_recorded_by_nobody_else(self, open_browser, case, user):
        browser = open_browser(user)
        browser.raiseHttpErrors = False
        browser.open(f"{case.absolute_url()}/follow-up-1/@@record-follow-up")
        assert "form.buttons.record" not in browser.contents


class TestReadPages:
    @pytest.mark.parametrize("language", ["ar", "en"])
    @pytest.mark.case_in("closed")
    def test_show_everything_to_readers_only(self, open_browser, case, language):
        reader, stranger = open_browser(SUPERVISOR, language), open_browser("admin")
        stranger.raiseHttpErrors = False
        for item_id, text in {
            "assessment-2": "أسرة متماسكة",
            "plan-1": "تدريب على الخياطة",
            "follow-up-1": "تقدم واضح",
        }.items():
            url = case[item_id].absolute_url()
            reader.open(url)
            assert text in reader.contents
            assert case.case_number in reader.contents
            stranger.open(url)
            assert text not in stranger.contents

    @pytest.mark.case_in("assessment")
    def test_show_consents_and_notes(self, open_browser, case):
        browser = open_browser(MANAGER)
        browser.open(f"{case.absolute_url()}/++add++riaya.consent")
        browser.getControl(name=f"{WIDGETS}.scope:list").value = ["services"]
        browser.getControl(name=f"{WIDGETS}.given_by").value = "رب الأسرة"
        browser.getControl(name=f"{WIDGETS}.given_on").value = TODAY.isoformat()
        browser.getControl(name="form.buttons.save").click()
        assert "Receiving case-management services" in browser.contents
