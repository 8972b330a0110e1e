"""Which choices of a question are open, given the other answers."""

from riaya.forms.expressions import Environment
from riaya.forms.reading.nodes import Node


def find_open_codes(node: Node, environment: Environment) -> set[str]:
    """Return the codes that may be chosen at a node."""
    question = node.question
    if question.choice_filter is None:
        return set(question.choices_by_code)
    rows = question.choice_filter.evaluate(node.element, environment)
    if not isinstance(rows, list):
        return set()
    return {(row.findtext(question.choice_value) or "").strip() for row in rows}
