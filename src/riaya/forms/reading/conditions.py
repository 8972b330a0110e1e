"""Conditions of questions in words, for people who fill a form in on paper.

Only what an author usually writes has words: comparisons with one value and
choices made, joined by “and” or by “or”.
"""

from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace
from riaya import _
from riaya.core.typesetting.pdf import write_words
from riaya.forms.expressions import Expression
from riaya.forms.expressions.parser import parse_expression
from riaya.forms.expressions.syntax import Call
from riaya.forms.expressions.syntax import Node
from riaya.forms.expressions.syntax import Number
from riaya.forms.expressions.syntax import Operation
from riaya.forms.expressions.syntax import Path
from riaya.forms.expressions.syntax import Text
from riaya.forms.reading.nodes import write_text
from riaya.forms.reading.questions import Form
from riaya.forms.reading.questions import Question
from riaya.forms.reading.texts import pick
from zope.i18nmessageid import Message


WORDINGS = {
    "=": _("label_condition_is", default="${question} is ${answer}"),
    "!=": _("label_condition_is_not", default="${question} is not ${answer}"),
    ">": _("label_condition_above", default="${question} is above ${answer}"),
    ">=": _("label_condition_at_least", default="${question} is at least ${answer}"),
    "<": _("label_condition_below", default="${question} is below ${answer}"),
    "<=": _("label_condition_at_most", default="${question} is at most ${answer}"),
    "chosen": _("label_condition_chosen", default="${answer} is chosen in ${question}"),
    "not chosen": _(
        "label_condition_not_chosen", default="${answer} is not chosen in ${question}"
    ),
    "empty": _("label_condition_empty", default="${question} is not answered"),
    "answered": _("label_condition_answered", default="${question} is answered"),
}
AND = _("label_condition_and", default="${first} and ${second}")
OR = _("label_condition_or", default="${first} or ${second}")
OPPOSITE = {
    "=": "!=",
    "chosen": "not chosen",
    "empty": "answered",
    "!=": "=",
    "not chosen": "chosen",
    "answered": "empty",
}
MIRRORED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True)
class Clause:
    """One comparison: the question at a path, how, with which answers."""

    path: str
    relation: str
    answers: tuple[str, ...] = ()


class Unworded(Exception):
    """Raised inside for an expression that has no words here."""


def describe_condition(
    form: Form,
    question: Question,
    rule: Expression,
    language: str,
    name: Callable[[Question, str], str],
) -> str | None:
    """Return a rule of a question in words, or None where there are none.

    `name` writes another question: its number, and its label in the language.
    """
    try:
        joint, clauses = _read(parse_expression(rule.source), question.path)
        parts = [
            _write(form, clause, language, name) for clause in _shorten(joint, clauses)
        ]
    except Unworded:
        return None
    return _join(parts, AND if joint == "and" else OR, language)


def _read(node: Node, path: str) -> tuple[str, list[Clause]]:
    """Return what joins the clauses, and the clauses; brackets have no words."""
    if isinstance(node, Operation) and node.rest[0][0] in ("and", "or"):
        joint = node.rest[0][0]
        operands = [node.first, *(each for _joint, each in node.rest)]
        return joint, [_read_clause(each, path) for each in operands]
    return "and", [_read_clause(node, path)]


def _read_clause(node: Node, path: str) -> Clause:
    match node:
        case Call("not", (inner,)):
            clause = _read_clause(inner, path)
            if clause.relation not in OPPOSITE:
                raise Unworded
            return replace(clause, relation=OPPOSITE[clause.relation])
        case Call("selected", (Path() as read, Text() as chosen)):
            return Clause(_resolve(read, path), "chosen", (chosen.value,))
        case Operation(Path() as read, ((relation, value),)) if relation in MIRRORED:
            return _compare(_resolve(read, path), relation, value)
        case Operation(value, ((relation, Path() as read),)) if relation in MIRRORED:
            return _compare(_resolve(read, path), MIRRORED[relation], value)
    raise Unworded


def _compare(path: str, relation: str, value: Node) -> Clause:
    match value:
        case Number():
            return Clause(path, relation, (value.text,))
        case Text() if value.value:
            return Clause(path, relation, (value.value,))
        case Text() if relation in ("=", "!="):
            return Clause(path, "empty" if relation == "=" else "answered")
    raise Unworded


def _resolve(read: Path, path: str) -> str:
    """Return the path of the question that an expression at another path reads."""
    names = [] if read.is_absolute else path.strip("/").split("/")
    for step in read.steps:
        if step.predicates:
            raise Unworded
        match step.axis:
            case "child":
                names.append(step.test)
            case "parent":
                del names[-1:]
            case "self":
                pass
            case _:
                raise Unworded
    return "/" + "/".join(names)


def _shorten(joint: str, clauses: list[Clause]) -> Iterable[Clause]:
    """Return clauses without what others say too, those of a kind as one.

    `x = 1 or x = 2` becomes one clause of two answers, as does `x != 1 and x != 2`.
    """
    named = {clause.path for clause in clauses if clause.relation != "answered"}
    together = {"and": ("!=", "not chosen"), "or": ("=", "chosen")}[joint]
    short: dict[object, Clause] = {}
    for clause in clauses:
        if joint == "and" and clause.relation == "answered" and clause.path in named:
            continue
        key: object = clause
        if clause.relation in together:
            key = clause.path, clause.relation
        earlier = short[key].answers if key in short else ()
        short[key] = replace(clause, answers=(*earlier, *clause.answers))
    return short.values()


def _write(
    form: Form, clause: Clause, language: str, name: Callable[[Question, str], str]
) -> str:
    question = form.questions.get(clause.path)
    # A calculation without a label is nothing that a reader could look up.
    if question is None or not question.labels:
        raise Unworded
    answers = [_write_answer(question, code, language) for code in clause.answers]
    values = {"question": name(question, language)}
    if answers:
        values["answer"] = _join(answers, OR, language)
    return write_words(WORDINGS[clause.relation], language, **values)


def _write_answer(question: Question, code: str, language: str) -> str:
    choice = question.choices_by_code.get(code)
    if choice is None:
        return code
    return quote(write_text(pick(choice.labels, language), None, None), language)


def quote(label: str, language: str) -> str:
    """Return a label in the quotation marks of a language."""
    return f"«{label}»" if language == "ar" else f"“{label}”"


def _join(parts: list[str], message: Message, language: str) -> str:
    sentence = parts[0]
    for part in parts[1:]:
        sentence = write_words(message, language, first=sentence, second=part)
    return sentence
