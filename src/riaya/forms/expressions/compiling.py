"""Expressions, compiled once and evaluated for every answer."""

from collections.abc import Collection
from lxml.etree import _Element
from lxml.etree import XPath
from riaya.forms.expressions.environment import Environment
from riaya.forms.expressions.environment import here
from riaya.forms.expressions.library import EXTENSIONS
from riaya.forms.expressions.parser import parse_expression
from riaya.forms.expressions.parser import refuse_depth
from riaya.forms.expressions.pieces import Place
from riaya.forms.expressions.pieces import Scope
from riaya.forms.expressions.rewriting import Rewriter
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


class Expression:
    """An expression of a form.  It never changes, and threads may share it.

    `paths` are the nodes of the answers that it reads, as absolute paths without
    predicates; where it looks at any depth, // and the name.  A section among
    them means that its instances are counted or looked at, not what is in it.
    `is_volatile` says that random() or uuid() is called outside once().

    Evaluating never raises, whatever the answers are.
    """

    __slots__ = ("_instance", "_xpath", "is_volatile", "paths", "source")

    def __init__(
        self,
        source: str,
        text: str,
        paths: frozenset[str],
        is_volatile: bool,
        instance: str | None,
    ):
        self.source = source
        self.paths = paths
        self.is_volatile = is_volatile
        # The secondary instance that it starts in, so that its nodes are returned
        # themselves: libxml2 nodes of another document are copied by lxml.
        self._instance = instance
        self._xpath = XPath(
            text,
            namespaces=PREFIXES,
            extensions={
                (NAMESPACE, name): EXTENSIONS[name]
                for name in CALLED.findall(text)
                if name in EXTENSIONS
            },
            regexp=False,
            smart_strings=False,
        )

    def __repr__(self) -> str:
        return f"<Expression {self.source}>"

    def evaluate(self, node: _Element, environment: Environment) -> Value:
        """Return the result for the node of a question."""
        start = node
        if self._instance is not None:
            found = environment.instances.get(self._instance)
            if found is None:
                return []
            start = found
        # Evaluations nest: the label of a choice may hold an expression.
        outer_node, outer_environment = here.node, here.environment
        here.node, here.environment = node, environment
        try:
            return cast("Value", self._xpath(start))
        finally:
            here.node, here.environment = outer_node, outer_environment

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
        node = parse_expression(source)
        instance = find_instance(node)
        scope = Scope(context)
        if instance is not None:
            scope = Scope(context, here="r:current()", is_primary=False)
        piece = rewriter.write(node, scope)
    except RecursionError as error:
        raise refuse_depth() from error
    return Expression(
        source,
        piece.text,
        frozenset(rewriter.paths.reads),
        rewriter.is_volatile,
        instance,
    )


def split_path(path: str) -> Place:
    """Return the names of an absolute path."""
    return tuple(name for name in path.split("/") if name)


def find_instance(node: Node) -> str | None:
    """Return the secondary instance of which the expression gives nodes, or None."""
    if isinstance(node, Call) and node.name == "randomize" and node.arguments:
        return find_instance(node.arguments[0])
    if isinstance(node, Filter):
        return find_instance(node.primary)
    if isinstance(node, Call) and node.name == "instance" and node.arguments:
        name = node.arguments[0]
        return name.value if isinstance(name, Text) else None
    return None
