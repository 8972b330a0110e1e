"""A long form is filled in a browser, through a lost connection and a closed tab.

Like the case manager: in Arabic, with Arabic digits, on a line that breaks.
"""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from PIL import Image
from playwright.sync_api import expect
from playwright.sync_api import Page
from plone import api
from plone.app.uuid.utils import uuidToObject
from riaya.cases.items.fillable import get_fill_url
from riaya.core.time.clock import today
from riaya.forms.content import FormTemplate
from riaya.forms.descriptions import read_forms
from riaya.forms.setting_up import create_template
from tests.browser.answering import answer_missing
from tests.browser.answering import find_question
from tests.browser.answering import open_filling
from tests.browser.answering import press_send
from tests.browser.answering import TEXT
from tests.browser.conftest import sign_in
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import riaya
import transaction


pytestmark = pytest.mark.case_in("assessment")

MANAGER = "case-manager.ps-jen"
PROFILES = Path(riaya.__file__).parent / "profiles"
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def draw_picture() -> bytes:
    """Return a picture larger than the form wants it."""
    stream = BytesIO()
    Image.new("RGB", (2400, 1800), "teal").save(stream, "PNG")
    return stream.getvalue()


def write_day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


TODAY = write_day(today(ZoneInfo("Asia/Hebron")))


@pytest.fixture
def publish(functional_portal: Any) -> Callable[[str], FormTemplate]:
    """Return a function that publishes a form that ships with Riaya."""

    def publish_shipped(form_id: str) -> FormTemplate:
        forms = read_forms(PROFILES / "default", PROFILES / "policy-ps")
        [form] = [each for each in forms if each["form_id"] == form_id]
        template = create_template(form)
        transaction.commit()
        return template

    return publish_shipped


@pytest.fixture
def fill_url(case: Any, site_url: str) -> Callable[[FormTemplate], str]:
    """Return a function that says where a form is filled for the case."""
    path = "/".join(case.getPhysicalPath()[2:])
    return lambda template: get_fill_url(f"{site_url}/{path}", template.UID())


@pytest.fixture
def find_filled(case: Any) -> Callable[[FormTemplate], list]:
    """Return a function that finds the assessments made with a form."""

    def find(template: FormTemplate) -> list:
        transaction.begin()
        return [
            each
            for each in case.objectValues()
            if getattr(each, "form_template", None) == template.UID()
        ]

    return find


def wait_until_kept(page: Page, state: str) -> None:
    expect(page.locator("#riaya-status")).to_have_attribute(
        "data-state", state, timeout=30_000
    )


def find_name(page: Page, number: int) -> Any:
    """Return the input for the name of a person in the repeat."""
    person = page.locator("#riaya-form .is-repeat").nth(number)
    return find_question(person, "الاسم").locator("input")


def name_two_people(page: Page) -> None:
    find_name(page, 0).fill("مريم التجريبية")
    page.locator(".button-add-instance").first.click()
    find_name(page, 1).fill("ي")


def lose_the_connection(page: Page, url: str) -> Page:
    """Type without a connection, close the tab, and come back later."""
    context = page.context
    context.set_offline(True)
    find_name(page, 1).fill("يوسف التجريبي")
    wait_until_kept(page, "local")
    page.close()
    context.set_offline(False)

    page = context.new_page()
    page.goto(url)
    page.locator("#riaya-notices .btn-primary").click()
    page.locator("#riaya-form .questions-card").wait_for()
    return page


class TestFillingStory:
    def test_nothing_is_lost_and_nothing_is_sent_twice(
        self, visit, publish, fill_url, find_filled
    ):
        template = publish("registration")
        page = visit(MANAGER, javascript=True)
        open_filling(page, fill_url(template))
        expect(page.locator("#riaya-form .footer button")).to_have_text("إرسال")
        name_two_people(page)
        wait_until_kept(page, "saved")
        assert len(find_filled(template)) == 1

        page = lose_the_connection(page, fill_url(template))
        expect(find_name(page, 1)).to_have_value("يوسف التجريبي")

        self.attach(page, "صورة الوثيقة", "هوية.png", draw_picture())
        self.attach(page, "وثيقة داعمة", "كشف.pdf", PDF)
        answer_missing(page, TODAY)
        press_send(page, times=2)
        page.wait_for_url("**/assessment-*", timeout=60_000)

        [filled] = find_filled(template)
        assert [row["member_name"] for row in filled.answers["members"]] == [
            "مريم التجريبية",
            "يوسف التجريبي",
        ]
        assert sorted(name[-4:] for name in filled.attachments) == [".pdf", ".png"]
        # The form wants no more pixels than these, and the line is narrow.
        [picture] = [each for each in filled.attachments if each.endswith(".png")]
        document = uuidToObject(filled.attachments[picture], unrestricted=True)
        assert max(document.image.getImageSize()) == 1600
        self.check_that_nothing_stays_here(page)

    def attach(self, page: Page, label: str, name: str, content: bytes) -> None:
        field = find_question(page, label).locator("input[type=file]").last
        media_type = "image/png" if name.endswith(".png") else "application/pdf"
        field.set_input_files({"name": name, "mimeType": media_type, "buffer": content})

    def check_that_nothing_stays_here(self, page: Page) -> None:
        count = page.evaluate(
            """() => new Promise((resolve) => {
                const opening = indexedDB.open("riaya-forms");
                opening.onsuccess = () => {
                    const store = opening.result.transaction("unsent").objectStore("unsent");
                    const counting = store.count();
                    counting.onsuccess = () => resolve(counting.result);
                };
            })"""
        )
        assert count == 0


def test_copy_on_a_shared_computer_is_closed_to_the_next_person(
    visit, publish, fill_url, case
):
    template = publish("consent")
    page = visit(MANAGER, javascript=True)
    open_filling(page, fill_url(template))
    page.context.set_offline(True)
    page.locator(TEXT).last.fill("سر لا يقرأه غيري")
    wait_until_kept(page, "local")
    kept = page.evaluate(
        """() => new Promise((resolve) => {
            const opening = indexedDB.open("riaya-forms");
            opening.onsuccess = () => {
                const store = opening.result.transaction("unsent").objectStore("unsent");
                const reading = store.getAll();
                reading.onsuccess = () => resolve(reading.result.map((record) => [
                    record.id,
                    ...record.parts.map((part) => new TextDecoder().decode(part.bytes)),
                ].join(" ")));
            };
        })"""
    )
    assert len(kept) == 1
    for word in ("سر", "data", MANAGER, case.client_name, case.case_number):
        assert word not in kept[0]


def test_who_was_signed_out_is_told_and_loses_nothing(visit, publish, fill_url):
    template = publish("consent")
    page = visit(MANAGER, javascript=True)
    open_filling(page, fill_url(template))
    page.context.clear_cookies()
    page.locator(TEXT).last.fill("كُتب بعد انتهاء الجلسة")
    notice = page.locator("#riaya-notices .riaya-notice")
    expect(notice).to_contain_text("انتهت جلستك", timeout=15_000)
    wait_until_kept(page, "local")

    retry = notice.get_by_role("button").element_handle()
    retry.click()
    wait_until_kept(page, "local")
    assert retry.is_visible(), "The button went while it was about to be pressed."

    sign_in(page.context.new_page(), MANAGER)
    page.bring_to_front()
    wait_until_kept(page, "saved")
    expect(notice).to_be_hidden()


def test_scripts_of_forms_are_loaded_only_where_a_form_is_filled(visit, case):
    page = visit(MANAGER, javascript=True)
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto("/".join(case.getPhysicalPath()[2:]))
    page.goto("@@worklist")
    assert loaded
    assert not [url for url in loaded if "@@forms-bundle" in url]


def test_page_without_javascript_leads_to_the_blank_form(visit, publish, fill_url):
    template = publish("consent")
    page = visit(MANAGER)
    page.goto(fill_url(template))
    link = page.locator(f"a[href$='{template.getId()}/@@blank-form.pdf']")
    expect(link).to_be_visible()


def test_longest_form_survives_a_lost_connection_and_is_handed_in(
    visit, publish, fill_url, find_filled
):
    template = publish("comprehensive")
    page = visit(MANAGER, javascript=True)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    open_filling(page, fill_url(template))
    name_two_people(page)
    wait_until_kept(page, "saved")
    page = lose_the_connection(page, fill_url(template))
    page.on("pageerror", lambda error: errors.append(str(error)))
    expect(find_name(page, 1)).to_have_value("يوسف التجريبي")
    answer_missing(page, TODAY)
    press_send(page)

    # Every answer is right, but an assessment without needs decides nothing.
    notice = page.locator("#riaya-notices .riaya-notice")
    expect(notice).to_contain_text("الاستمارة محفوظة")
    expect(notice.locator("li").first).to_be_visible()
    [filled] = find_filled(template)
    assert api.content.get_state(filled) == "draft"

    find_question(page, "شدة المشكلة في هذا المجال").locator("label").last.click()
    find_question(page, "نقطة القوة أو المورد").locator("input").fill("الجدة")
    answer_missing(page, TODAY)
    press_send(page)
    page.wait_for_url("**/assessment-*", timeout=60_000)
    [filled] = find_filled(template)
    assert filled.is_complete
    assert [row["person_name"] for row in filled.answers["persons"]] == [
        "مريم التجريبية",
        "يوسف التجريبي",
    ]
    assert api.content.get_state(filled) == "submitted"
    assert errors == []
