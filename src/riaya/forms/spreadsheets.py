"""Writing a form description as an XLSForm spreadsheet."""

from collections.abc import Iterable
from collections.abc import Iterator
from io import BytesIO
from openpyxl import Workbook
from riaya.core.vocabularies import get_rows
from typing import Any

import re


LANGUAGES = {"ar": "Arabic (ar)", "en": "English (en)"}
# Columns of XLSForm that hold a text in each language, and our key for them.
TEXTS = {
    "hint": "hint",
    "constraint_message": "message",
    "required_message": "required_message",
}
RULES = (
    "required",
    "relevant",
    "constraint",
    "calculation",
    "default",
    "appearance",
    "read_only",
    "parameters",
    "repeat_count",
    "choice_filter",
    "trigger",
)
COLUMN_WIDTH = 24


def build_spreadsheet(form: dict) -> bytes:
    """Return the .xlsx of a bilingual form.

    `form` has `form_id`, `form_version`, `title`, `survey` and `choices`, and
    may have `instance_name`, `score_questions` and `risk_question`.  A row of
    the survey has `type`, `name` and its label in `ar` and `en`; `hint`,
    `message` (of the constraint) and `required_message` are texts in both; the
    rest are expressions as in XLSForm.  A list of choices is rows of code, ar
    and en, or the name of a vocabulary, which differs by policy.
    """
    workbook = Workbook()
    workbook.remove(workbook.active)
    _add_sheet(workbook, "survey", [_read_question(row) for row in form["survey"]])
    _add_sheet(workbook, "choices", list(_read_choices(form)))
    _add_sheet(workbook, "settings", [_read_settings(form)])
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _read_question(row: dict) -> dict[str, Any]:
    cells = {"type": row["type"], "name": row.get("name", "")}
    cells |= _read_texts("label", row)
    for column, key in TEXTS.items():
        cells |= _read_texts(column, row.get(key, {}))
    return cells | {rule: row.get(rule, "") for rule in RULES}


def _read_texts(column: str, texts: dict) -> dict[str, str]:
    return {
        f"{column}::{title}": texts.get(language, "")
        for language, title in LANGUAGES.items()
    }


def _read_choices(form: dict) -> Iterator[dict[str, Any]]:
    filters = " ".join(row.get("choice_filter", "") for row in form["survey"])
    filtered_by = set(re.findall(r"\w+", filters))
    for name, rows in form["choices"].items():
        for row in _find_choices(rows):
            yield (
                {"list_name": name, "name": row["code"]}
                | _read_texts("label", row)
                | {key: row[key] for key in row if key in filtered_by}
            )


def _find_choices(rows: list[dict] | str) -> list[dict]:
    if isinstance(rows, str):
        return [row for row in get_rows(rows) if row.get("active", True)]
    return rows


def _read_settings(form: dict) -> dict[str, Any]:
    return {
        "form_title": form["title"]["ar"],
        "form_id": form["form_id"],
        "version": form["form_version"],
        "default_language": LANGUAGES["ar"],
        "instance_name": form.get("instance_name", ""),
        "score_questions": " ".join(form.get("score_questions", ())),
        "risk_question": form.get("risk_question", ""),
    }


def _add_sheet(workbook: Workbook, name: str, rows: list[dict]) -> None:
    """Add a sheet that opens from the right, without the columns nobody uses."""
    sheet = workbook.create_sheet(name)
    sheet.sheet_view.rightToLeft = True
    sheet.sheet_format.defaultColWidth = COLUMN_WIDTH
    sheet.freeze_panes = "A2"
    heading = list(dict.fromkeys(key for row in rows for key in row if row[key]))
    for cells in (heading, *([row.get(key) for key in heading] for row in rows)):
        sheet.append(cells)
    _keep_text(cell for row in sheet.iter_rows() for cell in row)


def _keep_text(cells: Iterable[Any]) -> None:
    """Have what begins with = read as the text that it is, and not as a formula."""
    for cell in cells:
        if cell.data_type == "f":
            cell.data_type = "s"
