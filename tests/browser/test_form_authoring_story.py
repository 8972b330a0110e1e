"""A trainer writes a form as a spreadsheet, another one decides on it and publishes it."""

from io import BytesIO
from openpyxl import load_workbook
from openpyxl import Workbook
from playwright.sync_api import expect
from playwright.sync_api import Page
from plone import api
from plone.namedfile.file import NamedBlobFile
from tests.browser.driving import fill
from tests.browser.driving import press
from tests.browser.driving import read
from tests.browser.driving import take

import pytest
import transaction


SURVEY = [
    ["type", "name", "label::Arabic (ar)", "label::English (en)", "relevant"],
    ["begin_group", "home", "البيت", "Home"],
    ["select_one yes_no", "safe", "هل البيت آمن؟", "Is the home safe?"],
    ["text", "danger", "ما الخطر؟", "What is the danger?", "${safe} = 'no'"],
    ["end_group"],
    ["begin_repeat", "members", "الأفراد", "Members"],
    ["integer", "age", "العمر", "Age"],
    ["end_repeat"],
]
CHOICES = [
    ["list_name", "name", "label::Arabic (ar)", "label::English (en)"],
    ["yes_no", "yes", "نعم", "Yes"],
    ["yes_no", "no", "لا", "No"],
]


def make_file(survey: list, version: str = "1.0") -> dict:
    """Return a spreadsheet as a person would choose it from their folder."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    settings = [["form_id", "version"], ["home_visit", version]]
    sheets = {"survey": survey, "choices": CHOICES, "settings": settings}
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = BytesIO()
    workbook.save(stream)
    return as_file(stream.getvalue())


def as_file(data: bytes) -> dict:
    """Return data as a file for an input."""
    return {
        "name": "home.xlsx",
        "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "buffer": data,
    }


def choose(page: Page, file: dict) -> None:
    """Choose the file of the spreadsheet."""
    page.locator("input[type=file]").set_input_files(file)


@pytest.fixture
def published_form(functional, site_url):
    """Return the address of a form that two trainers have published."""
    portal = functional["portal"]
    with api.env.adopt_user("trainer"):
        template = api.content.create(
            container=portal["forms"],
            type="riaya.form_template",
            id="home-visit-1-0",
            title="استمارة الزيارة المنزلية",
            kind="other",
            xlsform=NamedBlobFile(make_file(SURVEY)["buffer"], filename="home.xlsx"),
        )
        api.content.transition(template, "submit")
    with api.env.adopt_user("trainer-2"):
        api.content.transition(template, "publish")
    transaction.commit()
    return f"{site_url}/forms/home-visit-1-0"


class TestFormAuthoringStory:
    def test_a_form_is_written_repaired_reviewed_and_published(self, visit):
        author = visit("trainer")
        author.goto("forms")
        press(author, "أضف نموذجاً")
        fill(author, title="استمارة الزيارة المنزلية", kind="other")
        broken = [*SURVEY[:3], ["txt", "danger", None, "Danger?", "${nothing} = 1"]]
        choose(author, make_file(broken))
        press(author, "حفظ")

        # Everything that is wrong stands beside the field, with its row.
        mistakes = author.locator(".field .riaya-missing li")
        expect(mistakes).to_have_count(4)
        expect(mistakes.first).to_contain_text("الصف 2")
        expect(mistakes.nth(1)).to_contain_text("txt")
        expect(mistakes.nth(2)).to_contain_text("Arabic (ar)")
        expect(mistakes.nth(3)).to_contain_text("${nothing}")

        # Whoever chooses another file need not say that it takes the place.
        choose(author, make_file(SURVEY))
        press(author, "حفظ")
        url = author.url.split("?")[0].removesuffix("/form-template-view")
        assert url.endswith("/home-visit-1-0")
        press(author, "اعرض أسئلة النموذج")
        shown = read(author)
        assert "هل البيت آمن؟" in shown
        assert "${safe} = 'no'" in shown
        press(author, "English")
        assert "What is the danger?" in read(author)

        author.goto(url)
        take(author, "إرسال للمراجعة")
        author.goto(f"{url}/@@transition?id=publish")
        author.locator("button[name=take]").click()
        # The author cannot publish what they wrote.
        expect(author.locator(".riaya-missing").first).to_be_visible()

        publisher = visit("trainer-2")
        publisher.goto(url)
        take(publisher, "نشر")
        publisher.goto("forms")
        assert "استمارة الزيارة المنزلية" in read(publisher)

    def test_a_changed_form_is_a_new_version_whose_differences_are_seen(
        self, visit, published_form
    ):
        author = visit("trainer")
        author.goto(published_form)
        press(author, "ابدأ إصداراً جديداً")
        assert author.locator("#version").input_value() == "1.1"
        press(author, "ابدأ المسودة")
        draft = author.url.split("?")[0].removesuffix("/")
        assert draft.endswith("/home-visit-1-1")
        assert "لا يختلف أي سؤال" in read(author)

        with author.expect_download() as download:
            press(author, "تنزيل ملف النموذج")
        workbook = load_workbook(BytesIO(download.value.path().read_bytes()))
        workbook["survey"]["C3"].value = "هل البيت آمن الآن؟"
        stream = BytesIO()
        workbook.save(stream)
        author.goto(f"{draft}/edit")
        author.get_by_label("استبداله بملف جديد").check()
        choose(author, as_file(stream.getvalue()))
        press(author, "حفظ")
        author.goto(draft)
        take(author, "إرسال للمراجعة")

        publisher = visit("trainer-2")
        publisher.goto(draft)
        press(publisher, "اعرض ما يتغيّر سؤالاً سؤالاً")
        expect(publisher.locator("del").first).to_have_text("هل البيت آمن؟")
        expect(publisher.locator("ins").first).to_have_text("هل البيت آمن الآن؟")
        publisher.goto(draft)
        take(publisher, "نشر")

        # Everybody is led from the older version to the one in use.
        reader = visit()
        reader.goto(published_form)
        expect(reader.locator(".riaya-notice.is-warning")).to_contain_text("1.1")
