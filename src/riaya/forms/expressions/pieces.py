"""What the rewriting of an expression passes around."""

from dataclasses import dataclass
from riaya import _
from riaya.forms.expressions.refusals import ExpressionRefused
from riaya.forms.expressions.signatures import Kind
from riaya.forms.expressions.signatures import Signature
from riaya.forms.expressions.syntax import Call


# The names on the way from the root of the answers to a node.
Place = tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """A rewritten part: XPath for libxml2, and what is known of its result.

    `place` is where its nodes are in the answers, None when that is not known;
    `is_primary` is False for nodes of a secondary instance.
    """

    text: str
    kind: Kind
    place: Place | None = None
    is_primary: bool = True


@dataclass(frozen=True)
class Scope:
    """The node that a part is evaluated from.

    `here` is how XPath reaches it: as . or, where the evaluation starts in a
    secondary instance, as the current node.  `is_question` is False inside a
    predicate.  `is_primary` is True when / leads to the answers.
    """

    place: Place | None
    here: str = "."
    is_question: bool = True
    is_primary: bool = True


def coerce(piece: Piece, kind: Kind, name: str = "") -> str:
    """Return XPath that gives the piece as the kind that a function takes.

    Raises ExpressionRefused when the function of that name takes nodes, and the
    piece is none.
    """
    if kind in (piece.kind, Kind.ANY):
        return piece.text
    if kind is Kind.NODES:
        return coerce_to_nodes(piece, name)
    if kind is Kind.NUMBER:
        return coerce_to_number(piece)
    if kind is Kind.TRUTH:
        return f"boolean({piece.text})"
    if piece.kind in (Kind.NODES, Kind.TRUTH):
        return f"string({piece.text})"
    return f"r:text({piece.text})"


def coerce_to_number(piece: Piece) -> str:
    """Return XPath that gives the piece as a number, of days their count."""
    if piece.kind is Kind.NUMBER:
        return piece.text
    if piece.kind is Kind.TRUTH:
        return f"number({piece.text})"
    if piece.kind is Kind.NODES:
        # The first node decides, and a text is handed over faster than nodes.
        return f"r:number(string({piece.text}))"
    return f"r:number({piece.text})"


def coerce_to_nodes(piece: Piece, name: str) -> str:
    """Return XPath for a piece that may turn out to be nodes; refuse other kinds."""
    if piece.kind is Kind.ANY:
        return f"r:nodes({piece.text})"
    raise ExpressionRefused(
        _(
            "error_expression_needs_path",
            default="The function ${name}() takes the path of questions, not a text or number.",
            mapping={"name": name},
        )
    )


def write_values(node: Call, signature: Signature, pieces: list[Piece]) -> str:
    """Return XPath for the call of a function with the values."""
    kinds = signature.list_kinds(len(pieces))
    values = ", ".join(
        coerce(piece, kind, node.name)
        for piece, kind in zip(pieces, kinds, strict=True)
    )
    name = f"r:{node.name.removeprefix('jr:')}" if signature.run else node.name
    return f"{name}({values})"


def refuse_no_path() -> ExpressionRefused:
    """Return the refusal of predicates, steps or | on something without nodes."""
    return ExpressionRefused(
        _(
            "error_expression_not_a_path",
            default="The expression uses “/”, “[…]” or “|” on something that is not the path of questions. Use them on paths only.",
        )
    )
