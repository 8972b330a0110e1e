"""The rules know no request: jobs, imports and upgrades ask them as pages do."""

from tests.architecture.checks import house
from tests.architecture.checks.offences import Offence
from tests.architecture.checks.sources import Sources

import ast


NAMES = {"request", "REQUEST", "getRequest"}


def find_requests(sources: Sources) -> list[Offence]:
    """Return the modules of rules that touch the request, each once."""
    return [
        Offence(
            module.place,
            lines[0],
            "uses the request",
            "rules take plain values; read the request in views.py, services.py "
            "or forms.py",
        )
        for module in sources.modules
        if module.stem not in house.REQUEST_READERS
        and (lines := sorted(n.lineno for n in module.nodes if _is_request(n)))
    ]


def _is_request(node: ast.AST) -> bool:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
            return name in NAMES
        case ast.alias(name=name):
            return name in NAMES
        case ast.Constant(value=str(text)):
            return text in {"request", "REQUEST"}
    return False
