"""Which questions are asked, and what the calculations give.

Both depend on each other: a score decides whether a question is asked, and
what is not asked counts as empty in the score.
"""

from lxml.etree import _Element
from riaya.forms.expressions import Environment
from riaya.forms.reading.nodes import list_nodes
from riaya.forms.reading.nodes import Node
from riaya.forms.reading.questions import Form


# Two passes settle what comes in the order of the form; longer chains take more.
MOST_PASSES = 20


class Settlement:
    """The nodes of an instance, once relevance and calculations stand still.

    With `recalculates` the calculated answers are worked out anew and what is
    not asked is emptied; without it the instance stays as it was filled in.
    """

    def __init__(
        self,
        form: Form,
        instance: _Element,
        environment: Environment,
        recalculates: bool = True,
    ):
        self.form, self.environment = form, environment
        self.nodes = list_nodes(form, instance)
        self.given = {node: node.text for node in self.nodes}
        self.relevant: dict[Node | None, bool] = {None: True}
        self.by_path: dict[str, list[Node]] = {}
        for node in self.nodes:
            self.by_path.setdefault(node.question.path, []).append(node)
        if not recalculates:
            self._find_relevant()
            return
        for _number in range(MOST_PASSES):
            is_changed = self._empty_what_is_not_asked()
            if not (self._calculate() or is_changed):
                break

    def is_asked(self, node: Node) -> bool:
        """Return True when a node and everything around it is relevant."""
        return self.relevant[node]

    def _find_relevant(self) -> None:
        for node in self.nodes:
            rule = node.question.rules.relevant
            self.relevant[node] = self.relevant[node.parent] and (
                rule is None or rule.is_true(node.element, self.environment)
            )

    def _empty_what_is_not_asked(self) -> bool:
        """Return True when an answer changed; what is asked again has its answer back."""
        is_changed = False
        for node in self.nodes:
            rules = node.question.rules
            is_asked = self.relevant[node] = self.relevant[node.parent] and (
                rules.relevant is None
                or rules.relevant.is_true(node.element, self.environment)
            )
            if node.question.is_section:
                continue
            if rules.calculate is None:
                wanted = self.given[node] if is_asked else ""
                is_changed |= _set(node, wanted)
            elif not is_asked:
                is_changed |= _set(node, "")
        return is_changed

    def _calculate(self) -> bool:
        """Return True when a calculation gave something new."""
        is_changed = False
        for question in self.form.order_of_calculation:
            calculate = question.rules.calculate
            if calculate is None:
                continue
            for node in self.by_path.get(question.path, ()):
                if not self.relevant[node]:
                    continue
                if calculate.is_volatile and self.given[node]:
                    # Chance gives something else every time; the first throw counts.
                    is_changed |= _set(node, self.given[node])
                    continue
                value = calculate.to_text(node.element, self.environment)
                is_changed |= _set(node, value)
        return is_changed


def _set(node: Node, text: str) -> bool:
    if node.text == text:
        return False
    node.element.text = text or None
    return True
