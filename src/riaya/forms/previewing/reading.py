"""A form as it will be asked, in one language, for those who decide on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from riaya.forms.expressions import Expression
from riaya.forms.reading.conditions import describe_condition
from riaya.forms.reading.conditions import quote
from riaya.forms.reading.question_words import write_source
from riaya.forms.reading.question_words import write_template_text
from riaya.forms.reading.questions import Form
from riaya.forms.reading.questions import Question
from riaya.forms.reading.questions import QuestionKind
from riaya.forms.reading.questions import Texts
from riaya.forms.reading.texts import pick


MOST_CHOICES = 60


@dataclass(frozen=True)
class PreviewLine:
    """A question, note, or heading of a section; `level` is 1 at the top.

    `condition` says in words when it is asked, or is empty where there are no
    words for the expression `relevant`.  Of very many choices the first are shown.
    """

    name: str
    kind: QuestionKind
    level: int
    label: str
    hint: str
    is_required: bool
    required: str
    is_readonly: bool
    condition: str
    relevant: str
    constraint: str
    constraint_message: str
    choices: tuple[str, ...]
    more_choices: int
    choice_filter: str
    repeat_count: str
    lowest: float | None
    highest: float | None
    default: str

    @property
    def is_section(self) -> bool:
        """Return True for the heading of a group or a repeat."""
        return self.kind in (QuestionKind.GROUP, QuestionKind.REPEAT)


@dataclass(frozen=True)
class Calculation:
    """A calculation: its name, label if it is shown, and expression."""

    name: str
    label: str
    expression: str


def describe_form(form: Form, language: str) -> list[PreviewLine]:
    """Return what a person will see of a form, in its order."""
    return list(_walk(form, form.root, 1, language))


def list_calculations(form: Form, language: str) -> list[Calculation]:
    """Return what the form works out, in its order."""
    return [
        Calculation(
            question.name,
            _write(question.labels, language),
            write_source(question.rules.calculate),
        )
        for question in form.questions.values()
        if question.rules.calculate is not None
    ]


def _walk(
    form: Form, section: Question, level: int, language: str
) -> Iterator[PreviewLine]:
    for question in section.children:
        is_shown = bool(question.labels) or question.kind == QuestionKind.REPEAT
        # A group without a label is no heading, but its condition holds.
        if is_shown or (question.is_section and question.rules.relevant):
            yield _describe(form, question, level, language)
        yield from _walk(form, question, level + is_shown, language)


def _describe(form: Form, question: Question, level: int, language: str) -> PreviewLine:
    rules = question.rules
    labels = [
        _write(choice.labels, language) or choice.code for choice in question.choices
    ]
    required = write_source(rules.required)
    return PreviewLine(
        name=question.name,
        kind=question.kind,
        level=level,
        label=_write(question.labels, language),
        hint=_write(question.hints, language),
        is_required=rules.required is not None,
        required="" if required == "true()" else required,
        is_readonly=rules.is_readonly,
        condition=_write_condition(form, question, rules.relevant, language),
        relevant=write_source(rules.relevant),
        constraint=write_source(rules.constraint),
        constraint_message=_write(rules.constraint_messages, language),
        choices=tuple(labels[:MOST_CHOICES]),
        more_choices=max(0, len(labels) - MOST_CHOICES),
        choice_filter=write_source(question.choice_filter),
        repeat_count=write_source(question.repeat_count),
        lowest=question.lowest,
        highest=question.highest,
        default=question.default,
    )


def _write_condition(
    form: Form, question: Question, rule: Expression | None, language: str
) -> str:
    if rule is None:
        return ""

    def name(other: Question, language: str) -> str:
        return quote(_write(other.labels, language), language)

    return describe_condition(form, question, rule, language, name) or ""


def _write(texts: Texts, language: str) -> str:
    return write_template_text(pick(texts, language))
