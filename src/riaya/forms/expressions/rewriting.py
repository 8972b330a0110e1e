"""Rewrite an expression so that the XPath of libxml2 can run it.

Parts whose result XPath knows by itself stay as they are.  Where the ODK XForms
specification says more than XPath (days that count as numbers, functions), an
extension function of the prefix r takes their place.
"""

from collections.abc import Collection
from functools import singledispatchmethod
from riaya import _
from riaya.forms.expressions.comparing import COMPARISONS
from riaya.forms.expressions.library import find_function
from riaya.forms.expressions.locating import PathWriter
from riaya.forms.expressions.pieces import coerce_to_number
from riaya.forms.expressions.pieces import Piece
from riaya.forms.expressions.pieces import Place
from riaya.forms.expressions.pieces import refuse_no_path
from riaya.forms.expressions.pieces import Scope
from riaya.forms.expressions.pieces import write_values
from riaya.forms.expressions.refusals import ExpressionRefused
from riaya.forms.expressions.signatures import Kind
from riaya.forms.expressions.signatures import Signature
from riaya.forms.expressions.special_calls import SPECIAL
from riaya.forms.expressions.syntax import Call
from riaya.forms.expressions.syntax import Filter
from riaya.forms.expressions.syntax import Negation
from riaya.forms.expressions.syntax import Node
from riaya.forms.expressions.syntax import Number
from riaya.forms.expressions.syntax import Operation
from riaya.forms.expressions.syntax import Path
from riaya.forms.expressions.syntax import Text


FIGURES = frozenset({Kind.NUMBER, Kind.TRUTH})
# Functions whose result differs each time.
VOLATILE = frozenset({"random", "uuid"})


class Rewriter:
    """Rewrites one expression, and keeps what it learns about it."""

    def __init__(
        self,
        context: Place,
        repeats: frozenset[Place],
        instances: Collection[str] | None,
    ):
        self.instances = instances
        self.paths = PathWriter(context, repeats, self.write_predicate)
        self.is_volatile = False
        self.once_depth = 0

    @singledispatchmethod
    def write(self, node: Node, scope: Scope) -> Piece:
        """Return the part rewritten; raise ExpressionRefused when it cannot be."""
        raise TypeError(f"{type(node).__name__} is no part of an expression.")

    @write.register
    def _(self, node: Number, _scope: Scope) -> Piece:
        return Piece(node.text, Kind.NUMBER)

    @write.register
    def _(self, node: Text, _scope: Scope) -> Piece:
        return Piece(node.quoted, Kind.TEXT)

    @write.register
    def _(self, node: Path, scope: Scope) -> Piece:
        return self.paths.write(node, scope)

    @write.register
    def _(self, node: Negation, scope: Scope) -> Piece:
        number = coerce_to_number(self.write_operand(node.operand, scope))
        return Piece(f"-{number}" if node.is_negative else number, Kind.NUMBER)

    @write.register
    def _(self, node: Operation, scope: Scope) -> Piece:
        operator = node.rest[0][0]
        if operator in COMPARISONS:
            return self.write_comparison(node, scope)
        operands = [node.first, *(operand for _operator, operand in node.rest)]
        pieces = [self.write_operand(operand, scope) for operand in operands]
        if operator == "|":
            return unite(pieces)
        if operator in ("and", "or"):
            text = f" {operator} ".join(piece.text for piece in pieces)
            return Piece(text, Kind.TRUTH)
        text = coerce_to_number(pieces[0])
        for (sign, _operand), piece in zip(node.rest, pieces[1:], strict=True):
            text += f" {sign} {coerce_to_number(piece)}"
        return Piece(text, Kind.NUMBER)

    @write.register
    def _(self, node: Filter, scope: Scope) -> Piece:
        piece = self.write_start(node, scope)
        if piece.kind is not Kind.NODES:
            raise refuse_no_path()
        inner = Scope(piece.place, is_question=False, is_primary=piece.is_primary)
        conditions = [self.write_predicate(part, inner) for part in node.predicates]
        text = piece.text + "".join(f"[{part}]" for part in conditions)
        if not node.steps:
            return Piece(text, Kind.NODES, piece.place, piece.is_primary)
        return self.paths.walk([text], piece.place, node.steps, piece.is_primary)

    @write.register
    def _(self, node: Call, scope: Scope) -> Piece:
        signature = check_call(node)
        if node.name in VOLATILE and not self.once_depth:
            self.is_volatile = True
        if special := SPECIAL.get(node.name):
            return special(self, node, scope)
        return self.write_call(node, signature, scope)

    def write_call(self, node: Call, signature: Signature, scope: Scope) -> Piece:
        """Return the call of a function with what it takes."""
        pieces = [self.write(argument, scope) for argument in node.arguments]
        return Piece(write_values(node, signature, pieces), signature.returns)

    def write_operand(self, node: Node, scope: Scope) -> Piece:
        """Return a part so that an operator may stand beside it."""
        piece = self.write(node, scope)
        if not isinstance(node, (Operation, Negation)):
            return piece
        return Piece(f"({piece.text})", piece.kind, piece.place, piece.is_primary)

    def write_predicate(self, node: Node, scope: Scope) -> str:
        """Return a condition in brackets."""
        return self.write(node, scope).text

    def write_comparison(self, node: Operation, scope: Scope) -> Piece:
        left = self.write_operand(node.first, scope)
        for operator, operand in node.rest:
            right = self.write_operand(operand, scope)
            left = Piece(f"({compare(operator, left, right)})", Kind.TRUTH)
        return left

    def write_start(self, node: Filter, scope: Scope) -> Piece:
        """Return what predicates and steps stand behind."""
        if isinstance(node.primary, Call):
            if node.primary.name == "current" and node.steps and not node.predicates:
                check_call(node.primary)
                return reach_current(self.paths.context, scope)
            return self.write(node.primary, scope)
        piece = self.write(node.primary, scope)
        return Piece(f"({piece.text})", piece.kind, piece.place, piece.is_primary)


def reach_current(context: Place, scope: Scope) -> Piece:
    """Return the way to the node that the evaluation starts from."""
    here = scope.here if scope.is_question else "r:current()"
    return Piece(here, Kind.NODES, context)


def unite(pieces: list[Piece]) -> Piece:
    """Return the union of nodes; raise ExpressionRefused when one is no path."""
    if any(piece.kind is not Kind.NODES for piece in pieces):
        raise refuse_no_path()
    is_primary = all(piece.is_primary for piece in pieces)
    text = " | ".join(piece.text for piece in pieces)
    return Piece(text, Kind.NODES, None, is_primary)


def compare(operator: str, left: Piece, right: Piece) -> str:
    """Return a comparison: by XPath itself where no day can be compared."""
    kinds = {left.kind, right.kind}
    if operator in ("=", "!="):
        is_native = Kind.TRUTH in kinds or not kinds & {Kind.NUMBER, Kind.ANY}
    else:
        is_native = kinds <= FIGURES
    if is_native:
        return f"{left.text} {operator} {right.text}"
    return f"r:{COMPARISONS[operator][0]}({left.text}, {right.text})"


def check_call(node: Call) -> Signature:
    """Return the signature of the function that is called.

    Raises ExpressionRefused when there is no such function, or when it is given
    too few or too many values.
    """
    signature = find_function(node.name)
    if signature is None:
        raise ExpressionRefused(
            _(
                "error_expression_unknown_function",
                default="Forms have no function ${name}(). Correct its name, or write the expression without it.",
                mapping={"name": node.name},
            )
        )
    if not signature.accepts(len(node.arguments)):
        raise ExpressionRefused(
            _(
                "error_expression_arguments",
                default="The function ${name}() takes ${expected} values in its parentheses, and here has ${count}.",
                mapping={
                    "name": node.name,
                    "expected": signature.describe_count(),
                    "count": len(node.arguments),
                },
            )
        )
    return signature
