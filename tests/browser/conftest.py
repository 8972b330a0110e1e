"""People at their browsers, in Arabic, without anything simulated."""

from collections.abc import Callable
from collections.abc import Iterator
from playwright.sync_api import Browser
from playwright.sync_api import Page
from playwright.sync_api import sync_playwright
from riaya.site.accounts import PASSWORD
from typing import Any

import os
import pytest
import shutil
import transaction


# Under which names it is installed; the first is without the windows, and half as busy.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark everything in this folder as a browser test."""
    item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return a running Chromium; without one the tests are skipped, but never in CI."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("There is no Chromium, and in CI the browser tests always run.")
        pytest.skip("There is no Chromium on this machine.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def site_url(functional: Any) -> str:
    """Return the address of a site with its workers, as a browser reaches it."""
    transaction.commit()
    # The theme is off on 127.0.0.1.
    return f"http://localhost:{functional['port']}/{functional['portal'].getId()}"


@pytest.fixture
def visit(chromium: Browser, site_url: str) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a window for a person, signed in or not."""
    contexts = []

    def open_window(
        user_id: str | None = None, javascript: bool = False, width: int = 1280
    ) -> Page:
        context = chromium.new_context(
            base_url=f"{site_url}/",
            java_script_enabled=javascript,
            locale="ar",
            timezone_id="Asia/Hebron",
            viewport={"width": width, "height": 900},
        )
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        if user_id:
            sign_in(page, user_id)
        return page

    yield open_window
    for context in contexts:
        context.close()


def sign_in(page: Page, user_id: str) -> None:
    """Sign in through the form, as a person does."""
    page.goto("login")
    page.locator("#__ac_name").fill(user_id)
    page.locator("#__ac_password").fill(PASSWORD)
    page.locator("[name='buttons.login']").click()
