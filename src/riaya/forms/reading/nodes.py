"""The answers of a form as nodes: each question met where it is answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from lxml import etree
from lxml.etree import _Element
from riaya.forms.expressions import Environment
from riaya.forms.expressions import Expression
from riaya.forms.reading.questions import Form
from riaya.forms.reading.questions import Question
from riaya.forms.reading.questions import QuestionKind
from riaya.forms.reading.questions import Text


@dataclass(frozen=True, eq=False)
class Node:
    """A question at one place; `number` counts the instances of a repeat from 1.

    `place` is its address, as member/2/age: groups leave no trace in it.
    """

    question: Question
    element: _Element
    parent: "Node | None"
    place: str
    number: int | None = None

    @property
    def text(self) -> str:
        """Return the answer as it stands in the instance."""
        return self.element.text or ""

    @property
    def repeats(self) -> list["Node"]:
        """Return the instances of repeats around this node, the outermost first."""
        around: list[Node] = []
        node = self.parent
        while node is not None:
            if node.question.kind == QuestionKind.REPEAT:
                around.insert(0, node)
            node = node.parent
        return around


def list_nodes(form: Form, instance: _Element) -> list[Node]:
    """Return every node of an instance in the order of the form, sections first."""
    root = Node(form.root, instance, None, "")
    return [root, *_walk(root, "")]


def make_blank_section(section: Question, parent: _Element) -> _Element:
    """Add a section with empty answers to an instance and return it."""
    element = etree.SubElement(parent, section.name)
    for child in section.children:
        if child.kind == QuestionKind.GROUP:
            make_blank_section(child, element)
        elif child.kind != QuestionKind.REPEAT:
            etree.SubElement(element, child.name).text = child.default or None
    return element


def write_text(
    text: Text, element: _Element | None, environment: Environment | None
) -> str:
    """Return a text with the answers that it quotes; without answers an ellipsis."""
    parts = []
    for part in text:
        if not isinstance(part, Expression):
            parts.append(part)
        elif element is None or environment is None:
            parts.append("…")
        else:
            parts.append(part.to_text(element, environment))
    return " ".join("".join(parts).split())


def _walk(parent: Node, prefix: str) -> Iterator[Node]:
    for question in parent.question.children:
        given = parent.element.iterchildren(tag=question.name)
        for number, element in enumerate(given, start=1):
            is_repeat = question.kind == QuestionKind.REPEAT
            place = f"{prefix}{question.name}" + (f"/{number}" if is_repeat else "")
            node = Node(question, element, parent, place, number if is_repeat else None)
            yield node
            if question.is_section:
                yield from _walk(node, f"{place}/" if is_repeat else prefix)
