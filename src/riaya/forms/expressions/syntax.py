"""The parts of an expression, as the grammar of XPath 1.0 names them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its quotation marks."""

    quoted: str

    @property
    def value(self) -> str:
        """Return the text without its quotation marks."""
        return self.quoted[1:-1]


@dataclass(frozen=True, slots=True)
class Operation:
    """A chain of operators of one rank, read from the left: 1 + 2 - 3."""

    first: "Node"
    rest: tuple[tuple[str, "Node"], ...]


@dataclass(frozen=True, slots=True)
class Negation:
    """A minus before something; two of them cancel out, but make a number."""

    operand: "Node"
    is_negative: bool


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments; `start` is where its name stands."""

    name: str
    arguments: tuple["Node", ...]
    start: int


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of a path: where to look, for which name, and which of them."""

    axis: str
    test: str
    predicates: tuple["Node", ...] = ()

    def __str__(self) -> str:
        if self.axis == "child":
            return self.test
        if self.test == "node()" and self.axis in ("self", "parent"):
            return "." if self.axis == "self" else ".."
        return f"{self.axis}::{self.test}"


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from the root of the answers, or from the node that is looked at."""

    is_absolute: bool
    steps: tuple[PathStep, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Predicates and steps behind something other than a path."""

    primary: "Node"
    predicates: tuple["Node", ...]
    steps: tuple[PathStep, ...]


Node = Number | Text | Operation | Negation | Call | Path | Filter
