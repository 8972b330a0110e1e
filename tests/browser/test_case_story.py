"""A case from registration to reopening, each step by the person whose step it is.

Without JavaScript, in Arabic.
"""

from pathlib import Path
from playwright.sync_api import expect
from playwright.sync_api import Page
from riaya.core.time.clock import today
from tests.browser.driving import fill
from tests.browser.driving import fill_row
from tests.browser.driving import find_stage
from tests.browser.driving import open_item
from tests.browser.driving import press
from tests.browser.driving import read
from tests.browser.driving import take
from zoneinfo import ZoneInfo


TODAY = today(ZoneInfo("Asia/Hebron")).isoformat()
NAME = "أحمد عبد الرحمن التجريبي"
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def register(page: Page) -> str:
    """Register a client, after a wrong number was refused; return the case number."""
    press(page, "تسجيل حالة")
    page.get_by_label("اسم المستفيد").fill(NAME)
    page.get_by_role("textbox", name="رقم الهوية").fill("900000002")
    page.get_by_label("أخرى").last.check()
    press(page, "تسجيل الحالة")

    # What is wrong stands beside its field, and what was typed is still there.
    field = page.locator("#formfield-form-widgets-national_id")
    expect(field).to_contain_text("رقم التحقق")
    expect(page.get_by_label("اسم المستفيد")).to_have_value(NAME)

    page.get_by_role("textbox", name="رقم الهوية").fill("٩٠٠٠٠٠٠٠١")
    press(page, "تسجيل الحالة")
    number = page.locator("h1 .riaya-number").inner_text()
    assert number.startswith("PS-JEN-")
    return number


def write_assessment(page: Page, **fields: str) -> None:
    """Write an assessment from the case page and send it on."""
    press(page, "كتابة تقييم")
    fill(page, **fields)


class TestCaseStory:
    def test_is_walked_by_the_right_people(self, visit, tmp_path):
        intake = visit("intake-officer.ps-jen")
        supervisor = visit("case-supervisor.ps-jen")
        manager = visit("case-manager.ps-jen")

        number = register(intake)
        case_url = intake.url
        self.screen(intake, case_url)
        self.assign(supervisor, number)
        self.answer(supervisor, manager, number)
        self.assess(manager, supervisor, case_url)
        self.attach_documents(manager, case_url, tmp_path)
        self.plan(manager, supervisor, case_url)
        self.follow_up(manager, case_url)
        self.close_and_reopen(manager, supervisor, case_url)

    def screen(self, intake: Page, case_url: str) -> None:
        # A step that is not ready says what is missing.
        take(intake, "إتمام التقييم السريع")
        expect(intake.locator(".riaya-missing").first).to_contain_text("التقييم السريع")

        intake.goto(case_url)
        expect(intake.locator(".riaya-missing")).to_contain_text("التقييم السريع")
        write_assessment(
            intake,
            kind="rapid",
            assessed_on=TODAY,
            summary="لا خطر مباشر، والدخل منقطع.",
            risk_level="medium",
            response_group="urgent",
        )
        press(intake, "حفظ")
        take(intake, "إرسال")
        intake.goto(case_url)
        take(intake, "إتمام التقييم السريع")
        assert find_stage(intake) == "مقيَّمة سريعاً بانتظار التعيين"

    def assign(self, supervisor: Page, number: str) -> None:
        supervisor.goto("@@worklist?view=unassigned")
        press(supervisor, number)
        press(supervisor, "تعيين")
        supervisor.locator("input[type=radio][value='case-manager.ps-jen']").check()
        press(supervisor, "إسناد الحالة")
        assert find_stage(supervisor) == "معيَّنة لمدير حالة"

    def answer(self, supervisor: Page, manager: Page, number: str) -> None:
        manager.goto("@@worklist?view=decisions")
        press(manager, number)
        press(manager, "الاعتذار عن التعيين")
        manager.locator("button[name=take]").click()
        # Declining needs its reason; without JavaScript the server says so.
        expect(manager.locator("#content")).to_contain_text("سبب")
        manager.locator("#comment").fill("عبء الحالات كبير هذا الأسبوع.")
        manager.locator("button[name=take]").click()

        self.assign(supervisor, number)
        expect(supervisor.locator(".riaya-timeline")).to_contain_text(
            "عبء الحالات كبير"
        )
        manager.goto("@@worklist?view=decisions")
        press(manager, number)
        take(manager, "قبول التعيين")
        assert find_stage(manager) == "التقييم الشامل"

    def assess(self, manager: Page, supervisor: Page, case_url: str) -> None:
        write_assessment(
            manager,
            kind="comprehensive",
            assessed_on=TODAY,
            summary="أسرة متماسكة بلا دخل.",
            risk_level="medium",
        )
        fill_row(manager, "needs", 0, domain="economic", text="دخل ثابت", rank="1")
        fill_row(
            manager, "strengths", 0, domain="family", text="أسرة متماسكة", rank="1"
        )
        press(manager, "حفظ")
        take(manager, "إرسال")
        self.decide(
            supervisor, case_url, "التقييم الشامل", "إعادة للتعديل", "أضف الصحة."
        )

        manager.goto(case_url)
        open_item(manager, "التقييم الشامل")
        press(manager, "تعديل")
        fill_row(manager, "needs", 1, domain="health", text="متابعة طبية", rank="2")
        press(manager, "حفظ")
        take(manager, "إرسال")
        self.decide(supervisor, case_url, "التقييم الشامل", "اعتماد", "")
        manager.goto(case_url)
        take(manager, "إتمام التقييم")
        assert find_stage(manager) == "إعداد خطة التدخل"

    def decide(
        self, supervisor: Page, case_url: str, item: str, step: str, comment: str
    ) -> None:
        supervisor.goto(case_url)
        open_item(supervisor, item)
        take(supervisor, step, comment)

    def attach_documents(self, manager: Page, case_url: str, tmp_path: Path) -> None:
        manager.goto(case_url)
        press(manager, "رفع وثائق")
        for row, kind in ((1, "identity"), (2, "income")):
            path = tmp_path / f"{kind}.pdf"
            path.write_bytes(PDF)
            manager.locator(f"[name=file-{row}]").set_input_files(path)
            manager.locator(f"[name=kind-{row}]").select_option(kind)
            manager.locator(f"[name=dated_on-{row}]").fill(TODAY)
        # A program is refused beside its row, and nothing of the rest is stored.
        program = tmp_path / "photo.exe"
        program.write_bytes(b"MZ\x90\x00")
        manager.locator("[name=file-3]").set_input_files(program)
        press(manager, "حفظ الوثائق")
        expect(manager.locator("#content")).to_contain_text("photo.exe")
        manager.goto(case_url)
        assert "identity.pdf" not in read(manager)

        press(manager, "رفع وثائق")
        for row, kind in ((1, "identity"), (2, "income")):
            manager.locator(f"[name=file-{row}]").set_input_files(
                tmp_path / f"{kind}.pdf"
            )
            manager.locator(f"[name=kind-{row}]").select_option(kind)
        press(manager, "حفظ الوثائق")
        manager.goto(case_url)
        assert "identity.pdf" in read(manager)
        assert "income.pdf" in read(manager)

        open_item(manager, "income.pdf")
        document_url = manager.url
        press(manager, "استبدال الملف")
        newer = tmp_path / "income-newer.pdf"
        newer.write_bytes(PDF + b"% newer\n")
        manager.locator("[name=file]").set_input_files(newer)
        manager.locator("[name=comment]").fill("كشف أحدث")
        manager.locator("[name=replace]").click()
        manager.goto(document_url)
        assert "income-newer.pdf" in read(manager)
        press(manager, "الإصدارات")
        assert "كشف أحدث" in read(manager)
        press(manager, "استرجاع")
        manager.locator("[name=bring_back]").click()
        manager.goto(document_url)
        assert "income-newer.pdf" not in read(manager)

    def plan(self, manager: Page, supervisor: Page, case_url: str) -> None:
        manager.goto(case_url)
        press(manager, "كتابة خطة تدخل")
        # The goals begin with the ranked needs of the approved assessment.
        need = manager.locator("[name='form.widgets.goals.0.need']")
        expect(need).to_have_value("دخل ثابت")
        fill_row(manager, "goals", 0, goal="دخل شهري من مشروع منزلي")
        fill_row(manager, "goals", 1, goal="متابعة شهرية في المركز الصحي")
        for row, goal in enumerate(("G1", "G2")):
            fill_row(
                manager,
                "steps",
                row,
                goal_id=goal,
                intervention="تدريب على الخياطة",
                resource="ministry",
                responsible="مدير الحالة",
                start_on="2098-12-01",
                due_on="2098-11-01",
            )
        fill(
            manager, period_start=TODAY, period_end="2099-12-31", review_on="2099-06-30"
        )
        press(manager, "حفظ")
        expect(manager.locator("#content")).to_contain_text("تستحق الخطوة قبل أن تبدأ")
        goal = manager.locator("[name='form.widgets.goals.0.goal']")
        expect(goal).to_have_value("دخل شهري من مشروع منزلي")
        for row in (0, 1):
            fill_row(manager, "steps", row, due_on="2099-02-01")
        press(manager, "حفظ")
        take(manager, "إرسال")

        supervisor.goto("@@worklist?view=decisions")
        supervisor.goto(case_url)
        open_item(supervisor, "خطة التدخل")
        take(supervisor, "اعتماد")
        manager.goto(case_url)
        take(manager, "بدء التنفيذ")
        assert find_stage(manager) == "التنفيذ والمتابعة"

    def follow_up(self, manager: Page, case_url: str) -> None:
        press(manager, "التخطيط لمتابعة")
        fill(manager, kind="visit", due_on=TODAY)
        press(manager, "حفظ")
        press(manager, "تسجيل التواصل")
        fill(
            manager, present="الأسرة كلها", outcome="بدأ التدريب.", next_on="2099-01-15"
        )
        press(manager, "تسجيل التواصل")
        manager.goto(case_url)
        assert "تم تسجيلها" in read(manager)

    def close_and_reopen(self, manager: Page, supervisor: Page, case_url: str) -> None:
        press(manager, "طلب الإغلاق")
        manager.locator("#closure_reason").select_option("goals_met")
        manager.locator("[name=independence_rating][value='4']").check()
        manager.locator("button[name=take]").click()
        expect(manager.locator(".riaya-missing")).to_contain_text("G1")

        manager.goto(case_url)
        open_item(manager, "خطة التدخل")
        press(manager, "تقييم تحقق الأهداف")
        for degree in manager.locator("#content select").all():
            degree.select_option("reached")
        manager.locator("[name=rate]").click()
        manager.goto(case_url)
        press(manager, "طلب الإغلاق")
        manager.locator("#closure_reason").select_option("goals_met")
        manager.locator("[name=independence_rating][value='4']").check()
        manager.locator("button[name=take]").click()
        assert find_stage(manager) == "بانتظار الموافقة على الإغلاق"

        supervisor.goto(case_url)
        take(supervisor, "الموافقة على الإغلاق", "تحققت الأهداف.")
        assert find_stage(supervisor) == "مغلقة"
        take(supervisor, "إعادة فتح الحالة", "عادت الحاجة.")
        assert find_stage(supervisor) == "التقييم الشامل"
        expect(supervisor.locator(".riaya-timeline")).to_contain_text("عادت الحاجة.")
