"""No circle of imports, also not one that a function or a type hint hides."""

from tests.architecture.checks.mentions import find_imports
from tests.architecture.checks.offences import Offence
from tests.architecture.checks.sources import Sources


Graph = dict[str, set[str]]


def find_circles(sources: Sources) -> list[Offence]:
    """Return each import that closes a circle of modules.

    Imports inside functions and below TYPE_CHECKING count as well: the circle is in
    the thought, whenever it is imported.
    """
    imports = find_imports(sources)
    groups = find_knots(build_graph(sources))
    return [
        Offence(
            mention.file.place,
            mention.line,
            f"imports {mention.name}",
            f"which imports it in turn ({' ⇄ '.join(sorted(group))})",
        )
        for mention in imports
        for group in groups
        if {sources.find_module(mention.file.place), mention.name} <= group
    ]


def build_graph(sources: Sources) -> Graph:
    """Return what each module imports."""
    graph: Graph = {name: set() for name in sources.by_name}
    for mention in find_imports(sources):
        own = sources.find_module(mention.file.place)
        if mention.name in graph and mention.name != own:
            graph[own].add(mention.name)
    return graph


def find_knots(graph: Graph) -> list[set[str]]:
    """Return the groups of names of which each leads to each other one."""
    reached = {name: _find_reached(name, graph) for name in graph}
    knots: list[set[str]] = []
    for name, names in reached.items():
        if name in names and not any(name in knot for knot in knots):
            knots.append({other for other in names if name in reached[other]})
    return knots


def _find_reached(start: str, graph: Graph) -> set[str]:
    """Return all that is reached from a name, itself only if a way leads back."""
    reached: set[str] = set()
    ahead = list(graph[start])
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead.extend(graph[name])
    return reached
