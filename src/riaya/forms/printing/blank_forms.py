"""A form as it is laid out on paper: numbered sections, questions, tables.

What the machine works out has no place on paper: calculations, and notes that
tell their results.
"""

from collections.abc import Iterator
from riaya import _
from riaya.core.typesetting.pdf import write_words
from riaya.forms.expressions import Expression
from riaya.forms.printing.blank_fields import describe_cell
from riaya.forms.printing.blank_fields import describe_field
from riaya.forms.printing.blank_fields import write_label
from riaya.forms.reading.conditions import describe_condition
from riaya.forms.reading.conditions import quote
from riaya.forms.reading.nodes import write_text
from riaya.forms.reading.questions import Form
from riaya.forms.reading.questions import Question
from riaya.forms.reading.questions import QuestionKind
from riaya.forms.reading.texts import pick
from typing import Any


# A table with a row for each entry has room for so many questions.
MOST_COLUMNS = 6
ROWS = 8
# With more, each entry has a column.
ENTRIES = 4
# Questions that stand for a line in the box of the case.
IN_THE_BOX = {
    "case_number": _("label_case_number", default="Case number"),
    "office": _("label_office", default="Office"),
    "filled_by": _("label_filled_by", default="Filled in by"),
    "assessed_on": _("label_date", default="Date"),
}
ASKED_IF = _("help_asked_if", default="Only if ${condition}.")
IF_IT_APPLIES = _("help_asked_if_it_applies", default="If it applies.")
ANOTHER_COPY = _(
    "help_entry_for_each", default="For more entries use another copy of this page."
)


def describe_blank_form(form: Form, language: str) -> dict[str, Any]:
    """Return what a form asks, as its template prints it."""
    layout = BlankForm(form, language)
    return {
        "items": layout.describe_section(form.root),
        "box": [
            write_words(label, language)
            for name, label in IN_THE_BOX.items()
            if form.get_question(name) is None
        ],
    }


class BlankForm:
    """Lays a form out in one language."""

    def __init__(self, form: Form, language: str):
        self.form, self.language = form, language
        self.numbers = dict(_number(form.root, ""))

    def describe_section(self, section: Question) -> list[dict[str, Any]]:
        """Return the blocks of a section in their order."""
        blocks: list[dict[str, Any]] = []
        for question, around in _find_visible(section):
            if question.kind != QuestionKind.NOTE:
                blocks.append(self._describe(question, around))
            elif self._is_for_paper(question):
                blocks.append(self._describe_head(question, around) | {"kind": "note"})
        return blocks

    def _describe(self, question: Question, around: list[Question]) -> dict[str, Any]:
        head = self._describe_head(question, around)
        if question.kind == QuestionKind.GROUP:
            return head | {"kind": "group", "items": self.describe_section(question)}
        if question.kind == QuestionKind.REPEAT:
            return head | self._describe_repeat(question)
        field = describe_field(question, self.language)
        return head | {"kind": "question", "field": field}

    def _describe_head(
        self, question: Question, around: list[Question]
    ) -> dict[str, Any]:
        rules = [
            (each, each.rules.relevant)
            for each in (*around, question)
            if each.rules.relevant is not None
        ]
        return {
            "number": self.numbers.get(question.path, ""),
            "label": write_label(question, self.language) or question.name,
            "hint": write_text(pick(question.hints, self.language), None, None),
            "condition": self._describe_conditions(rules),
            "is_required": question.rules.required is not None,
        }

    def _describe_repeat(self, repeat: Question) -> dict[str, Any]:
        columns = [
            self._describe_head(question, around)
            | describe_cell(question, self.language)
            for question, around in _find_leaves(repeat)
        ]
        is_narrow = len(columns) <= MOST_COLUMNS
        return {
            "kind": "rows" if is_narrow else "columns",
            "copies": ROWS if is_narrow else ENTRIES,
            "columns": columns,
            "more": write_words(ANOTHER_COPY, self.language),
        }

    def _describe_conditions(self, rules: list[tuple[Question, Expression]]) -> str:
        if not rules:
            return ""
        parts = []
        for question, rule in rules:
            words = describe_condition(
                self.form, question, rule, self.language, self._name
            )
            if words is None:
                return write_words(IF_IT_APPLIES, self.language)
            parts.append(words)
        # Each further condition of a group around it is one more sentence.
        return " ".join(
            write_words(ASKED_IF, self.language, condition=part) for part in parts
        )

    def _is_for_paper(self, note: Question) -> bool:
        """Return False for a note that tells results, or depends on them."""
        text = pick(note.labels, self.language)
        rule = note.rules.relevant
        return all(isinstance(part, str) for part in text) and (
            rule is None
            or describe_condition(self.form, note, rule, self.language, self._name)
            is not None
        )

    def _name(self, question: Question, language: str) -> str:
        quoted = quote(write_label(question, language), language)
        number = self.numbers.get(question.path)
        return f"{quoted} ({number})" if number else quoted


def _find_visible(
    section: Question, around: tuple[Question, ...] = ()
) -> Iterator[tuple[Question, list[Question]]]:
    """Yield what a section shows; a group without a label shows what is in it.

    Each comes with the groups that were looked through, for their conditions.
    """
    for child in section.children:
        if child.kind == QuestionKind.GROUP and not child.labels:
            yield from _find_visible(child, (*around, child))
        elif child.kind == QuestionKind.REPEAT or (
            child.labels and child.kind != QuestionKind.CALCULATED
        ):
            yield child, list(around)


def _find_leaves(
    repeat: Question, around: tuple[Question, ...] = ()
) -> Iterator[tuple[Question, list[Question]]]:
    """Yield the questions of a repeat, those of inner sections too."""
    for child, inner in _find_visible(repeat, around):
        if child.is_section:
            yield from _find_leaves(child, (*inner, child))
        elif child.kind != QuestionKind.NOTE:
            yield child, inner


def _number(section: Question, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield the path and the number, such as 2.1, of what has one."""
    number = 0
    for child, _around in _find_visible(section):
        if child.kind == QuestionKind.NOTE:
            continue
        number += 1
        yield child.path, f"{prefix}{number}"
        if child.kind == QuestionKind.GROUP:
            yield from _number(child, f"{prefix}{number}.")
        elif child.kind == QuestionKind.REPEAT:
            for position, (leaf, _inner) in enumerate(_find_leaves(child), start=1):
                yield leaf.path, f"{prefix}{number}.{position}"
