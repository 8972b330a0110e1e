"""The functions that an expression may call: what they take and what they give."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a part of an expression gives, as far as it is known beforehand."""

    NUMBER = "number"
    TEXT = "text"
    TRUTH = "truth"
    NODES = "nodes"
    ANY = "any"


@dataclass(frozen=True)
class Signature:
    """What a function takes: first `takes`, then up to all of `optional`, or
    `repeated` as a group any number of times.

    `run` is None for functions that XPath has itself.
    """

    takes: tuple[Kind, ...]
    returns: Kind
    optional: tuple[Kind, ...] = ()
    repeated: tuple[Kind, ...] = ()
    run: Callable[..., Any] | None = None

    def accepts(self, count: int) -> bool:
        """Return True when the function can be called with so many values."""
        extra = count - len(self.takes)
        if extra < 0:
            return False
        if self.repeated:
            return extra % len(self.repeated) == 0
        return extra <= len(self.optional)

    def list_kinds(self, count: int) -> list[Kind]:
        """Return the kind of each of so many values."""
        kinds = [*self.takes, *self.optional]
        while self.repeated and len(kinds) < count:
            kinds.extend(self.repeated)
        return kinds[:count]

    def describe_count(self) -> str:
        """Return how many values the function takes: 2, 1–2 or ≥ 2."""
        least = len(self.takes)
        if self.repeated:
            return f"≥ {least}"
        if self.optional:
            return f"{least}–{least + len(self.optional)}"
        return str(least)


FUNCTIONS: dict[str, Signature] = {}


def function(
    name: str,
    *takes: Kind,
    returns: Kind,
    optional: tuple[Kind, ...] = (),
    repeated: tuple[Kind, ...] = (),
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register what follows as the function of that name.

    It is called with the context of XPath and the values, already of the kinds
    named here.  It must not raise whatever the values are: they come from
    clients.
    """

    def register(run: Callable[..., Any]) -> Callable[..., Any]:
        FUNCTIONS[name] = Signature(takes, returns, optional, repeated, run)
        return run

    return register
