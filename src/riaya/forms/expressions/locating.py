"""Write the paths of an expression for libxml2.

XLSForm names a question by its absolute path, also inside a repeat, where it
means the question of the same repeat instance.  Source: ODK XForms
specification, XPath Paths (deviation of absolute paths in repeats), and the
behaviour of ODK Collect in predicates.
"""

from collections.abc import Callable
from collections.abc import Sequence
from riaya.forms.expressions.pieces import Piece
from riaya.forms.expressions.pieces import Place
from riaya.forms.expressions.pieces import Scope
from riaya.forms.expressions.signatures import Kind
from riaya.forms.expressions.syntax import Node
from riaya.forms.expressions.syntax import Path
from riaya.forms.expressions.syntax import PathStep


class PathWriter:
    """Writes paths, and keeps which nodes of the answers they read."""

    def __init__(
        self,
        context: Place,
        repeats: frozenset[Place],
        write_predicate: Callable[[Node, Scope], str],
    ):
        self.context = context
        self.repeats = repeats
        self.write_predicate = write_predicate
        self.reads: set[str] = set()

    def write(self, path: Path, scope: Scope) -> Piece:
        """Return the path for libxml2."""
        if not path.is_absolute:
            start = [] if scope.here == "." else [scope.here]
            is_primary = scope.is_question or scope.is_primary
            return self.walk(start, scope.place, path.steps, is_primary)
        if anchored := self.anchor(path, scope):
            start, depth = anchored
            place = read_names(path.steps)[:depth]
            return self.walk(start, place, path.steps[depth:])
        start = [""] if scope.is_primary else ["r:root()", ".."]
        return self.walk(start, (), path.steps)

    def write_container(self, place: Place, scope: Scope, above: int) -> str:
        """Return the way to what holds a repeat that is `above` names deep."""
        steps = tuple(PathStep("child", name) for name in place)
        start, depth = [""] if scope.is_primary else ["r:root()", ".."], 0
        if anchored := self.anchor(Path(True, steps), scope, above):
            start, depth = anchored
        return "/".join([*start, *place[depth : above - 1]])

    def anchor(
        self, path: Path, scope: Scope, above: int | None = None
    ) -> tuple[list[str], int] | None:
        """Return the steps to the repeat instance that is meant, and its depth.

        Repeats that are `above` names deep or deeper are not taken to mean the
        same instance.
        """
        names = read_names(path.steps)
        deepest = min(count_plain(path.steps), len(path.steps) - 1)
        if above is not None:
            deepest = min(deepest, above - 1)
        if not scope.is_question and scope.place is not None and scope.is_primary:
            own = frozenset({*self.repeats, scope.place})
            if depth := find_common_repeat(names, scope.place, own, deepest):
                return climb(".", len(scope.place) - depth), depth
        depth = find_common_repeat(names, self.context, self.repeats, deepest)
        if not depth:
            return None
        here = scope.here if scope.is_question else "r:current()"
        return climb(here, len(self.context) - depth), depth

    def walk(
        self,
        start: list[str],
        place: Place | None,
        steps: Sequence[PathStep],
        is_primary: bool = True,
    ) -> Piece:
        """Return the start with the steps behind it, and keep what it reads."""
        parts = list(start)
        for step in steps:
            place = follow(place, step)
            scope = Scope(place, is_question=False, is_primary=is_primary)
            conditions = [self.write_predicate(part, scope) for part in step.predicates]
            parts.append(str(step) + "".join(f"[{part}]" for part in conditions))
        if is_primary:
            self.read(place, steps)
        text = "/".join(parts) or "/"
        return Piece(text, Kind.NODES, place, is_primary)

    def read(self, place: Place | None, steps: Sequence[PathStep]) -> None:
        """Keep that the place is read; // and the last name where it is not known."""
        if place:
            self.reads.add("/" + "/".join(place))
        elif place is None:
            names = [step.test for step in steps if step.axis == "child"]
            self.reads.add(f"//{names[-1] if names else '*'}")


def read_names(steps: Sequence[PathStep]) -> Place:
    """Return the names with which a path begins."""
    names: list[str] = []
    for step in steps:
        if step.axis != "child" or step.test == "*":
            break
        names.append(step.test)
    return tuple(names)


def count_plain(steps: Sequence[PathStep]) -> int:
    """Return with how many names without predicates a path begins."""
    for index, step in enumerate(steps):
        if step.axis != "child" or step.test == "*" or step.predicates:
            return index
    return len(steps)


def find_common_repeat(
    names: Place, place: Place, repeats: frozenset[Place], deepest: int
) -> int:
    """Return the depth of the deepest repeat that is around both, or 0."""
    for depth in range(min(deepest, len(place)), 0, -1):
        if names[:depth] == place[:depth] and place[:depth] in repeats:
            return depth
    return 0


def climb(here: str, levels: int) -> list[str]:
    """Return the steps up from a node."""
    if here == "." and levels:
        return [".."] * levels
    return [here, *[".."] * levels]


def follow(place: Place | None, step: PathStep) -> Place | None:
    """Return where a step leads, or None when that is not known."""
    if place is None:
        return None
    if step.test == "node()":
        if step.axis == "self":
            return place
        return place[:-1] if step.axis == "parent" and place else None
    if step.axis == "child" and step.test != "*":
        return (*place, step.test)
    return None
