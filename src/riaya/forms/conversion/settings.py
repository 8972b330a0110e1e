"""The sheet of settings: which form this is, and what makes its score."""

from collections.abc import Callable
from dataclasses import dataclass
from riaya import _
from riaya.core.validation import InvalidValue
from riaya.forms.conversion.mistakes import Mistakes
from riaya.forms.conversion.rules import find_fault_of_expression
from riaya.forms.conversion.rules import find_unknown_references
from riaya.forms.conversion.sheets import SETTINGS
from riaya.forms.conversion.sheets import Sheet
from riaya.forms.conversion.sheets import SheetRow
from riaya.forms.conversion.survey import Outline
from riaya.forms.form_ids import is_form_id
from riaya.forms.form_ids import is_form_version
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class Settings:
    """What a sheet says of itself."""

    form_id: str
    version: str
    title: str = ""
    score_questions: tuple[str, ...] = ()
    risk_question: str = ""


def read_settings(sheet: Sheet) -> Settings:
    """Return the settings of a sheet; empty where it says nothing."""
    row = next(sheet.filled_rows, SheetRow(2, {}))
    return Settings(
        form_id=row.get("form_id"),
        version=row.get("version"),
        title=row.get("form_title"),
        score_questions=tuple(row.get("score_questions").replace(",", " ").split()),
        risk_question=row.get("risk_question"),
    )


def check_settings(sheet: Sheet, outline: Outline, mistakes: Mistakes) -> None:
    """Note settings that are missing, and results that no calculation gives."""
    row = next(sheet.filled_rows, None)
    settings = read_settings(sheet)
    found = [
        _check_identity("form_id", settings.form_id, is_form_id),
        _check_identity("version", settings.version, is_form_version),
        *find_unknown_results(settings, outline),
    ]
    if row is not None and (name := row.get("instance_name")):
        found += find_unknown_references(name, outline)
        if not any(found):
            found.append(find_fault_of_expression(name, outline))
    for sentence in found:
        if sentence is not None:
            mistakes.add(SETTINGS, sentence, row)


def _check_identity(
    column: str, value: str, is_valid: Callable[[str], bool]
) -> Message | None:
    if not value:
        return _(
            "error_sheet_setting_missing",
            default="The setting “${column}” is missing.",
            mapping={"column": column},
        )
    try:
        is_valid(value)
    except InvalidValue as error:
        return error.doc()
    return None


def find_unknown_results(settings: Settings, outline: Outline) -> list[Message]:
    """Return a sentence for each question named for a result that is no calculation."""
    calculated = {entry.name for entry in outline.entries if entry.type == "calculate"}
    return [
        refuse_result(name)
        for name in (*settings.score_questions, settings.risk_question)
        if name and name not in calculated
    ]


def refuse_result(name: str) -> Message:
    """Return the sentence about a result that no calculation of the form gives."""
    return _(
        "error_form_result_unknown",
        default="“${name}” is to be a result of the form, but no calculation has this name.",
        mapping={"name": name},
    )
