"""Having pyxform convert a survey, and putting what it says into sentences.

It is given cells and never a file name, so there is nothing that it could read;
what it raises on odd input becomes a refusal like any other.
"""

from collections.abc import Iterable
from pyxform.builder import create_survey_element_from_dict
from pyxform.errors import PyXFormError
from pyxform.xls2json import workbook_to_json
from pyxform.xls2json_backends import DefinitionData
from riaya import _
from riaya.forms.conversion.mistakes import tell_place
from riaya.forms.conversion.sheets import CHOICES
from riaya.forms.conversion.sheets import SETTINGS
from riaya.forms.conversion.sheets import Sheet
from riaya.forms.conversion.sheets import SheetRow
from riaya.forms.conversion.sheets import SURVEY
from riaya.forms.conversion.texts import find_languages
from riaya.forms.conversion.texts import is_arabic
from riaya.forms.conversion.types import find_type
from riaya.forms.exceptions import FormRefused
from typing import Any
from xml.parsers.expat import ExpatError
from zope.i18nmessageid import Message

import re


ROW = re.compile(r"\[row : (\d+)\]\s*")
SHEET = re.compile(r"On the '(\w+)' sheet, ")
# What pyxform raises where it did not expect what it got.
ODD = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    ExpatError,
    LookupError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
)
# Settings of ours, and what is checked before: the converter need not know.
OWN_SETTINGS = ("score_questions", "risk_question")
SENTENCES: tuple[tuple[re.Pattern, Message], ...] = (
    (
        re.compile(r"Parameters must be in the form"),
        _(
            "error_convert_parameters",
            default="Parameters are written as in “start=0 end=10 step=1”.",
        ),
    ),
    (
        re.compile(r"accepted parameter keys|Parameters must include"),
        _(
            "error_convert_parameter_unknown",
            default="A parameter is not known for this type of question.",
        ),
    ),
    (
        re.compile(r"'range' question type"),
        _(
            "error_convert_range",
            default="The parameters start, end and step of a range are numbers, and the step is neither 0 nor larger than the range.",
        ),
    ),
    (
        re.compile(r"must have an integer value|must have a numeric value"),
        _(
            "error_convert_number",
            default="A parameter of this question must be a number.",
        ),
    ),
    (
        re.compile(r"must be set to true or false|either 'true' or 'false'"),
        _(
            "error_convert_boolean",
            default="A parameter of this question must be true or false.",
        ),
    ),
    (
        re.compile(r"table-list|table list"),
        _(
            "error_convert_table_list",
            default="All questions of a group that looks like a table (table-list) offer the same list, without a filter.",
        ),
    ),
    (
        re.compile(r"must begin with a letter or underscore"),
        _(
            "error_convert_name",
            default="A name is not one that XForms accept.",
        ),
    ),
)
WARNINGS: tuple[tuple[re.Pattern, Message | None], ...] = (
    # Told by our own checks, in more detail.
    (re.compile(r"is missing the|no label|should have a label"), None),
    (
        re.compile(r"max-pixels"),
        _(
            "msg_convert_large_pictures",
            default="Pictures are sent as large as the phone takes them. Write “max-pixels=1024” into “parameters” to spare slow lines.",
        ),
    ),
    (
        re.compile(r"case-insensitive match"),
        _(
            "msg_convert_similar_names",
            default="Another name differs only in capital and small letters. Evaluations may mistake one for the other.",
        ),
    ),
    (
        re.compile(r"valid machine-readable codes"),
        _(
            "msg_convert_language_code",
            default="A language has no code. Write it as in “label::Arabic (ar)”, so that pages and phones choose the language of the reader.",
        ),
    ),
)


def run_converter(sheets: dict[str, Sheet]) -> tuple[str, list[Message]]:
    """Return the XForm of checked sheets and what is worth knowing about it.

    Raises FormRefused with a sentence about the place, as far as pyxform tells it.
    """
    warnings: list[str] = []
    try:
        # Its own entry point also searches every list once for every question.
        described = workbook_to_json(_write_workbook(sheets), warnings=warnings)
        survey = create_survey_element_from_dict(described)
        xform = survey.to_xml(validate=False, pretty_print=False, warnings=warnings)
    except PyXFormError as error:
        raise FormRefused(_tell(str(error), SENTENCES)) from error
    except ODD as error:
        raise FormRefused(
            _(
                "error_convert_failed",
                default="The spreadsheet cannot be converted, and the converter does not say why. Take the rows out that you added last, and try again.",
            )
        ) from error
    return xform, list(_tell_warnings(warnings))


def _write_workbook(sheets: dict[str, Sheet]) -> DefinitionData:
    survey, choices = sheets[SURVEY], sheets[CHOICES]
    settings = _write_settings(sheets[SETTINGS], find_languages(survey, choices))
    return DefinitionData(
        survey=[_write_question(row) for row in survey.rows],
        survey_header=_write_heading(survey),
        choices=[_write_row(row) for row in choices.rows],
        choices_header=_write_heading(choices),
        settings=[settings],
        settings_header=[settings],
        sheet_names=[SURVEY, CHOICES, SETTINGS],
    )


def _write_question(row: SheetRow) -> dict[str, str]:
    """Return a question under the name of its type that the converter knows."""
    cells = _write_row(row)
    kind, list_name = find_type(row.get("type"))
    if kind:
        cells["type"] = f"{kind} {list_name}".strip()
    elif "type" in cells:
        cells["type"] = cells["type"].lower()
    if kind == "note":
        cells.setdefault("name", f"note_{row.number}")
    return cells


def _write_row(row: SheetRow) -> dict[str, str]:
    return {str(column): text for column, text in row.cells.items()}


def _write_heading(sheet: Sheet) -> list[dict[str, Any]]:
    return [{str(column): None for column in sheet.columns}]


def _write_settings(sheet: Sheet, languages: tuple[str, ...]) -> dict[str, str]:
    """Return the settings that concern the converter; Arabic comes first unless told."""
    cells = _write_row(next(sheet.filled_rows))
    arabic = [language for language in languages if is_arabic(language)]
    first = next(iter([*arabic, *languages]), "")
    settings = {"default_language": first} | cells
    return {
        name: text
        for name, text in settings.items()
        if text and name not in OWN_SETTINGS
    }


def _tell_warnings(warnings: Iterable[str]) -> list[Message]:
    told = []
    for warning in warnings:
        known = [sentence for pattern, sentence in WARNINGS if pattern.search(warning)]
        if None not in known:
            told.append(_tell(warning, WARNINGS))
    return told


def _tell(text: str, sentences: Any) -> Message:
    """Return what pyxform says as a sentence with its place, else in its own words."""
    row = ROW.search(text)
    sheet = SHEET.search(text)
    known = [sentence for pattern, sentence in sentences if pattern.search(text)]
    sentence = known[0] if known else _quote(SHEET.sub("", ROW.sub("", text)))
    return tell_place(
        sheet[1] if sheet else SURVEY, int(row[1]) if row else 0, "", sentence
    )


def _quote(text: str) -> Message:
    return _(
        "msg_convert_quoted",
        default="The converter says: “${text}”.",
        mapping={"text": " ".join(text.split())},
    )
