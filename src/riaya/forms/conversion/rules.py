"""The expressions of a sheet, and what they and the texts refer to."""

from collections.abc import Iterator
from riaya import _
from riaya.core.exceptions import RiayaError
from riaya.forms.conversion.mistakes import Mistakes
from riaya.forms.conversion.sheets import RULES
from riaya.forms.conversion.sheets import SURVEY
from riaya.forms.conversion.sheets import TEXTS
from riaya.forms.conversion.survey import Outline
from riaya.forms.conversion.survey import ROOT
from riaya.forms.conversion.survey import SurveyEntry
from riaya.forms.conversion.types import UNSEEN
from riaya.forms.expressions import compile_expression
from zope.i18nmessageid import Message

import re


REFERENCE = re.compile(r"\$\{([^}]*)\}")
OPEN_REFERENCE = re.compile(r"\$\{[^}]*$")
REFERRING = (*TEXTS, *RULES, "trigger", "type")
YES_OR_NO = frozenset({"yes", "no", "true", "false", "true()", "false()"})
LEFT_TO_RIGHT, END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
# Typewriter quotes, as the converter makes of the curved ones.
QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})
# Collect would start another program of the phone, or look into a file.
FOREIGN_APPEARANCE = re.compile(r"(^|\s)(ex:|printer:)|search\s*\(|\bquery\b", re.I)
FOREIGN_PARAMETER = re.compile(r"(^|\s)app\s*=", re.I)


def check_rules(outline: Outline, mistakes: Mistakes) -> None:
    """Note expressions that cannot be evaluated and names that nobody has."""
    for entry in outline.entries:
        for sentence in (
            *_find_unknown(entry, outline),
            *_find_faulty_rules(entry, outline),
            *_find_foreign(entry),
        ):
            mistakes.add(SURVEY, sentence, entry.row, entry.name)


def find_unknown_references(text: str, outline: Outline) -> Iterator[Message]:
    """Yield a sentence for each ${name} in a text that names nothing."""
    for name in dict.fromkeys(REFERENCE.findall(text)):
        if name.startswith("last-saved#"):
            yield _(
                "error_sheet_last_saved",
                default="“${reference}” reads a form that was filled before. A form here reads only its own answers.",
                mapping={"reference": _write(name)},
            )
        elif name not in outline.paths:
            yield _(
                "error_sheet_reference_unknown",
                default="“${reference}” names no question of this form.",
                mapping={"reference": _write(name)},
            )
    if OPEN_REFERENCE.search(text):
        yield _(
            "error_sheet_reference_open",
            default="A reference is not closed. Write it as “${reference}”.",
            mapping={"reference": _write("name")},
        )


def find_fault_of_expression(
    text: str, outline: Outline, path: str = ROOT
) -> Message | None:
    """Return why an expression cannot be evaluated at an address, or None."""
    try:
        compile_expression(_resolve(text, outline), path, outline.repeats)
    except RiayaError as error:
        return error.message
    return None


def _find_unknown(entry: SurveyEntry, outline: Outline) -> Iterator[Message]:
    for column, text in entry.row.cells.items():
        if column.name in REFERRING and "${" in text:
            yield from find_unknown_references(text, outline)


def _find_faulty_rules(entry: SurveyEntry, outline: Outline) -> Iterator[Message]:
    for rule in RULES:
        text = entry.row.get(rule)
        if not text or not _is_expression(rule, text, entry):
            continue
        if rule == "choice_filter":
            # What stands in brackets is read from each choice of the list.
            text = f"instance('{entry.list_name}')/root/item[{text}]"
        if list(find_unknown_references(text, outline)):
            continue
        if fault := find_fault_of_expression(text, outline, entry.path):
            yield _(
                "error_sheet_expression",
                default="The expression in the column “${column}” does not work. ${fault}",
                mapping={"column": rule, "fault": fault},
            )


def _is_expression(rule: str, text: str, entry: SurveyEntry) -> bool:
    if rule == "default":
        # Loads pyxform, which only uploads need.
        from pyxform.utils import default_is_dynamic

        return bool(default_is_dynamic(text, entry.type))
    return text.lower() not in YES_OR_NO


def _find_foreign(entry: SurveyEntry) -> Iterator[Message]:
    if entry.type == "calculate" and not entry.row.get("calculation"):
        yield _(
            "error_sheet_calculation_missing",
            default="The expression of the calculation is missing.",
        )
    if entry.row.get("trigger") and entry.type in UNSEEN:
        yield _(
            "error_sheet_trigger",
            default="A calculation is always worked out anew, so it has no “trigger”. Take the trigger out.",
        )
    if FOREIGN_APPEARANCE.search(entry.row.get("appearance")) or (
        FOREIGN_PARAMETER.search(entry.row.get("parameters"))
    ):
        yield _(
            "error_sheet_foreign",
            default="A form here starts no other program and reads no file. Take that out of “appearance” or “parameters”.",
        )


def _resolve(text: str, outline: Outline) -> str:
    """Return an expression with the address of a question for each ${name}."""
    paths = outline.paths
    return REFERENCE.sub(lambda found: paths[found[1]], text.translate(QUOTES))


def _write(name: str) -> str:
    """Return a reference that stays in one piece in a sentence of right-to-left script."""
    return f"{LEFT_TO_RIGHT}${{{name}}}{END}"
