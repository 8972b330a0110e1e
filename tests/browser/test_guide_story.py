"""A trainer writes an edition, another publishes it, everybody reads it."""

from playwright.sync_api import expect
from tests.browser.driving import fill
from tests.browser.driving import fill_row
from tests.browser.driving import press
from tests.browser.driving import read
from tests.browser.driving import take


class TestGuideStory:
    def test_an_edition_is_written_reviewed_published_and_read(self, visit):
        author = visit("trainer")
        author.goto("guide")
        press(author, "إصدار جديد")
        author.locator("#edition").fill("2.0")
        press(author, "ابدأ المسودة")
        edition_url = author.url.split("?")[0].removesuffix("/")

        # A chapter and a step with its requirements and deadlines.
        press(author, "أضف فصلاً")
        fill(
            author,
            title="الزيارات المنزلية",
            text="<h2>قبل الزيارة</h2><p>اتصل أولاً.</p>",
        )
        press(author, "حفظ")
        press(author, "أضف خطوة")
        fill(
            author,
            title="زيارة قبل التقييم",
            stage="assessment",
            responsible_role="Case Manager",
            checklist="اتصلت بالأسرة\nحددت الموعد",
        )
        fill_row(
            author,
            "deadlines",
            0,
            clock="T9",
            group="urgent",
            amount="3",
            unit="working_days",
        )
        press(author, "حفظ")
        assert "حددت الموعد" in read(author)

        author.goto(edition_url)
        take(author, "إرسال للمراجعة")
        author.goto(f"{edition_url}/@@transition?id=publish")
        author.locator("button[name=take]").click()
        # The author cannot publish what they wrote.
        expect(author.locator(".riaya-missing").first).to_be_visible()

        publisher = visit("trainer-2")
        publisher.goto(edition_url)
        take(publisher, "نشر")
        publisher.goto("guide")
        assert "2.0" in read(publisher)

        # Anybody reads it, and the older edition, too.
        reader = visit()
        reader.goto(edition_url)
        expect(reader.locator("#content")).to_contain_text("الزيارات المنزلية")
        reader.goto("guide/guide-test")
        expect(reader.locator(".riaya-notice.is-warning").first).to_contain_text("2.0")

        # A new case keeps the new edition.
        intake = visit("intake-officer.ps-jen")
        press(intake, "تسجيل حالة")
        intake.get_by_label("اسم المستفيد").fill("آمنة التجريبية")
        intake.get_by_role("textbox", name="رقم الهوية").fill("400000006")
        intake.get_by_label("أخرى").last.check()
        press(intake, "تسجيل الحالة")
        expect(intake.locator("#content")).to_contain_text("2.0")
