"""Expressions, compiled once and evaluated for every answer."""

from collections.abc import Collection
from dataclasses import dataclass
from lxml.etree import _Element
from lxml.etree import XPath
from lxml.etree import XPathError
from riaya.forms.expressions.environment import Environment
from riaya.forms.expressions.environment import here
from riaya.forms.expressions.library import EXTENSIONS
from riaya.forms.expressions.nodes import shuffle_nodes
from riaya.forms.expressions.parser import parse_expression
from riaya.forms.expressions.parser import refuse_depth
from riaya.forms.expressions.pieces import coerce
from riaya.forms.expressions.pieces import Place
from riaya.forms.expressions.pieces import Scope
from riaya.forms.expressions.refusals import refuse_unreadable
from riaya.forms.expressions.rewriting import check_call
from riaya.forms.expressions.rewriting import Rewriter
from riaya.forms.expressions.signatures import Kind
from riaya.forms.expressions.syntax import Call
from riaya.forms.expressions.syntax import Filter
from riaya.forms.expressions.syntax import Node
from riaya.forms.expressions.syntax import Text
from riaya.forms.expressions.values import to_text
from riaya.forms.expressions.values import to_truth
from riaya.forms.expressions.values import Value
from typing import cast

import math
import re


NAMESPACE = "riaya:expressions"
PREFIXES = {"r": NAMESPACE}
CALLED = re.compile(r"\br:([a-z0-9-]+)\(")


@dataclass(frozen=True, slots=True)
class Program:
    """XPath that libxml2 runs.

    It starts at the node of the question or, so that the rows of a list are
    returned themselves, in the secondary instance that it returns nodes of: lxml
    copies the nodes of another document.
    """

    xpath: XPath
    instance: str | None

    def run(self, node: _Element, environment: Environment) -> Value:
        """Return the result for the node of a question."""
        start = node
        if self.instance is not None:
            if (found := environment.instances.get(self.instance)) is None:
                return []
            start = found
        # Evaluations nest: the label of a choice may hold an expression.
        outer_node, outer_environment = here.node, here.environment
        here.node, here.environment = node, environment
        try:
            return cast("Value", self.xpath(start))
        finally:
            here.node, here.environment = outer_node, outer_environment


class Expression:
    """An expression of a form.  It never changes, and threads may share it.

    `paths` are the nodes of the answers that it reads, as absolute paths without
    predicates; where it looks at any depth, // and the name.  A section among
    them means that its instances are counted or looked at, not what is in it.
    `is_volatile` says that random() or uuid() is called outside once().

    Evaluating never raises, whatever the answers are.
    """

    __slots__ = ("_is_shuffled", "_program", "_seed", "is_volatile", "paths", "source")

    def __init__(self, source: str, node: Node, rewriter: Rewriter):
        self.source = source
        self._seed: Program | None = None
        # XPath returns nodes in the order of the document only.
        self._is_shuffled = isinstance(node, Call) and node.name == "randomize"
        if isinstance(node, Call) and self._is_shuffled:
            check_call(node)
            nodes, *seed = node.arguments
            self._program = write_program(nodes, rewriter, Kind.NODES)
            self._seed = write_program(seed[0], rewriter) if seed else None
        else:
            self._program = write_program(node, rewriter)
        self.paths = frozenset(rewriter.paths.reads)
        self.is_volatile = rewriter.is_volatile

    def __repr__(self) -> str:
        return f"<Expression {self.source}>"

    def evaluate(self, node: _Element, environment: Environment) -> Value:
        """Return the result for the node of a question."""
        result = self._program.run(node, environment)
        if not self._is_shuffled or not isinstance(result, list):
            return result
        seed = self._seed.run(node, environment) if self._seed else None
        return shuffle_nodes(result, seed)

    def is_true(self, node: _Element, environment: Environment) -> bool:
        """Return whether the result counts as true: not empty, not zero, not NaN."""
        return to_truth(self.evaluate(node, environment))

    def to_text(self, node: _Element, environment: Environment) -> str:
        """Return the result as it is written into an answer.

        Whole numbers have no point, no number has an exponent, and what cannot
        be calculated (NaN) is empty.
        """
        result = self.evaluate(node, environment)
        if isinstance(result, float) and math.isnan(result):
            return ""
        return to_text(result)


def compile_expression(
    source: str,
    context_path: str = "/",
    repeats: Collection[str] = (),
    instances: Collection[str] | None = None,
) -> Expression:
    """Return the expression of the question at the context path.

    `repeats` are the paths of the repeats of the form, `instances` the ids of its
    secondary instances (None leaves them unchecked).  Raises ExpressionRefused
    with a sentence when the expression is not one, calls a function that there
    is not or with the wrong number of values, or reads what it may not.
    """
    context = split_path(context_path)
    rewriter = Rewriter(context, frozenset(map(split_path, repeats)), instances)
    try:
        return Expression(source, parse_expression(source), rewriter)
    except RecursionError as error:
        raise refuse_depth() from error
    except XPathError as error:
        # Some names of XML 1.0 in its fifth edition are none in libxml2.
        raise refuse_unreadable(source, 0) from error


def write_program(node: Node, rewriter: Rewriter, kind: Kind = Kind.ANY) -> Program:
    """Return the program for a part; raise ExpressionRefused when there is none."""
    scope = Scope(rewriter.paths.context)
    instance = find_instance(node)
    if instance is not None:
        scope = Scope(scope.place, here="r:current()", is_primary=False)
    text = coerce(rewriter.write(node, scope), kind, "randomize")
    called = {name for name in CALLED.findall(text) if name in EXTENSIONS}
    xpath = XPath(
        text,
        namespaces=PREFIXES,
        extensions={(NAMESPACE, name): EXTENSIONS[name] for name in called},
        regexp=False,
        smart_strings=False,
    )
    return Program(xpath, instance)


def split_path(path: str) -> Place:
    """Return the names of an absolute path."""
    return tuple(name for name in path.split("/") if name)


def find_instance(node: Node) -> str | None:
    """Return the secondary instance of which the part gives nodes, or None."""
    if isinstance(node, Filter):
        return find_instance(node.primary)
    if isinstance(node, Call) and node.name in ("instance", "randomize"):
        first = node.arguments[0] if node.arguments else None
        if node.name == "randomize" and first:
            return find_instance(first)
        return first.value if isinstance(first, Text) else None
    return None
