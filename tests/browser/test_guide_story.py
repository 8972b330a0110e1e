"""A trainer writes an edition, another publishes it, everybody reads it."""

from playwright.sync_api import expect
from plone import api
from riaya.testing import walk_case
from tests.browser.driving import fill
from tests.browser.driving import fill_row
from tests.browser.driving import press
from tests.browser.driving import read
from tests.browser.driving import take

import transaction


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
            responsible_role="Field Researcher",
            checklist="اتصلت بالأسرة\nحددت الموعد",
        )
        author.locator("[value=risk][name^='form.widgets.required_forms']").check()
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

        # The check names the clock that has two lengths now; the table settles it.
        author.goto(edition_url)
        author.locator(".riaya-missing a", has_text="زيارة قبل التقييم").click()
        author.locator("[name='T9.step']").select_option(
            label=author.locator(
                "[name='T9.step'] option", has_text="زيارة"
            ).inner_text()
        )
        author.locator("[name='T9.urgent.amount']").fill("٣")
        author.locator("[name='T9.urgent.unit']").select_option("working_days")
        author.locator(".riaya-deadline-form button").click()
        expect(author.locator(".riaya-missing")).to_have_count(0)

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

        # Its case manager meets what the trainer newly asks for.
        transaction.begin()
        (brain,) = api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
            portal_type="riaya.case"
        )
        case = walk_case(brain._unrestrictedGetObject(), "assessment")
        transaction.commit()
        manager = visit("case-manager.ps-jen")
        manager.goto(case.absolute_url().split("/plone/")[1])
        expect(manager.locator("#content")).to_contain_text("زيارة قبل التقييم")
        expect(manager.locator("#content")).to_contain_text("حددت الموعد")
        expect(manager.locator(".riaya-missing").first).to_contain_text("تقييم الخطورة")

    def test_chapters_are_dragged_to_their_places(self, visit):
        trainer = visit("trainer", javascript=True)
        trainer.goto("guide/@@new-edition")
        trainer.locator("#edition").fill("2.0")
        press(trainer, "ابدأ المسودة")
        edition_url = trainer.url.split("?")[0].removesuffix("/")
        steps = trainer.locator("[data-order-url$='/steps/@@order-parts'] > li")
        first, last = steps.first.get_attribute("data-part"), steps.last
        # The page is loaded again when the order is saved.
        with trainer.expect_navigation():
            steps.first.drag_to(last, target_position={"x": 60, "y": 20})
        trainer.goto(edition_url)
        expect(steps.last).to_have_attribute("data-part", first)

        # What cannot be saved is put back, with a sentence.
        trainer.route("**/@@order-parts", lambda route: route.abort())
        steps.last.drag_to(steps.first, target_position={"x": 60, "y": 2})
        expect(trainer.locator("#order-message")).to_be_visible()
        expect(steps.last).to_have_attribute("data-part", first)
