"""Converting the spreadsheet of a form into the XForm that is asked and checked.

Every mistake is told in one go.  What passes can be asked, checked and
printed here: the XForm is read once as it will be read when it is filled.
"""

from dataclasses import dataclass
from functools import lru_cache
from riaya import _
from riaya.core.exceptions import RiayaError
from riaya.forms.conversion.choices import check_choices
from riaya.forms.conversion.mistakes import Mistakes
from riaya.forms.conversion.mistakes import tell_place
from riaya.forms.conversion.rules import check_rules
from riaya.forms.conversion.settings import check_settings
from riaya.forms.conversion.settings import read_settings
from riaya.forms.conversion.settings import Settings
from riaya.forms.conversion.sheets import CHOICES
from riaya.forms.conversion.sheets import SETTINGS
from riaya.forms.conversion.sheets import Sheet
from riaya.forms.conversion.sheets import SURVEY
from riaya.forms.conversion.survey import read_outline
from riaya.forms.conversion.tables import check_tables
from riaya.forms.conversion.texts import check_texts
from riaya.forms.conversion.texts import find_languages
from riaya.forms.conversion.texts import is_arabic
from riaya.forms.conversion.with_pyxform import run_converter
from riaya.forms.conversion.xlsform import read_spreadsheet
from riaya.forms.conversion.xlsform import SpreadsheetRefused
from riaya.forms.reading.questions import Form
from riaya.forms.reading.xforms import read_xform
from zope.i18nmessageid import Message


# A form is converted when it is uploaded, shown and sent to review, often
# within minutes; more than a few are never in the making at once.
REMEMBERED = 8


@dataclass(frozen=True)
class Conversion:
    """A form: its XForm, what was read from it, and what is worth knowing about it."""

    xform: bytes
    form: Form
    settings: Settings
    warnings: tuple[Message, ...] = ()


@lru_cache(maxsize=REMEMBERED)
def convert_spreadsheet(data: bytes, filename: str) -> Conversion:
    """Return the form that a spreadsheet describes.

    Raises SpreadsheetRefused, whose `mistakes` are all that was found.
    """
    sheets = read_spreadsheet(data, filename)
    mistakes = _find_mistakes(sheets)
    if mistakes:
        raise _refuse(mistakes)
    try:
        text, warnings = run_converter(sheets)
        xform = text.encode("utf-8")
        form = read_xform(xform)
    except RiayaError as error:
        raise _refuse([error.message, *error.obstacles]) from error
    return Conversion(
        xform,
        form,
        read_settings(sheets[SETTINGS]),
        (*_find_warnings(sheets), *warnings),
    )


def _find_mistakes(sheets: dict[str, Sheet]) -> list[Message]:
    mistakes = Mistakes()
    check_tables(sheets.values(), mistakes)
    outline = read_outline(sheets[SURVEY], mistakes)
    check_choices(sheets[CHOICES], outline, mistakes)
    check_texts(sheets[SURVEY], sheets[CHOICES], outline, mistakes)
    check_rules(outline, mistakes)
    check_settings(sheets[SETTINGS], outline, mistakes)
    return mistakes.tell()


def _refuse(mistakes: list[Message]) -> SpreadsheetRefused:
    return SpreadsheetRefused(
        _(
            "error_sheet_mistakes",
            default="The spreadsheet has mistakes. Repair them and upload it again:",
        ),
        mistakes,
    )


def _find_warnings(sheets: dict[str, Sheet]) -> list[Message]:
    """Return what the form does without, and a form without Arabic."""
    warnings = [
        tell_place(
            sheet.name,
            0,
            "",
            _(
                "msg_sheet_column_unused",
                default="The column “${column}” is not used.",
                mapping={"column": heading},
            ),
        )
        for sheet in sheets.values()
        for heading in sheet.unused
    ]
    languages = find_languages(sheets[SURVEY], sheets[CHOICES])
    if not any(map(is_arabic, languages)):
        warnings.append(
            _(
                "msg_sheet_without_arabic",
                default="The form has no column “label::Arabic (ar)”. People who read Arabic will see the other language.",
            )
        )
    return warnings
