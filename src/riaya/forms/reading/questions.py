"""What a form consists of: questions in groups and repeats, and their choices.

A form is read once from its XForm and never changes; several threads share it.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum
from functools import cached_property
from lxml.etree import _Element
from riaya.forms.expressions import Expression
from riaya.forms.reading.calculation import sort_calculations


Text = tuple["str | Expression", ...]
Texts = Mapping[str, Text]


class QuestionKind(StrEnum):
    """What is asked for; groups, repeats and notes ask for nothing themselves."""

    GROUP = "group"
    REPEAT = "repeat"
    NOTE = "note"
    CALCULATED = "calculated"
    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    RANGE = "range"
    DATE = "date"
    TIME = "time"
    MOMENT = "moment"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    RANK = "rank"
    ACKNOWLEDGE = "acknowledge"
    POINT = "point"
    LINE = "line"
    AREA = "area"
    BARCODE = "barcode"
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    FILE = "file"


SECTIONS = frozenset({QuestionKind.GROUP, QuestionKind.REPEAT})
SILENT = frozenset({*SECTIONS, QuestionKind.NOTE})
CHOSEN = frozenset(
    {QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE, QuestionKind.RANK}
)
ATTACHED = frozenset(
    {QuestionKind.IMAGE, QuestionKind.AUDIO, QuestionKind.VIDEO, QuestionKind.FILE}
)
PLACES = frozenset({QuestionKind.POINT, QuestionKind.LINE, QuestionKind.AREA})


@dataclass(frozen=True, eq=False)
class Choice:
    """One answer that may be chosen; `row` is what a filter of choices reads."""

    code: str
    labels: Texts
    row: _Element | None = None


@dataclass(frozen=True, eq=False)
class Rules:
    """When a question is asked, and which answers it takes."""

    relevant: Expression | None = None
    required: Expression | None = None
    constraint: Expression | None = None
    calculate: Expression | None = None
    is_readonly: bool = False
    constraint_messages: Texts = field(default_factory=dict)
    required_messages: Texts = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Question:
    """A question, or a section with the questions in it.

    `path` is its address in the answers, as /data/household/name.  `choices`
    are all that there are; `choice_filter` finds the rows of those that are open,
    whose codes stand in the child `choice_value`.  Choices that come from
    other answers are found by the filter alone.
    """

    name: str
    path: str
    kind: QuestionKind
    labels: Texts
    hints: Texts
    rules: Rules
    appearance: str = ""
    default: str = ""
    choices: tuple[Choice, ...] = ()
    choice_filter: Expression | None = None
    choice_value: str = "name"
    choice_label: str = "label"
    lowest: float | None = None
    highest: float | None = None
    repeat_count: Expression | None = None
    children: tuple["Question", ...] = ()

    @property
    def is_section(self) -> bool:
        """Return True for a group or repeat."""
        return self.kind in SECTIONS

    @cached_property
    def choices_by_code(self) -> dict[str, Choice]:
        """Return the choices by their codes; of two with one code, the first."""
        return {choice.code: choice for choice in reversed(self.choices)}

    def walk(self) -> Iterator["Question"]:
        """Yield this question and all below it, in the order of the form."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, eq=False)
class Form:
    """A form as it is asked.

    `root` is a section that holds everything; `instances` are the secondary
    instances that expressions read, `blank` the empty answers as XML without
    namespaces.  `languages` are codes such as ar and en, the default one first.
    """

    form_id: str
    version: str
    titles: Texts
    languages: tuple[str, ...]
    root: Question
    instances: Mapping[str, _Element]
    itext: Mapping[str, Texts]
    blank: _Element

    @cached_property
    def questions(self) -> dict[str, Question]:
        """Return every question and section by its path, in the order of the form."""
        return {question.path: question for question in self.root.walk()}

    @cached_property
    def order_of_calculation(self) -> tuple[Question, ...]:
        """Return the calculated questions, each after those that it reads."""
        order = sort_calculations(self._find_read_paths())
        return tuple(self.questions[path] for path in order)

    def refuse_circles(self) -> None:
        """Raise FormRefused now, not when somebody fills a form of circular calculations in."""
        sort_calculations(self._find_read_paths())

    def get_question(self, name: str) -> Question | None:
        """Return the first question of a name, or None."""
        return self._by_name.get(name)

    def _find_read_paths(self) -> dict[str, frozenset[str]]:
        return {
            path: question.rules.calculate.paths
            for path, question in self.questions.items()
            if question.rules.calculate is not None
        }

    @cached_property
    def _by_name(self) -> dict[str, Question]:
        return {
            question.name: question for question in reversed(self.questions.values())
        }
