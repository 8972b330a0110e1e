"""The answers of a filled form as a page shows them: section by section."""

from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from riaya.assessments.content import Assessment
from riaya.core.vocabularies import get_language
from riaya.forms.answering.describing import AnswerLine
from riaya.forms.answering.describing import describe_answers
from riaya.forms.content import FormTemplate
from riaya.forms.lookup import get_template_by_uid
from riaya.forms.lookup import read_form
from riaya.forms.reading.questions import QuestionKind


# A repeat with more questions does not fit a table on a page.
MOST_COLUMNS = 5


@dataclass
class Block:
    """A section with its answers, or answers that stand between sections.

    `entries` are the rows of a repeat that is shown as a table.
    """

    heading: AnswerLine | None
    answers: list[AnswerLine] = field(default_factory=list)
    sections: list["Block"] = field(default_factory=list)
    columns: list[AnswerLine] = field(default_factory=list)
    entries: list["Block"] = field(default_factory=list)

    @property
    def level(self) -> int:
        """Return the level of the heading of a page, 2 for what stands at the top."""
        return min(6, 1 + (self.heading.level if self.heading else 1))

    @property
    def is_empty(self) -> bool:
        """Return True when there is nothing under the heading."""
        return not (self.answers or self.sections or self.entries)

    def add_answer(self, line: AnswerLine) -> None:
        """Add an answer; one that follows a section stays behind it."""
        if not self.sections:
            self.answers.append(line)
        elif self.sections[-1].heading is None:
            self.sections[-1].answers.append(line)
        else:
            self.sections.append(Block(None, [line]))


def read_sections(assessment: Assessment) -> list[Block]:
    """Return the answers of an assessment as they were asked, in the reader's language.

    The version of the form with which they were given words them, whatever
    became of it since.
    """
    return build_blocks(find_lines(assessment))


def find_lines(assessment: Assessment) -> list[AnswerLine]:
    """Return the lines of an assessment; none without a form."""
    template = find_form_template(assessment)
    if template is None:
        return []
    return describe_answers(
        read_form(template),
        assessment.answers or {},
        get_language(),
        moment=assessment.filled_at,
    )


def find_form_template(assessment: Assessment) -> FormTemplate | None:
    """Return the version of the form with which an assessment was filled in."""
    return get_template_by_uid(assessment.form_template)


def build_blocks(lines: Iterable[AnswerLine]) -> list[Block]:
    """Return lines as sections within sections; empty sections are left out."""
    top = Block(None)
    path = [top]
    for line in lines:
        while len(path) > line.level:
            path.pop()
        if not line.is_section:
            path[-1].add_answer(line)
            continue
        block = Block(line)
        path[-1].sections.append(block)
        path.append(block)
    _tidy(top)
    return ([Block(None, top.answers)] if top.answers else []) + top.sections


def _tidy(block: Block) -> None:
    """Leave out what is empty, and put the entries of narrow repeats into tables."""
    for section in block.sections:
        _tidy(section)
    sections = [section for section in block.sections if not section.is_empty]
    block.sections = list(_join_entries(sections))


def _join_entries(sections: list[Block]) -> Iterator[Block]:
    for run in _find_runs(sections):
        columns = _find_columns(run)
        if columns:
            yield Block(run[0].heading, columns=columns, entries=run)
        else:
            yield from run


def _find_runs(sections: list[Block]) -> Iterator[list[Block]]:
    """Yield the entries of each repeat together, and every other section alone."""
    run: list[Block] = []
    for section in sections:
        if run and _get_repeat(section) != _get_repeat(run[0]):
            yield run
            run = []
        run.append(section)
        if _get_repeat(section) is None:
            yield run
            run = []
    if run:
        yield run


def _get_repeat(section: Block) -> str | None:
    heading = section.heading
    if heading is None or heading.kind != QuestionKind.REPEAT:
        return None
    return heading.key.rpartition("/")[0]


def _find_columns(run: list[Block]) -> list[AnswerLine]:
    """Return a line for each column of a table, or nothing where none would fit."""
    if _get_repeat(run[0]) is None or any(entry.sections for entry in run):
        return []
    columns: dict[str, AnswerLine] = {}
    for entry in run:
        for line in entry.answers:
            columns.setdefault(line.name, line)
    return list(columns.values()) if len(columns) <= MOST_COLUMNS else []
