"""Writing a form description as an XLSForm spreadsheet."""

from collections.abc import Iterable
from io import BytesIO
from openpyxl import Workbook
from riaya.core.vocabularies import get_rows


LANGUAGES = {"ar": "Arabic (ar)", "en": "English (en)"}
RULES = ("required", "relevant", "constraint")


def build_spreadsheet(form: dict) -> bytes:
    """Return the .xlsx of a bilingual form.

    `form` has `form_id`, `form_version`, `title`, `survey` and `choices`; a
    list of choices is rows of code, ar and en, or the name of a vocabulary,
    which differs by policy.
    """
    workbook = Workbook()
    workbook.remove(workbook.active)
    labels = [f"label::{title}" for title in LANGUAGES.values()]
    _add_sheet(
        workbook,
        "survey",
        ["type", "name", *labels, *RULES],
        (
            [question[column] for column in ("type", "name", *LANGUAGES)]
            + [question.get(rule, "") for rule in RULES]
            for question in form["survey"]
        ),
    )
    _add_sheet(
        workbook,
        "choices",
        ["list_name", "name", *labels],
        (
            [name, row["code"], *(row[language] for language in LANGUAGES)]
            for name, rows in form["choices"].items()
            for row in _find_choices(rows)
        ),
    )
    _add_sheet(
        workbook,
        "settings",
        ["form_title", "form_id", "version", "default_language"],
        [
            [
                form["title"]["ar"],
                form["form_id"],
                form["form_version"],
                LANGUAGES["ar"],
            ]
        ],
    )
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _find_choices(rows: list[dict] | str) -> list[dict]:
    if isinstance(rows, str):
        return [row for row in get_rows(rows) if row.get("active", True)]
    return rows


def _add_sheet(
    workbook: Workbook, name: str, heading: list[str], rows: Iterable[list[str]]
) -> None:
    sheet = workbook.create_sheet(name)
    sheet.sheet_view.rightToLeft = True
    for row in (heading, *rows):
        sheet.append(row)
    sheet.freeze_panes = "A2"
