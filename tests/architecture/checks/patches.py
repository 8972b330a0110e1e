"""Nothing of others is changed while the program runs, and ZCML registers everything."""

from collections.abc import Iterator
from tests.architecture.checks.mentions import find_root
from tests.architecture.checks.offences import Offence
from tests.architecture.checks.sources import Module
from tests.architecture.checks.sources import Sources

import ast
import re


PATCHERS = ("collective.monkeypatcher", "gorilla", "mock", "unittest.mock", "wrapt")
MONKEY = "{http://namespaces.plone.org/monkey}"
CHANGERS = {"setattr", "delattr", "__setattr__", "__delattr__"}
# What gives an interface to a class that others have written.
DECLARERS = {"classImplements", "classImplementsOnly", "classImplementsFirst"}
REGISTRARS = {
    "provideAdapter",
    "provideHandler",
    "provideSubscriptionAdapter",
    "provideUtility",
    "registerAdapter",
    "registerHandler",
    "registerSubscriptionAdapter",
    "registerUtility",
}
# What makes something public without a word in ZCML.
DOORS = {
    "allow_class",
    "allow_module",
    "declareObjectPublic",
    "declarePublic",
    "setDefaultAccess",
    "__allow_access_to_unprotected_subobjects__",
}
WHY = "what others have written is not changed from outside"


def find_patches(sources: Sources) -> list[Offence]:
    """Return where something imported is changed: its attributes, its methods."""
    return [
        *(
            Offence(module.place, line, what, WHY)
            for module in sources.modules
            for line, what in _read_patches(module)
        ),
        *(
            Offence(zcml.place, element.sourceline, "patches", WHY)
            for zcml in sources.registrations
            for element in zcml.elements
            if element.tag.startswith(MONKEY)
        ),
    ]


def _read_patches(module: Module) -> Iterator[tuple[int, str]]:
    imported = _find_imported(module)
    for node in module.nodes:
        if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(
            node.ctx, ast.Load
        ):
            if _is_foreign(node, imported):
                yield node.lineno, f"assigns {ast.unparse(node)}"
        elif isinstance(node, ast.Call):
            if _changes(node, imported):
                yield node.lineno, f"calls {ast.unparse(node)[:60]}"
        elif isinstance(node, ast.Import | ast.ImportFrom):
            for name in _read_names(node):
                if name.startswith(PATCHERS):
                    yield node.lineno, f"imports {name}"


def _read_names(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return [alias.name for alias in node.names]


def _find_imported(module: Module) -> set[str]:
    """Return the names that stand for something imported, directly or by another name."""
    imported = {
        alias.asname or alias.name.partition(".")[0]
        for node in module.nodes
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    for node in module.nodes:
        if isinstance(node, ast.Assign) and find_root(node.value) in imported:
            imported.update(
                target.id for target in node.targets if isinstance(target, ast.Name)
            )
    return imported


def _is_foreign(node: ast.expr, imported: set[str]) -> bool:
    """Say whether an attribute, or an entry of a namespace, belongs to others."""
    if isinstance(node, ast.Subscript):
        text = ast.unparse(node.value)
        if text == "sys.modules" or text.endswith(".__dict__"):
            return True
        return text.startswith("vars(") and text[5:-1].partition(".")[0] in imported
    text = ast.unparse(node)
    # The class of whatever one has in hand, or a module that is imported on the way.
    if "__class__." in text or re.match(r"type\(|(\w+\.)*(__)?import", text):
        return True
    return find_root(node) in imported


def _changes(call: ast.Call, imported: set[str]) -> bool:
    name = ast.unparse(call.func).rpartition(".")[2]
    if name == "update" and isinstance(call.func, ast.Attribute):
        return ast.unparse(call.func.value).endswith(".__dict__")
    if not call.args:
        return False
    first = ast.unparse(call.args[0])
    if name in CHANGERS:
        of_class = first.startswith("type(") or first.endswith("__class__")
        return of_class or find_root(call.args[0]) in imported
    if name in DECLARERS:
        return find_root(call.args[0]) in imported
    return False


def find_registrations_in_python(sources: Sources) -> list[Offence]:
    """Return where a component is registered by code, past what ZCML lets us check."""
    return [
        Offence(module.place, node.lineno, f"calls {name}", "register it in ZCML")
        for module in sources.modules
        for node in module.nodes
        if isinstance(node, ast.Call)
        and (name := ast.unparse(node.func).rpartition(".")[2]) in REGISTRARS
    ]


def find_opened_doors(sources: Sources) -> list[Offence]:
    """Return where code opens something to everybody, past any permission."""
    return [
        Offence(module.place, node.lineno, f"says {name}", "ZCML says who may")
        for module in sources.modules
        for node in module.nodes
        if isinstance(node, ast.Attribute | ast.Name)
        and (name := node.attr if isinstance(node, ast.Attribute) else node.id) in DOORS
    ]
