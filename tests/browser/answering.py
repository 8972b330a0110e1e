"""Answering a form in ODK Web Forms, whatever it asks."""

from playwright.sync_api import Locator
from playwright.sync_api import Page

import re


ROUNDS = 40
WORDS = "إجابة تجريبية"
TEXT = "#riaya-form :is(textarea, input.p-inputtext:not(.p-datepicker-input, .p-inputnumber-input))"
WRONG = "#riaya-form .question-container.highlight"


def open_filling(page: Page, url: str) -> None:
    """Open the page of a form and wait until it can be answered."""
    page.goto(url)
    page.locator("#riaya-form .questions-card").wait_for()


def find_question(part: Page | Locator, label: str) -> Locator:
    """Return the first question with exactly this label."""
    text = re.compile(rf"^\W*{re.escape(label)}\W*$")
    labels = part.page if isinstance(part, Locator) else part
    return (
        part.locator(".question-container")
        .filter(has=labels.locator("label").filter(has_text=text))
        .first
    )


def press_send(page: Page, times: int = 1) -> None:
    """Press the button below the form, without waiting between."""
    page.locator("#riaya-form .footer button").click(click_count=times)


def answer_missing(page: Page, day: str) -> None:
    """Answer what is required, round after round, until nothing is wrong.

    What is required appears with the answers before it.  The button has been
    pressed once after the last answer but one, and the form was not sent.
    """
    press_send(page)
    page.locator(WRONG).first.wait_for()
    for _round in range(ROUNDS):
        names = page.locator(WRONG).evaluate_all("all => all.map((each) => each.id)")
        if not names:
            return
        for name in names:
            _answer(page, page.locator(f"[id='{name}']"), day)
    raise AssertionError(f"Still wrong: {page.locator(WRONG).all_inner_texts()}")


def _answer(page: Page, question: Locator, day: str) -> None:
    if not question.is_visible():
        return
    option = question.locator("label.value-option").first
    number = question.locator(".p-inputnumber-input")
    date = question.locator(".p-datepicker-input")
    choice = question.locator(".p-select, .p-multiselect")
    if number.count():
        number.press_sequentially("١")
    elif date.count():
        date.fill(day)
        date.press("Tab")
    elif choice.count():
        choice.click()
        page.locator(".p-select-option, .p-multiselect-option").first.click()
        page.keyboard.press("Escape")
    elif option.count():
        option.click()
    else:
        question.locator("textarea, input").first.fill(WORDS)
