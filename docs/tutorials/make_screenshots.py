"""Walk the tutorial *Your first case* in a browser and take its pictures.

Call it with the address of a fresh demo site of the policy ps, for example
http://localhost:8080/riaya.  It needs Chromium and takes the steps of
first-case.md in their order; a step that no longer works stops it.
"""

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from PIL import Image
from playwright.sync_api import Browser
from playwright.sync_api import Page
from playwright.sync_api import sync_playwright
from riaya.core.time.clock import today
from riaya.site.accounts import PASSWORD
from zoneinfo import ZoneInfo

import os
import shutil
import sys


# The browser tests know how a person presses, fills and takes a step.
sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "browser"))
from driving import fill
from driving import fill_row
from driving import open_item
from driving import press
from driving import take


PICTURES = Path(__file__).parent / "pictures"
ZONE = ZoneInfo("Asia/Hebron")
CLIENT = "هالة عبد الرحمن الزيتونة"
IDENTITY_NUMBER = "٩٠٠٠٠١٢٤٩"
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


class Tutorial:
    """The people of the tutorial at their browsers, and the case they work on."""

    def __init__(self, open_window: Callable[[str], Page]):
        self.intake = open_window("intake-officer.ps-jen")
        self.supervisor = open_window("case-supervisor.ps-jen")
        self.manager = open_window("case-manager.ps-jen")
        self.number = self.case_url = ""

    def walk(self) -> None:
        """Take the steps of the tutorial in their order."""
        self.register()
        self.screen()
        self.assign()
        self.accept()
        self.assess()
        self.attach_documents()
        self.plan()
        self.follow_up()
        self.close()

    def register(self) -> None:
        """1. The intake officer registers a household."""
        page = self.intake
        page.goto("@@worklist")
        take_picture(page, "worklist")
        press(page, "تسجيل حالة")
        page.get_by_label("اسم المستفيد").fill(CLIENT)
        page.get_by_role("textbox", name="رقم الهوية").fill(IDENTITY_NUMBER)
        page.get_by_label("الفقر متعدد الأبعاد").check()
        fill(page, description_of_need="فقدت الأسرة دخلها قبل ثلاثة أشهر.")
        take_picture(page, "register")
        press(page, "تسجيل الحالة")
        self.number = page.locator("h1 .riaya-number").inner_text()
        self.case_url = page.url
        take_picture(page, "case")

    def screen(self) -> None:
        """2. The intake officer writes the rapid assessment."""
        page = self.intake
        press(page, "كتابة تقييم")
        fill(
            page,
            kind="rapid",
            assessed_on=get_day(),
            summary="لا خطر مباشر. لا دخل للأسرة، والأطفال في المدرسة.",
            risk_level="medium",
            response_group="service",
        )
        take_picture(page, "rapid-assessment")
        press(page, "حفظ")
        take(page, "إرسال")
        page.goto(self.case_url)
        take(page, "إتمام التقييم السريع")

    def assign(self) -> None:
        """3. The supervisor chooses the case manager."""
        page = self.supervisor
        page.goto("@@worklist?view=unassigned")
        press(page, self.number)
        press(page, "تعيين")
        page.locator("input[type=radio][value='case-manager.ps-jen']").check()
        take_picture(page, "assign")
        press(page, "إسناد الحالة")

    def accept(self) -> None:
        """4. The case manager accepts."""
        page = self.manager
        page.goto("@@worklist?view=decisions")
        press(page, self.number)
        press(page, "قبول التعيين")
        take_picture(page, "accept")
        page.locator("button[name=take]").click()

    def assess(self) -> None:
        """5. The case manager writes the comprehensive assessment, the supervisor approves it."""
        page = self.manager
        press(page, "كتابة تقييم")
        fill(
            page,
            kind="comprehensive",
            assessed_on=get_day(),
            summary="أسرة متماسكة من خمسة أفراد، بلا دخل منذ ثلاثة أشهر.",
            risk_level="medium",
        )
        fill_row(page, "needs", 0, domain="economic", text="دخل ثابت للأسرة", rank="1")
        fill_row(page, "needs", 1, domain="health", text="متابعة طبية للأم", rank="2")
        fill_row(
            page, "strengths", 0, domain="family", text="الأم تتقن الخياطة", rank="1"
        )
        take_picture(page, "comprehensive-assessment")
        press(page, "حفظ")
        take(page, "إرسال")
        self.decide("التقييم الشامل")
        page.goto(self.case_url)
        take(page, "إتمام التقييم")

    def attach_documents(self) -> None:
        """6. The case manager puts two documents into the case file at once."""
        page = self.manager
        press(page, "رفع وثائق")
        for row, (name, kind) in enumerate(
            (("identity-card.pdf", "identity"), ("income-statement.pdf", "income")),
            start=1,
        ):
            file = {"name": name, "mimeType": "application/pdf", "buffer": PDF}
            page.locator(f"[name=file-{row}]").set_input_files(file)
            page.locator(f"[name=kind-{row}]").select_option(kind)
            page.locator(f"[name=dated_on-{row}]").fill(get_day())
        take_picture(page, "documents")
        press(page, "حفظ الوثائق")

    def plan(self) -> None:
        """7. The case manager writes the plan, the supervisor approves it."""
        page = self.manager
        page.goto(self.case_url)
        press(page, "كتابة خطة تدخل")
        fill_row(page, "goals", 0, goal="دخل شهري من الخياطة")
        fill_row(page, "goals", 1, goal="زيارة شهرية للمركز الصحي")
        for row, (intervention, resource) in enumerate(
            (
                ("تدريب على الخياطة ومنحة أدوات", "partner"),
                ("تفعيل التأمين الصحي", "ministry"),
            )
        ):
            fill_row(
                page,
                "steps",
                row,
                goal_id=f"G{row + 1}",
                intervention=intervention,
                resource=resource,
                responsible="مدير الحالة",
                start_on=get_day(1),
                due_on=get_day(60),
            )
        fill(
            page, period_start=get_day(), period_end=get_day(365), review_on=get_day(90)
        )
        take_picture(page, "plan")
        press(page, "حفظ")
        take(page, "إرسال")
        self.decide("خطة التدخل", picture="approve")
        page.goto(self.case_url)
        take(page, "بدء التنفيذ")

    def follow_up(self) -> None:
        """8. The case manager plans a contact and records it."""
        page = self.manager
        press(page, "التخطيط لمتابعة")
        fill(page, kind="visit", due_on=get_day())
        press(page, "حفظ")
        press(page, "تسجيل التواصل")
        fill(
            page,
            present="الأم والأطفال",
            outcome="بدأ التدريب، وسُلِّمت أدوات الخياطة.",
            next_on=get_day(30),
        )
        take_picture(page, "follow-up")
        press(page, "تسجيل التواصل")

    def close(self) -> None:
        """9. Goals are rated, closure is asked for and approved."""
        page = self.manager
        page.goto(self.case_url)
        open_item(page, "خطة التدخل")
        press(page, "تقييم تحقق الأهداف")
        for degree in page.locator("#content select").all():
            degree.select_option("reached")
        page.locator("[name=rate]").click()
        page.goto(self.case_url)
        press(page, "طلب الإغلاق")
        page.locator("#closure_reason").select_option("goals_met")
        page.locator("[name=independence_rating][value='4']").check()
        take_picture(page, "request-closure")
        page.locator("button[name=take]").click()
        self.supervisor.goto(self.case_url)
        take(
            self.supervisor,
            "الموافقة على الإغلاق",
            "تحققت الأهداف، والأسرة تعتمد على نفسها.",
        )
        take_picture(self.supervisor, "closed")

    def decide(self, item: str, picture: str = "") -> None:
        """Have the supervisor approve an item of the case file."""
        self.supervisor.goto(self.case_url)
        open_item(self.supervisor, item)
        if picture:
            take_picture(self.supervisor, picture)
        take(self.supervisor, "اعتماد")


def get_day(later: int = 0) -> str:
    """Return today or a later day, as an input takes it."""
    return (today(ZONE) + timedelta(days=later)).isoformat()


def take_picture(page: Page, name: str) -> None:
    """Keep what is seen as pictures/<name>.webp, at most as high as two screens."""
    shot = Image.open(BytesIO(page.screenshot(full_page=True)))
    shot.crop((0, 0, shot.width, min(shot.height, 1500))).save(
        PICTURES / f"{name}.webp", quality=70, method=6
    )


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Give Debian's Chromium, or the one that Playwright brings."""
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--lang=ar"],
            env={**os.environ, "LANGUAGE": "ar"},
        )


def main(address: str) -> None:
    """Walk the tutorial on the site at an address."""
    PICTURES.mkdir(exist_ok=True)
    with open_browser() as browser:

        def open_window(person: str) -> Page:
            page = browser.new_context(
                base_url=f"{address.rstrip('/')}/",
                java_script_enabled=False,
                locale="ar",
                viewport={"width": 1100, "height": 750},
            ).new_page()
            page.set_default_timeout(15_000)
            page.goto("login")
            page.locator("#__ac_name").fill(person)
            page.locator("#__ac_password").fill(PASSWORD)
            page.locator("[name='buttons.login']").click()
            return page

        Tutorial(open_window).walk()


if __name__ == "__main__":
    main(sys.argv[1])
