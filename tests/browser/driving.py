"""What a person does with a page: read, press, fill, take a step."""

from playwright.sync_api import Page


def press(page: Page, name: str) -> None:
    """Press the button, or follow the link, with exactly this name."""
    main = page.locator("#content")
    main.get_by_role("button", name=name, exact=True).or_(
        main.get_by_role("link", name=name, exact=True)
    ).first.click()


def take(page: Page, name: str, comment: str = "") -> None:
    """Take a step of the workflow, with a comment where one is wanted."""
    press(page, name)
    if comment:
        page.locator("#comment").fill(comment)
    page.locator("button[name=take]").click()


def fill(page: Page, **fields: str) -> None:
    """Fill the fields of a form by their names."""
    for field, value in fields.items():
        _fill_widget(
            page,
            f"[name='form.widgets.{field}'], [name='form.widgets.{field}:list']",
            value,
        )


def fill_row(page: Page, field: str, row: int, **cells: str) -> None:
    """Fill the cells of one row of a table of inputs."""
    for column, value in cells.items():
        _fill_widget(page, f"[name='form.widgets.{field}.{row}.{column}']", value)


def open_item(page: Page, title: str) -> None:
    """Open something in the case file from the lists of the case page."""
    page.locator("#content table").get_by_role("link", name=title).first.click()


def read(page: Page) -> str:
    """Return the text of the page."""
    return page.locator("#content").inner_text()


def find_stage(page: Page) -> str:
    """Return the stage that the stepper shows."""
    return page.locator("[aria-current=step]").inner_text().strip()


def _fill_widget(page: Page, selector: str, value: str) -> None:
    widget = page.locator(selector).first
    if widget.evaluate("widget => widget.tagName") == "SELECT":
        widget.select_option(value)
    else:
        widget.fill(value)
