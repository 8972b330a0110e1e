"""Two assessments of one form side by side, also of different versions of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from plone import api
from riaya.assessments.content import Assessment
from riaya.assessments.reading.sections import find_form_template
from riaya.assessments.reading.sections import find_lines
from riaya.cases.lookup import find_case
from riaya.forms.answering.describing import AnswerLine
from riaya.forms.lookup import read_form
from typing import Any


class AnswerChange(StrEnum):
    """What became of an answer from the earlier to the later assessment."""

    SAME = "same"
    CHANGED = "changed"
    ANSWERED = "answered"
    EMPTIED = "emptied"
    NOT_IN_EARLIER = "not_in_earlier"
    NOT_IN_LATER = "not_in_later"


@dataclass(frozen=True)
class ComparedRow:
    """A question with both answers; a section has no answers and no change."""

    key: str
    label: str
    level: int
    is_section: bool
    number: int | None = None
    earlier: AnswerLine | None = None
    later: AnswerLine | None = None
    change: AnswerChange = AnswerChange.SAME

    @property
    def is_changed(self) -> bool:
        """Return True when the two assessments do not say the same."""
        return self.change != AnswerChange.SAME


@dataclass(frozen=True)
class Answered:
    """The lines of one assessment, and the names of all questions of its form."""

    lines: list[AnswerLine]
    names: frozenset[str]


def compare_assessments(earlier: Assessment, later: Assessment) -> list[ComparedRow]:
    """Return every question that either of two assessments asked."""
    return compare_answers(_read(earlier), _read(later))


def compare_answers(earlier: Answered, later: Answered) -> list[ComparedRow]:
    """Return the rows in the order of the later form.

    What only the earlier one asked stands where it stood there.  Questions are
    the same when their names, and those of the repeats around them, are.
    """
    before = {line.key: line for line in earlier.lines}
    after = {line.key: line for line in later.lines}
    names = earlier.names, later.names
    rows = [
        _make_row(after.get(key) or before[key], before.get(key), after.get(key), names)
        for key in _merge(list(before), list(after))
    ]
    return list(_drop_empty_sections(rows))


def find_comparable(assessment: Assessment) -> list[Any]:
    """Return the brains of the other assessments of the form in the case, newest first.

    Only those that the present person may see.
    """
    case, template = find_case(assessment), find_form_template(assessment)
    if case is None or template is None:
        return []
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.searchResults(
        path={"query": "/".join(case.getPhysicalPath()), "depth": 1},
        portal_type="riaya.assessment",
        sort_on="created",
        sort_order="descending",
    )
    return [
        brain
        for brain in brains
        if brain.form_id == template.form_id and assessment.UID() != brain.UID
    ]


def _read(assessment: Assessment) -> Answered:
    template = find_form_template(assessment)
    names = [] if template is None else read_form(template).root.walk()
    return Answered(
        find_lines(assessment), frozenset(question.name for question in names)
    )


def _merge(before: list[str], after: list[str]) -> list[str]:
    """Return the keys of both lists in one order."""
    known = set(after)
    merged = list(after)
    place = 0
    for key in before:
        if key in known:
            place = merged.index(key) + 1
        else:
            merged.insert(place, key)
            place += 1
    return merged


def _make_row(
    line: AnswerLine,
    before: AnswerLine | None,
    after: AnswerLine | None,
    names: tuple[frozenset[str], frozenset[str]],
) -> ComparedRow:
    if line.is_section:
        return ComparedRow(line.key, line.label, line.level, True, line.number)
    return ComparedRow(
        key=line.key,
        label=line.label,
        level=line.level,
        is_section=False,
        earlier=before,
        later=after,
        change=_find_change(line.name, before, after, names),
    )


def _find_change(
    name: str,
    before: AnswerLine | None,
    after: AnswerLine | None,
    names: tuple[frozenset[str], frozenset[str]],
) -> AnswerChange:
    if name not in names[0]:
        return AnswerChange.NOT_IN_EARLIER
    if name not in names[1]:
        return AnswerChange.NOT_IN_LATER
    was, now = _get_answer(before), _get_answer(after)
    if was == now:
        return AnswerChange.SAME
    if was and now:
        return AnswerChange.CHANGED
    return AnswerChange.ANSWERED if now else AnswerChange.EMPTIED


def _get_answer(line: AnswerLine | None) -> tuple[str, ...]:
    if line is None or not line.has_answer:
        return ()
    return (line.text, *line.files)


def _drop_empty_sections(rows: list[ComparedRow]) -> Iterator[ComparedRow]:
    """Yield the rows without headings that nothing stands under."""
    kept: list[ComparedRow] = []
    for row in reversed(rows):
        is_followed = bool(kept) and kept[-1].level > row.level
        if not row.is_section or is_followed:
            kept.append(row)
    yield from reversed(kept)
