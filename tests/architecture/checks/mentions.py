"""Every way in which a file of one feature speaks of another.

By an import (absolute, relative, inside a function, for types only), by a dotted
name in a string, a registration or a template, by a path to another's template.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from functools import cache
from lxml import etree
from pathlib import PurePosixPath
from tests.architecture.checks.sources import File
from tests.architecture.checks.sources import Module
from tests.architecture.checks.sources import Registration
from tests.architecture.checks.sources import Sources
from typing import NamedTuple

import ast
import posixpath
import re


# A name of ours in running text; neither a host nor a part of a longer path.
NAME = re.compile(r"(?<![\w./@-])riaya(?:\.\w+)+(?::\w+)?|(?<=\+\+add\+\+)riaya\.\w+")
# Plone is asked for permissions by their titles.
PERMISSION = re.compile(r"Riaya: [A-Z][\w -]*")
RELATIVE = re.compile(r"\.+[\w.]*")
PATH_UP = re.compile(r"(?:\.\./)+[\w./-]+")
# Attributes of ZCML that name files.
PATHS = ("template", "file", "directory")


class Mention(NamedTuple):
    """A name of ours that a file speaks of; `how` is "imports" or "names"."""

    file: File
    line: int
    how: str
    name: str


@cache
def find_mentions(sources: Sources) -> list[Mention]:
    """Return all that the files of the house say about each other."""
    return [
        *find_imports(sources),
        *(each for module in sources.modules for each in _read_strings(module)),
        *(each for zcml in sources.registrations for each in _read_zcml(zcml)),
        *(each for template in sources.templates for each in _read_template(template)),
    ]


@cache
def find_imports(sources: Sources) -> list[Mention]:
    """Return what of ours each module imports, by the names of modules if there are."""
    return [
        mention
        for module in sources.modules
        for mention in read_imports(module, module.nodes, sources)
    ]


def read_imports(
    module: Module, nodes: Iterable[ast.AST], sources: Sources
) -> Iterator[Mention]:
    """Yield what of ours some nodes of a module import."""
    for node in nodes:
        for name in _read_node(node, module, sources):
            if name.partition(".")[0] == "riaya":
                yield Mention(module, node.lineno, "imports", name)


def _read_node(node: ast.AST, module: Module, sources: Sources) -> Iterator[str]:
    if isinstance(node, ast.ImportFrom):
        base = resolve_base(node, module)
        for alias in node.names:
            full = f"{base}.{alias.name}"
            is_folder = base == "riaya" and alias.name not in sources.shared_names
            yield full if full in sources.by_name or is_folder else base
    elif isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.Attribute) and find_root(node) == "riaya":
        # `import riaya` alone gives access to whatever others have imported.
        yield ast.unparse(node)


def find_root(node: ast.expr) -> str:
    """Return the name with which a chain of attributes begins, or nothing."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def resolve_base(node: ast.ImportFrom, module: Module) -> str:
    """Return the absolute name of what `from … import` starts from."""
    if not node.level:
        return node.module or ""
    package = module.package.split(".")
    above = package[: len(package) - node.level + 1]
    return ".".join([*above, *filter(None, [node.module])])


def _read_strings(module: Module) -> Iterator[Mention]:
    for node in module.strings:
        for name in NAME.findall(node.value) + PERMISSION.findall(node.value):
            yield Mention(module, node.lineno, "names", name)
        if PATH_UP.fullmatch(node.value):
            yield Mention(module, node.lineno, "names", _follow(module, node.value))


def _read_template(template: File) -> Iterator[Mention]:
    for number, line in enumerate(template.text.splitlines(), 1):
        for name in NAME.findall(line) + PERMISSION.findall(line):
            yield Mention(template, number, "names", name)


def _read_zcml(zcml: Registration) -> Iterator[Mention]:
    for element in zcml.elements:
        for attribute, value in element.attrib.items():
            for name in read_names(value, find_package(element, zcml)):
                yield Mention(zcml, element.sourceline, "names", name)
            if attribute in PATHS and PATH_UP.fullmatch(value):
                yield Mention(zcml, element.sourceline, "names", _follow(zcml, value))


def find_package(element: etree._Element, zcml: Registration) -> str:
    """Return the package from which relative names of an element start."""
    for above in element.iterancestors():
        if above.get("package"):
            return next(iter(read_names(above.get("package"), zcml.package)))
    return zcml.package


def read_names(value: str, package: str) -> list[str]:
    """Return the dotted names of ours in an attribute, relative ones made whole."""
    names = NAME.findall(value)
    for word in value.split():
        if RELATIVE.fullmatch(word):
            bare = word.lstrip(".")
            parts = package.split(".")
            above = parts[: len(parts) - (len(word) - len(bare)) + 1]
            names.append(".".join([*above, *filter(None, [bare])]))
    return names


def _follow(file: File, path: str) -> str:
    """Return the dotted name of the folder that a relative path leads to."""
    target = posixpath.normpath(PurePosixPath(file.folder, path).as_posix())
    return ".".join(["riaya", *target.split("/")[:-1]])
