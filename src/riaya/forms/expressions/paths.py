"""Read the paths of an expression.

Source: ODK XForms specification, XPath Paths and XPath Axes: elements only,
by child, parent and self, and // for any depth.
"""

from riaya import _
from riaya.forms.expressions.refusals import ExpressionRefused
from riaya.forms.expressions.refusals import refuse_unreadable
from riaya.forms.expressions.syntax import Node
from riaya.forms.expressions.syntax import Path
from riaya.forms.expressions.syntax import PathStep
from riaya.forms.expressions.tokens import Token


AXES = frozenset({"child", "parent", "self", "descendant-or-self"})
# On these two axes there are elements only, so node() finds no texts.
WITHOUT_TEXTS = frozenset({"parent", "self"})
ANY_DEPTH = PathStep("descendant-or-self", "node()")
MOST_STEPS = 200


class PathParser:
    """The part of the parser that reads paths."""

    source: str
    tokens: list[Token]
    position: int

    def parse_expression(self, lowest: int = 1) -> Node:
        raise NotImplementedError

    @property
    def token(self) -> Token:
        """Return the word that comes next."""
        return self.tokens[self.position]

    def take(self) -> Token:
        """Return the word that comes next, and go on."""
        token = self.token
        self.position += 1
        return token

    def is_next(self, symbol: str) -> bool:
        """Return True when the symbol comes next."""
        return self.token.kind == "symbol" and self.token.text == symbol

    def expect(self, symbol: str) -> None:
        """Go on behind the symbol; raise ExpressionRefused when it is missing."""
        if not self.is_next(symbol):
            raise self.refuse()
        self.take()

    def refuse(self) -> ExpressionRefused:
        """Return the refusal of the word that comes next."""
        return refuse_unreadable(self.source, self.token.start)

    def parse_path(self) -> Path:
        is_absolute = self.is_next("/") or self.is_next("//")
        if not is_absolute:
            first = self.parse_step()
            return Path(False, (first, *self.parse_steps()))
        if self.is_next("/") and not self.is_step(self.tokens[self.position + 1]):
            self.take()
            return Path(True, ())
        return Path(True, self.parse_steps())

    @staticmethod
    def is_step(token: Token) -> bool:
        """Return True when a step of a path begins with the word."""
        return token.kind == "name" or token.text in ("*", ".", "..", "@")

    def parse_steps(self) -> tuple[PathStep, ...]:
        """Return the steps behind slashes that come next."""
        steps: list[PathStep] = []
        while self.is_next("/") or self.is_next("//"):
            if self.take().text == "//":
                steps.append(ANY_DEPTH)
            steps.append(self.parse_step())
            if len(steps) > MOST_STEPS:
                raise self.refuse()
        return tuple(steps)

    def parse_step(self) -> PathStep:
        if self.is_next("."):
            self.take()
            return PathStep("self", "node()")
        if self.is_next(".."):
            self.take()
            return PathStep("parent", "node()")
        axis = self.parse_axis()
        test = self.parse_test(axis)
        return PathStep(axis, test, self.parse_predicates())

    def parse_axis(self) -> str:
        if self.is_next("@"):
            raise refuse_axis("attribute")
        if self.is_next("$"):
            raise ExpressionRefused(
                _(
                    "error_expression_variable",
                    default="The expression names a variable with $. Name questions as ${open}name${close} in the spreadsheet, or by their path.",
                    mapping={"open": "${", "close": "}"},
                )
            )
        if self.token.kind != "name" or self.tokens[self.position + 1].text != "::":
            return "child"
        axis = self.take().text
        self.take()
        if axis not in AXES:
            raise refuse_axis(axis)
        return axis

    def parse_test(self, axis: str) -> str:
        """Return the name that a step looks for, * or node()."""
        token = self.take()
        if token.text == "*" and token.kind == "symbol":
            return "*"
        if token.kind != "name":
            self.position -= 1
            raise self.refuse()
        if self.is_next("("):
            return self.parse_node_type(token, axis)
        if ":" in token.text:
            raise ExpressionRefused(
                _(
                    "error_expression_prefix",
                    default="The expression names “${name}” with a prefix. Name questions without a prefix.",
                    mapping={"name": token.text},
                )
            )
        return token.text

    def parse_node_type(self, token: Token, axis: str) -> str:
        if token.text != "node" or axis not in WITHOUT_TEXTS:
            self.position -= 1
            raise self.refuse()
        self.expect("(")
        self.expect(")")
        return "node()"

    def parse_predicates(self) -> tuple[Node, ...]:
        """Return the conditions in brackets that come next."""
        predicates: list[Node] = []
        while self.is_next("["):
            self.take()
            predicates.append(self.parse_expression())
            self.expect("]")
        return tuple(predicates)


def refuse_axis(axis: str) -> ExpressionRefused:
    """Return the refusal of a direction that phones do not know."""
    return ExpressionRefused(
        _(
            "error_expression_axis",
            default="The expression looks along “${axis}”, which forms do not support. Use child, parent (..) or self (.).",
            mapping={"axis": axis},
        )
    )
