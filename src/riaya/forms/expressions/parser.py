"""Read an expression: the grammar of XPath 1.0 by the ranks of its operators.

Chains of one rank stay flat and depth is counted, so that no expression that
somebody uploads exhausts the stack.
"""

from riaya import _
from riaya.forms.expressions.paths import PathParser
from riaya.forms.expressions.refusals import ExpressionRefused
from riaya.forms.expressions.syntax import Call
from riaya.forms.expressions.syntax import Filter
from riaya.forms.expressions.syntax import Negation
from riaya.forms.expressions.syntax import Node
from riaya.forms.expressions.syntax import Number
from riaya.forms.expressions.syntax import Operation
from riaya.forms.expressions.syntax import PathStep
from riaya.forms.expressions.syntax import Text
from riaya.forms.expressions.tokens import split_into_tokens


LONGEST = 20_000
DEEPEST = 100
# libxml2 follows a chain by recursion and gives up at 5,000.
MOST_OPERANDS = 1_000
# A chain of comparisons is nested when it is rewritten.
MOST_COMPARISONS = 20

RANKS = {
    "or": 1,
    "and": 2,
    "=": 3,
    "!=": 3,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "div": 6,
    "mod": 6,
    "|": 7,
}
UNION = RANKS["|"]
COMPARING = frozenset({RANKS["="], RANKS["<"]})
NODE_TYPES = frozenset({"node", "text", "comment", "processing-instruction"})


def parse_expression(source: str) -> Node:
    """Return what the expression consists of.

    Raises ExpressionRefused when it is empty, too long, nested too deep or not
    an expression, with the place where reading it failed.
    """
    if len(source) > LONGEST:
        raise ExpressionRefused(
            _(
                "error_expression_too_long",
                default="The expression has more than ${limit} characters. Split it into several calculations.",
                mapping={"limit": LONGEST},
            )
        )
    if not source.strip():
        raise ExpressionRefused(
            _(
                "error_expression_empty",
                default="The expression is empty. Write one, or leave the cell empty.",
            )
        )
    return Parser(source).parse()


class Parser(PathParser):
    """Reads one expression from left to right."""

    def __init__(self, source: str):
        self.source = source
        self.tokens = split_into_tokens(source)
        self.position = 0
        self.depth = 0

    def parse(self) -> Node:
        """Return the whole expression; nothing may be left over."""
        node = self.parse_expression()
        if self.token.kind != "end":
            raise self.refuse()
        return node

    def parse_expression(self, lowest: int = 1) -> Node:
        """Return what operators of the rank or above hold together."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise refuse_depth()
        left = self.parse_operand()
        while (rank := self.read_rank()) >= lowest:
            left = Operation(left, self.parse_chain(rank))
        self.depth -= 1
        return left

    def parse_chain(self, rank: int) -> tuple[tuple[str, Node], ...]:
        """Return the operators of one rank that follow, with their right sides."""
        rest: list[tuple[str, Node]] = []
        while self.read_rank() == rank:
            if len(rest) == (MOST_COMPARISONS if rank in COMPARING else MOST_OPERANDS):
                raise refuse_depth()
            operator = self.take().text
            rest.append((operator, self.parse_expression(rank + 1)))
        return tuple(rest)

    def read_rank(self) -> int:
        """Return the rank of the operator that comes next, or 0."""
        return RANKS.get(self.token.text, 0) if self.token.kind != "text" else 0

    def parse_operand(self) -> Node:
        """Return what stands between two operators, with minus signs before it."""
        signs = 0
        while self.is_next("-"):
            self.take()
            signs += 1
        if not signs:
            return self.parse_primary()
        return Negation(self.parse_expression(UNION), signs % 2 == 1)

    def parse_primary(self) -> Node:
        """Return a value, a call, something in parentheses, or a path."""
        token = self.token
        if token.kind == "number":
            return Number(self.take().text)
        if token.kind == "text":
            return Text(self.take().text)
        if self.is_next("("):
            return self.parse_filter(self.parse_group())
        if token.kind == "name" and self.is_call():
            return self.parse_filter(self.parse_call())
        return self.parse_path()

    def is_call(self) -> bool:
        """Return True when the name that comes next is that of a function."""
        following = self.tokens[self.position + 1]
        return following.text == "(" and self.token.text not in NODE_TYPES

    def parse_group(self) -> Node:
        self.expect("(")
        node = self.parse_expression()
        self.expect(")")
        return node

    def parse_call(self) -> Call:
        name = self.take()
        self.expect("(")
        arguments: list[Node] = []
        while not self.is_next(")"):
            if arguments:
                self.expect(",")
            if len(arguments) == MOST_OPERANDS:
                raise refuse_depth()
            arguments.append(self.parse_expression())
        self.expect(")")
        return Call(name.text, tuple(arguments), name.start)

    def parse_filter(self, primary: Node) -> Node:
        """Return the primary with the predicates and steps behind it, if any."""
        predicates = self.parse_predicates()
        steps: tuple[PathStep, ...] = ()
        if self.is_next("/") or self.is_next("//"):
            steps = self.parse_steps()
        if not predicates and not steps:
            return primary
        return Filter(primary, predicates, steps)


def refuse_depth() -> ExpressionRefused:
    """Return the refusal of what is nested or chained too far."""
    return ExpressionRefused(
        _(
            "error_expression_too_deep",
            default="The expression is nested too deep or has too many parts. Split it into several calculations.",
        )
    )
