"""What changed between two versions of a form, question by question.

Questions are known by their names, so moving one into another group is a move
and renaming it is one question less and another more.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from riaya.core.differences import find_moved
from riaya.forms.reading.question_words import write_source
from riaya.forms.reading.question_words import write_template_text
from riaya.forms.reading.questions import Form
from riaya.forms.reading.questions import Question
from riaya.forms.reading.questions import Texts
from riaya.forms.reading.texts import pick


class FormChange(StrEnum):
    """What became of a question."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True)
class Aspect:
    """One thing about a question, before and after: a rule, or a text in a language.

    `detail` is the language of a text or the code of a choice.
    """

    name: str
    detail: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """A question that is not the same in both versions."""

    name: str
    label: str
    change: FormChange
    aspects: tuple[Aspect, ...] = ()


Described = Mapping[tuple[str, str], str]


def compare_forms(earlier: Form, later: Form, language: str) -> list[Difference]:
    """Return the differences in the order of the later form, what is gone at the end.

    Labels by which questions are shown are in the language.
    """
    before, after = _list_questions(earlier), _list_questions(later)
    moved = find_moved(list(before), list(after))
    return [
        *_compare(before, after, moved, language),
        *_find_gone(before, after, language),
    ]


def describe_question(question: Question) -> dict[tuple[str, str], str]:
    """Return everything that a version says of a question, by what and in which language."""
    rules = question.rules
    described = {
        ("kind", ""): str(question.kind),
        ("required", ""): write_source(rules.required),
        ("relevant", ""): write_source(rules.relevant),
        ("constraint", ""): write_source(rules.constraint),
        ("calculation", ""): write_source(rules.calculate),
        ("choice_filter", ""): write_source(question.choice_filter),
        ("repeat_count", ""): write_source(question.repeat_count),
        ("default", ""): question.default,
        ("appearance", ""): question.appearance,
        ("read_only", ""): "true()" if rules.is_readonly else "",
        ("lowest", ""): _write_number(question.lowest),
        ("highest", ""): _write_number(question.highest),
    }
    texts = {
        "label": question.labels,
        "hint": question.hints,
        "constraint_message": rules.constraint_messages,
        "required_message": rules.required_messages,
    }
    for name, values in texts.items():
        described |= {(name, key): text for key, text in _write_texts(values)}
    for choice in question.choices:
        labels = " / ".join(text for _language, text in _write_texts(choice.labels))
        described["choice", choice.code] = labels or choice.code
    return described


def _compare(
    before: dict[str, "_Place"],
    after: dict[str, "_Place"],
    moved: set[str],
    language: str,
) -> Iterator[Difference]:
    for name, place in after.items():
        label = _label(place.question, language)
        known = before.get(name)
        if known is None:
            aspects = _list_aspects({}, describe_question(place.question))
            yield Difference(name, label, FormChange.ADDED, aspects)
            continue
        aspects = _list_aspects(
            describe_question(known.question), describe_question(place.question)
        )
        if name in moved or known.section != place.section:
            aspects = (*aspects, *_compare_places(known, place))
        if aspects:
            is_moved = all(aspect.name in PLACES for aspect in aspects)
            change = FormChange.MOVED if is_moved else FormChange.CHANGED
            yield Difference(name, label, change, aspects)


def _find_gone(
    before: dict[str, "_Place"], after: dict[str, "_Place"], language: str
) -> Iterator[Difference]:
    for name, place in before.items():
        if name not in after:
            aspects = _list_aspects(describe_question(place.question), {})
            yield Difference(
                name, _label(place.question, language), FormChange.REMOVED, aspects
            )


PLACES = ("section", "follows")


@dataclass(frozen=True)
class _Place:
    """A question, the name of its section and of the question before it."""

    question: Question
    section: str
    follows: str


def _list_questions(form: Form) -> dict[str, _Place]:
    return dict(_walk(form.root, ""))


def _walk(section: Question, name: str) -> Iterator[tuple[str, _Place]]:
    follows = ""
    for question in section.children:
        yield question.name, _Place(question, name, follows)
        yield from _walk(question, question.name)
        follows = question.name


def _compare_places(known: _Place, place: _Place) -> Iterator[Aspect]:
    for name in PLACES:
        before, after = getattr(known, name), getattr(place, name)
        if before != after:
            yield Aspect(name, "", before, after)


def _list_aspects(before: Described, after: Described) -> tuple[Aspect, ...]:
    keys = dict.fromkeys([*before, *after])
    return tuple(
        Aspect(*key, before.get(key, ""), after.get(key, ""))
        for key in keys
        if before.get(key, "") != after.get(key, "")
    )


def _write_texts(texts: Texts) -> Iterator[tuple[str, str]]:
    for language, text in texts.items():
        yield language, write_template_text(text)


def _write_number(number: float | None) -> str:
    return "" if number is None else f"{number:g}"


def _label(question: Question, language: str) -> str:
    return write_template_text(pick(question.labels, language)) or question.name
