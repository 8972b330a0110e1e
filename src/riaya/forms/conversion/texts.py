"""The texts of a sheet: every one in every language of the form."""

from riaya import _
from riaya.forms.conversion.mistakes import Mistakes
from riaya.forms.conversion.sheets import CHOICES
from riaya.forms.conversion.sheets import Sheet
from riaya.forms.conversion.sheets import SheetRow
from riaya.forms.conversion.sheets import SURVEY
from riaya.forms.conversion.sheets import TEXTS
from riaya.forms.conversion.survey import Outline
from riaya.forms.conversion.survey import SurveyEntry
from riaya.forms.conversion.types import UNSEEN
from zope.i18nmessageid import Message

import re


LABEL = "label"
ARABIC = re.compile(r"^(arabic|ar)$|\(ar\b.*\)\s*$", re.I)
WORDS = {
    "label": _("label_sheet_label", default="label"),
    "hint": _("label_sheet_hint", default="hint"),
    "guidance_hint": _("label_sheet_guidance_hint", default="guidance (guidance_hint)"),
    "constraint_message": _(
        "label_sheet_constraint_message", default="message (constraint_message)"
    ),
    "required_message": _(
        "label_sheet_required_message", default="message (required_message)"
    ),
}


def check_texts(
    survey: Sheet, choices: Sheet, outline: Outline, mistakes: Mistakes
) -> None:
    """Note labels that are missing, and texts that lack one of the form's languages."""
    languages = find_languages(survey, choices)
    for sheet in (survey, choices):
        for column in sheet.columns:
            if column.name in TEXTS and column.language not in languages:
                mistakes.add(sheet.name, _miss_language(column.name))
    for entry in outline.entries:
        for name in TEXTS:
            _check_row(SURVEY, entry.row, name, languages, mistakes, entry)
    for row in choices.filled_rows:
        _check_row(CHOICES, row, LABEL, languages, mistakes)


def find_languages(survey: Sheet, choices: Sheet) -> tuple[str, ...]:
    """Return the languages of a form as written, in the order of the survey.

    A form of one language may leave it unnamed.
    """
    columns = [*survey.columns, *choices.columns]
    languages = tuple(
        dict.fromkeys(column.language for column in columns if column.name in TEXTS)
    )
    return tuple(filter(None, languages)) or languages


def is_arabic(language: str) -> bool:
    """Return True for a language that is written as Arabic, as in `Arabic (ar)`."""
    return bool(ARABIC.search(language))


def _check_row(
    sheet: str,
    row: SheetRow,
    column: str,
    languages: tuple[str, ...],
    mistakes: Mistakes,
    entry: SurveyEntry | None = None,
) -> None:
    texts = row.get_texts(column)
    if not texts:
        if column == LABEL and not _may_be_silent(entry):
            mistakes.add(sheet, _miss_label(), row, row.get("name"))
        return
    for language in languages:
        if language not in texts:
            mistakes.add(sheet, _miss(column, language), row, row.get("name"))


def _may_be_silent(entry: SurveyEntry | None) -> bool:
    """Return True for what nobody sees, and for groups that only hold a condition."""
    return entry is not None and (entry.type in UNSEEN or entry.type == "group")


def _miss_label() -> Message:
    return _("error_sheet_label_missing", default="The label is missing.")


def _miss(column: str, language: str) -> Message:
    return _(
        "error_sheet_translation_missing",
        default="The ${text} in the language “${language}” is missing.",
        mapping={"text": WORDS[column], "language": language},
    )


def _miss_language(column: str) -> Message:
    return _(
        "error_sheet_language_missing",
        default="The column “${column}” has no language, but others have. Name it as in “${column}::Arabic (ar)”.",
        mapping={"column": column},
    )
