"""Measures of the house: how long, how dense, how tangled, how its names are used."""

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from tests.architecture.checks.circles import build_graph
from tests.architecture.checks.circles import find_knots
from tests.architecture.checks.shapes import group_modules
from tests.architecture.checks.shapes import measure_function
from tests.architecture.checks.sources import Module
from tests.architecture.checks.sources import Sources

import ast
import statistics


LONG_FUNCTION = 40
Function = ast.FunctionDef | ast.AsyncFunctionDef


def count_lines(texts: Iterable[str]) -> int:
    return sum(len(text.splitlines()) for text in texts)


def find_lengths(sources: Sources) -> list[tuple[int, str]]:
    """Return the lines of each module and its place, shortest first."""
    return sorted(
        (len(module.text.splitlines()), module.place) for module in sources.modules
    )


def find_percentile(lengths: list[int], share: float) -> int:
    """Return the length that a share of all does not exceed."""
    return sorted(lengths)[min(len(lengths) - 1, int(len(lengths) * share))]


def find_median(lengths: list[int]) -> int:
    return int(statistics.median(lengths))


def find_functions(sources: Sources) -> Iterator[tuple[Module, Function]]:
    """Yield every function and method."""
    for module in sources.modules:
        for node in module.nodes:
            if isinstance(node, Function):
                yield module, node


def find_long_ones(sources: Sources) -> list[tuple[int, str]]:
    """Return the functions above the goal, longest first."""
    return sorted(
        (
            (length, f"{module.place} {node.name}")
            for module, node in find_functions(sources)
            if (length := measure_function(node)) > LONG_FUNCTION
        ),
        reverse=True,
    )


def is_typed(node: Function) -> bool:
    """Say whether all that goes in and what comes out has a type."""
    arguments = node.args
    taken = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    taken += [each for each in (arguments.vararg, arguments.kwarg) if each]
    return node.returns is not None and all(
        each.annotation or each.arg in {"self", "cls"} for each in taken
    )


def find_documented(sources: Sources) -> tuple[int, int, int, int]:
    """Return how many have a docstring, of all and of the public ones, each with all."""
    having = public = public_having = total = 0
    for module in sources.modules:
        for node in module.nodes:
            if isinstance(node, ast.Module | ast.ClassDef | Function):
                has_one = bool(ast.get_docstring(node))
                name = getattr(node, "name", "module")
                total += 1
                having += has_one
                if (
                    isinstance(node, ast.ClassDef | ast.Module)
                    or node in module.tree.body
                ):
                    public += not name.startswith("_")
                    public_having += has_one and not name.startswith("_")
    return having, total, public_having, public


def count_circles(sources: Sources) -> int:
    """Return how many groups of modules import each other in a circle."""
    return len(find_knots(build_graph(sources)))


def find_fullest_folder(sources: Sources) -> tuple[int, str]:
    """Return the most modules in one folder, and the folder."""
    return max(
        (len(modules), folder) for folder, modules in group_modules(sources).items()
    )


def find_ambiguous_names(sources: Sources) -> dict[str, list[str]]:
    """Return the public names that several modules define, each with their places."""
    places: dict[str, set[str]] = defaultdict(set)
    for module in sources.modules:
        for node in module.tree.body:
            if isinstance(node, ast.ClassDef | Function) and node.name[0] != "_":
                places[node.name].add(module.place)
    return {
        name: sorted(found) for name, found in sorted(places.items()) if len(found) > 1
    }


def count_broad_excepts(sources: Sources) -> int:
    """Return how many `except` catch whatever comes."""
    return sum(
        isinstance(node, ast.ExceptHandler)
        and (
            node.type is None
            or ast.unparse(node.type) in {"Exception", "BaseException"}
        )
        for module in sources.modules
        for node in module.nodes
    )


def count_tests(sources: Sources) -> int:
    """Return how many test functions there are, whatever they are multiplied by."""
    return sum(node.name.startswith("test_") for _, node in find_functions(sources))


def find_packages(names: Iterable[str]) -> list[str]:
    """Return the feature of each file of sources that a commit touches."""
    prefix = "src/riaya/"
    return [
        name.removeprefix(prefix).partition("/")[0]
        for name in names
        if name.startswith(prefix)
        and not name.startswith((f"{prefix}locales/", f"{prefix}profiles"))
    ]


def count_commits(commits: Iterable[list[str]]) -> tuple[int, int, float]:
    """Return how many commits touch several files, how many of them one feature.

    And how many features they touch on average.
    """
    spread = [
        len(set(packages))
        for packages in map(find_packages, commits)
        if len(packages) > 1
    ]
    return len(spread), spread.count(1), statistics.mean(spread) if spread else 0.0
