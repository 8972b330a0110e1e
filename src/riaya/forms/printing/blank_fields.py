"""What there is to write into beside a question on paper."""

from collections.abc import Iterable
from riaya import _
from riaya.core.typesetting.pdf import isolate
from riaya.core.typesetting.pdf import write_words
from riaya.forms.reading.nodes import write_text
from riaya.forms.reading.questions import CHOSEN
from riaya.forms.reading.questions import PLACES
from riaya.forms.reading.questions import Question
from riaya.forms.reading.questions import QuestionKind
from riaya.forms.reading.texts import pick
from typing import Any


SHORT: dict[str, Any] = {"kind": "short"}
LINE: dict[str, Any] = {"kind": "lines", "count": 1}
PARAGRAPH = {"kind": "lines", "count": 4}
SIGNATURE = {"kind": "signature"}
DRAWN = frozenset({"signature", "draw", "annotate"})
# More are not read through on paper; the answer is written instead.
MOST_CHOICES = 60
LONGEST_SCALE = 11
# In a table: what one cell can show as marks.
MOST_MARKS = 3
LONGEST_MARK = 12

BY_KIND: dict[QuestionKind, dict[str, Any]] = {
    QuestionKind.INTEGER: SHORT,
    QuestionKind.DECIMAL: SHORT,
    QuestionKind.BARCODE: SHORT,
    QuestionKind.DATE: {"kind": "day"},
    QuestionKind.TIME: {"kind": "time"},
    QuestionKind.MOMENT: {"kind": "moment"},
    **dict.fromkeys(PLACES, LINE),
}
TO_ATTACH = {
    QuestionKind.IMAGE: _(
        "help_attach_photo",
        default="A photo is attached, with the case number on its back.",
    ),
    QuestionKind.AUDIO: _("help_attach_recording", default="A recording is handed in."),
    QuestionKind.VIDEO: _("help_attach_recording", default="A recording is handed in."),
    QuestionKind.FILE: _(
        "help_attach_paper", default="A document or a copy is attached."
    ),
    QuestionKind.ACKNOWLEDGE: _("help_confirm", default="I confirm this."),
}
NUMBERED = {
    QuestionKind.SELECT_ONE: _(
        "help_write_number", default="Write the number: ${choices}"
    ),
    QuestionKind.SELECT_MULTIPLE: _(
        "help_write_numbers", default="Write all numbers that apply: ${choices}"
    ),
    QuestionKind.RANK: _(
        "help_write_order", default="Write the numbers in their order: ${choices}"
    ),
}


def describe_field(question: Question, language: str) -> dict[str, Any]:
    """Return what is drawn below a question; the template knows each `kind`."""
    kind, appearance = question.kind, set(question.appearance.split())
    if kind in CHOSEN:
        return _describe_choices(question, language)
    if kind == QuestionKind.RANGE:
        return _describe_scale(question)
    if kind in TO_ATTACH and not appearance & DRAWN:
        return {"kind": "attachment", "text": write_words(TO_ATTACH[kind], language)}
    if kind in TO_ATTACH:
        return SIGNATURE
    if kind == QuestionKind.TEXT and "multiline" in appearance:
        return PARAGRAPH
    if kind == QuestionKind.TEXT and "numbers" in appearance:
        return SHORT
    return BY_KIND.get(kind, LINE)


def describe_cell(question: Question, language: str) -> dict[str, Any]:
    """Return what is drawn in the cells of a question in a table, with its legend.

    Long lists of choices are numbered in the `legend`, and the cell is left free
    for the number; wider answers have more `weight`.
    """
    field = describe_field(question, language)
    legend = ""
    items = field.get("items", ())
    if items and not _fit_into_cell(items):
        legend, field = _number(question, items, language), SHORT
    elif field["kind"] == "attachment":
        field = {"kind": "choices", "style": "square", "items": [field["text"]]}
    weight = {QuestionKind.TEXT: 2.2, QuestionKind.DATE: 1.6}.get(question.kind, 1)
    return {"field": field, "legend": legend, "weight": weight}


def write_label(question: Question, language: str) -> str:
    """Return the label of a question; an answer that it quotes is an ellipsis."""
    return write_text(pick(question.labels, language), None, None)


def _describe_choices(question: Question, language: str) -> dict[str, Any]:
    items = [
        write_text(pick(choice.labels, language), None, None) or choice.code
        for choice in question.choices
    ]
    if not items or len(items) > MOST_CHOICES:
        return LINE
    if question.kind == QuestionKind.RANK:
        return {"kind": "choices", "style": "number", "items": items}
    style = "circle" if question.kind == QuestionKind.SELECT_ONE else "square"
    return {"kind": "choices", "style": style, "items": items}


def _describe_scale(question: Question) -> dict[str, Any]:
    lowest, highest = question.lowest, question.highest
    if lowest is None or highest is None or not 0 < highest - lowest < LONGEST_SCALE:
        return SHORT
    return {"kind": "scale", "lowest": int(lowest), "highest": int(highest)}


def _fit_into_cell(items: list[str]) -> bool:
    return len(items) <= MOST_MARKS and max(map(len, items)) <= LONGEST_MARK


def _number(question: Question, items: Iterable[str], language: str) -> str:
    numbered = [f"{number} {isolate(item)}" for number, item in enumerate(items, 1)]
    return write_words(NUMBERED[question.kind], language, choices=" · ".join(numbered))
