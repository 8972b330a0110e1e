"""Calls that are checked or written in a way of their own."""

from collections.abc import Callable
from collections.abc import Collection
from riaya import _
from riaya.forms.expressions.locating import follow
from riaya.forms.expressions.locating import PathWriter
from riaya.forms.expressions.parser import parse_expression
from riaya.forms.expressions.patterns import read_pattern
from riaya.forms.expressions.pieces import coerce
from riaya.forms.expressions.pieces import coerce_to_number
from riaya.forms.expressions.pieces import Piece
from riaya.forms.expressions.pieces import Place
from riaya.forms.expressions.pieces import Scope
from riaya.forms.expressions.pieces import write_values
from riaya.forms.expressions.refusals import ExpressionRefused
from riaya.forms.expressions.signatures import FUNCTIONS
from riaya.forms.expressions.signatures import Kind
from riaya.forms.expressions.signatures import Signature
from riaya.forms.expressions.syntax import Call
from riaya.forms.expressions.syntax import Node
from riaya.forms.expressions.syntax import Path
from riaya.forms.expressions.syntax import Text
from riaya.forms.expressions.texts import DIGESTS
from riaya.forms.expressions.texts import ENCODINGS
from typing import Protocol


class Rewriting(Protocol):
    """What a call may ask of the rewriting that it is part of."""

    instances: Collection[str] | None
    once_depth: int
    paths: PathWriter

    def write(self, node: Node, scope: Scope) -> Piece:
        """Return a part rewritten."""

    def write_call(self, node: Call, signature: Signature, scope: Scope) -> Piece:
        """Return a call written as any other."""


Writer = Callable[[Rewriting, Call, Scope], Piece]
WORDS = frozenset({Kind.TEXT, Kind.NODES})


def write_plainly(rewriter: Rewriting, node: Call, scope: Scope) -> Piece:
    """Write the call as any other."""
    return rewriter.write_call(node, FUNCTIONS[node.name], scope)


def write_string(rewriter: Rewriting, node: Call, scope: Scope) -> Piece:
    """Write string(), which without a value means the node itself."""
    if not node.arguments:
        return Piece(f"string({scope.here})", Kind.TEXT)
    piece = rewriter.write(node.arguments[0], scope)
    return Piece(coerce(piece, Kind.TEXT), Kind.TEXT)


def write_number_call(rewriter: Rewriting, node: Call, scope: Scope) -> Piece:
    """Write number(), which without a value means the node itself."""
    if not node.arguments:
        return Piece(f"r:number(string({scope.here}))", Kind.NUMBER)
    piece = rewriter.write(node.arguments[0], scope)
    return Piece(coerce_to_number(piece), Kind.NUMBER)


def write_choice(rewriter: Rewriting, node: Call, scope: Scope) -> Piece:
    """Write if() or coalesce(), of which more is known when both values are alike."""
    pieces = [rewriter.write(value, scope) for value in node.arguments]
    text = write_values(node, FUNCTIONS[node.name], pieces)
    kinds = {piece.kind for piece in pieces[-2:]}
    if node.name == "coalesce" and kinds <= WORDS:
        return Piece(text, Kind.TEXT)
    if len(kinds) == 1 and kinds != {Kind.NODES}:
        return Piece(text, kinds.pop())
    return Piece(text, Kind.ANY)


def write_once(rewriter: Rewriting, node: Call, scope: Scope) -> Piece:
    """Write once(), in which random values stay as they came out first."""
    rewriter.once_depth += 1
    piece = write_plainly(rewriter, node, scope)
    rewriter.once_depth -= 1
    return piece


def write_position(rewriter: Rewriting, node: Call, scope: Scope) -> Piece:
    """Write position(), which of a node counts its siblings of the same name."""
    if not node.arguments:
        return Piece("position()", Kind.NUMBER)
    piece = rewriter.write(node.arguments[0], scope)
    if piece.kind is Kind.NODES and piece.place:
        siblings = f"({piece.text})[1]/preceding-sibling::{piece.place[-1]}"
        return Piece(f"(count({siblings}) + 1)", Kind.NUMBER)
    nodes = coerce(piece, Kind.NODES, node.name)
    return Piece(f"r:position({nodes})", Kind.NUMBER)


def write_current(rewriter: Rewriting, _node: Call, scope: Scope) -> Piece:
    """Write current() on its own, which reads the question itself."""
    context = rewriter.paths.context
    rewriter.paths.read(context, ())
    here = scope.here if scope.is_question else "r:current()"
    return Piece(here, Kind.NODES, context)


def write_instance_call(rewriter: Rewriting, node: Call, _scope: Scope) -> Piece:
    """Write instance(), whose id must be known."""
    name = node.arguments[0]
    known = rewriter.instances
    if not isinstance(name, Text):
        raise ExpressionRefused(
            _(
                "error_expression_instance_computed",
                default="The function instance() takes the name of a list in quotation marks, not a calculation.",
            )
        )
    if known is not None and name.value not in known:
        raise ExpressionRefused(
            _(
                "error_expression_unknown_instance",
                default="The expression reads the list “${name}”, which the form does not contain. Add it to the choices, or correct its name.",
                mapping={"name": name.value},
            )
        )
    return Piece(f"r:instance({name.quoted})", Kind.NODES, None, is_primary=False)


def write_regex(rewriter: Rewriting, node: Call, scope: Scope) -> Piece:
    """Write regex(), whose pattern is checked beforehand when it is known."""
    pattern = node.arguments[1]
    if isinstance(pattern, Text):
        read_pattern(pattern.value)
    return write_plainly(rewriter, node, scope)


def write_digest(rewriter: Rewriting, node: Call, scope: Scope) -> Piece:
    """Write digest(), whose algorithm and encoding are checked when they are known."""
    for value, known in zip(node.arguments[1:], (DIGESTS, ENCODINGS), strict=False):
        if isinstance(value, Text) and value.value not in known:
            raise ExpressionRefused(
                _(
                    "error_expression_digest",
                    default="The function digest() does not know “${name}”. Use one of: ${known}.",
                    mapping={
                        "name": value.value,
                        "known": ", ".join(sorted(known)),
                    },
                )
            )
    return write_plainly(rewriter, node, scope)


def write_choice_name(rewriter: Rewriting, node: Call, scope: Scope) -> Piece:
    """Write jr:choice-name(), whose question is named by a path in quotation marks."""
    value, question = node.arguments
    path = parse_expression(question.value) if isinstance(question, Text) else None
    piece = rewriter.write(path, scope) if isinstance(path, Path) else None
    if piece is None or not piece.place:
        raise ExpressionRefused(
            _(
                "error_expression_choice_name",
                default="The function jr:choice-name() takes as its second value the path of a question in quotation marks, as in jr:choice-name(${open}name${close}, '${open}name${close}').",
                mapping={"open": "${", "close": "}"},
            )
        )
    text = coerce(rewriter.write(value, scope), Kind.TEXT)
    place = "/" + "/".join(piece.place)
    return Piece(f"r:choice-name({text}, '{place}')", Kind.TEXT)


def write_indexed_repeat(rewriter: Rewriting, node: Call, scope: Scope) -> Piece:
    """Write indexed-repeat(): the way down from what holds the outermost repeat.

    Nodes are picked below it by names, because lxml hands over copies, which
    have no parents, when the evaluation started in a secondary instance.
    """
    target, *pairs = node.arguments
    place = find_place(target, scope)
    repeats = [find_place(repeat, scope) for repeat in pairs[::2]]
    above = min(map(len, repeats))
    if above < 2 or any(place[: len(repeat)] != repeat for repeat in repeats):
        raise refuse_indexed_repeat()
    values = [rewriter.paths.write_container(place, scope, above)]
    values.append(f"'{'/'.join(place[above - 1 :])}'")
    for repeat, index in zip(repeats, pairs[1::2], strict=True):
        rewriter.paths.read(repeat, ())
        values.append(str(len(repeat) - above))
        values.append(coerce_to_number(rewriter.write(index, scope)))
    rewriter.paths.read(place, ())
    return Piece(f"r:indexed-repeat({', '.join(values)})", Kind.NODES, place)


def find_place(node: Node, scope: Scope) -> Place:
    """Return where a path leads; raise ExpressionRefused when that is not known."""
    if isinstance(node, Path) and not any(step.predicates for step in node.steps):
        place: Place | None = () if node.is_absolute else scope.place
        for step in node.steps:
            place = follow(place, step)
        if place:
            return place
    raise refuse_indexed_repeat()


def refuse_indexed_repeat() -> ExpressionRefused:
    """Return the refusal of indexed-repeat() over anything but paths."""
    return ExpressionRefused(
        _(
            "error_expression_indexed_repeat",
            default="The function indexed-repeat() takes a question, and then each repeat around it with a number, as in indexed-repeat(${open}name${close}, ${open}repeat${close}, 2).",
            mapping={"open": "${", "close": "}"},
        )
    )


SPECIAL: dict[str, Writer] = {
    "coalesce": write_choice,
    "current": write_current,
    "digest": write_digest,
    "if": write_choice,
    "indexed-repeat": write_indexed_repeat,
    "instance": write_instance_call,
    "jr:choice-name": write_choice_name,
    "number": write_number_call,
    "once": write_once,
    "position": write_position,
    "regex": write_regex,
    "string": write_string,
}
