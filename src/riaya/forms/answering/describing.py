"""Answers in words, in the order of their form: for pages, print and comparison."""

from dataclasses import dataclass
from datetime import date
from datetime import datetime
from riaya import _
from riaya.core.time.dates import format_day
from riaya.core.time.dates import format_moment
from riaya.forms.answering.environment import make_environment
from riaya.forms.answering.instances import build_instance
from riaya.forms.answering.settling import Settlement
from riaya.forms.answering.values import is_date
from riaya.forms.answering.values import is_moment
from riaya.forms.expressions import Environment
from riaya.forms.reading.nodes import Node
from riaya.forms.reading.nodes import write_text
from riaya.forms.reading.questions import ATTACHED
from riaya.forms.reading.questions import CHOSEN
from riaya.forms.reading.questions import Form
from riaya.forms.reading.questions import PLACES
from riaya.forms.reading.questions import QuestionKind
from riaya.forms.reading.texts import pick
from zope.i18n import translate


COMMAS = {"ar": "، "}
CONFIRMED = _("label_answer_confirmed", default="Confirmed")


@dataclass(frozen=True)
class AnswerLine:
    """A section's heading, or a question with its answer in words.

    `key` is the address of the question in the answers, as member/2/age.
    `level` is 1 at the top.  `number` counts the entries of a repeat from 1.
    `files` are the names of attached files.
    """

    name: str
    key: str
    kind: QuestionKind
    label: str
    text: str
    level: int
    number: int | None
    files: tuple[str, ...]

    @property
    def is_section(self) -> bool:
        """Return True for the heading of a group or of an entry of a repeat."""
        return self.kind in (QuestionKind.GROUP, QuestionKind.REPEAT)

    @property
    def has_answer(self) -> bool:
        """Return True when something was answered."""
        return bool(self.text or self.files)


def describe_answers(
    form: Form, answers: dict, language: str, moment: datetime | None = None
) -> list[AnswerLine]:
    """Return what was asked and answered, in words of the language.

    Whether a question was asked is found at the `moment` of the answers; the
    answers themselves are shown as they were kept, calculations too.
    """
    environment = make_environment(form, language, moment)
    instance, _faults = build_instance(form, answers)
    settlement = Settlement(form, instance, environment, recalculates=False)
    return [
        _describe(node, language, environment)
        for node in settlement.nodes
        if node.parent is not None
        and settlement.is_asked(node)
        and _is_worth_a_line(node, settlement)
    ]


def _is_worth_a_line(node: Node, settlement: Settlement) -> bool:
    """Return False for what nobody was asked or shown."""
    question = node.question
    if question.kind == QuestionKind.NOTE and not node.text:
        return False
    if question.is_section:
        return bool(question.labels) or question.kind == QuestionKind.REPEAT
    return bool(question.labels)


def _describe(node: Node, language: str, environment: Environment) -> AnswerLine:
    question = node.question
    label = write_text(pick(question.labels, language), node.element, environment)
    is_attached = question.kind in ATTACHED and bool(node.text)
    return AnswerLine(
        name=question.name,
        key=node.place,
        kind=question.kind,
        label=label or question.name,
        text=""
        if is_attached or question.is_section
        else _write_answer(node, language, environment),
        level=_count_sections(node),
        number=node.number,
        files=(node.text,) if is_attached else (),
    )


def _write_answer(node: Node, language: str, environment: Environment) -> str:
    text, kind = node.text, node.question.kind
    if not text:
        return ""
    if kind in CHOSEN:
        codes = [text] if kind == QuestionKind.SELECT_ONE else text.split()
        comma = COMMAS.get(language, ", ")
        return comma.join(
            environment.choice_name(code, node.question.path) for code in codes
        )
    if kind in (QuestionKind.DATE, QuestionKind.CALCULATED) and is_date(text):
        return format_day(date.fromisoformat(text), language)
    if kind == QuestionKind.MOMENT and is_moment(text):
        return format_moment(datetime.fromisoformat(text), language)
    if kind == QuestionKind.TIME:
        return text[:5]
    if kind == QuestionKind.ACKNOWLEDGE:
        return translate(CONFIRMED, target_language=language)
    if kind in PLACES:
        return "; ".join(", ".join(point.split()[:2]) for point in text.split(";"))
    return text


def _count_sections(node: Node) -> int:
    """Return the level of a node: 1 for what stands in no titled section."""
    level, around = 1, node.parent
    while around is not None and around.parent is not None:
        level += (
            bool(around.question.labels) or around.question.kind == QuestionKind.REPEAT
        )
        around = around.parent
    return level
