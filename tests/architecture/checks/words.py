"""Names have shapes: a stranger knows from the name what a thing is."""

from collections.abc import Iterator
from lxml import etree
from tests.architecture.checks.offences import Offence
from tests.architecture.checks.sources import Module
from tests.architecture.checks.sources import Sources

import ast
import re


EMPTY_VERB = re.compile(r"_?(do|process|manage)_\w+")
# What z3c.form, SQLAlchemy and html.parser call by these names.
CALLED_BY_OTHERS = {"process_bind_param", "process_result_value"}
EMPTY_NOUN = re.compile(r"\w+(Utils?|Helpers?|Manager|Data|Info|Misc|Common)")
WORN_OUT = ("Error", "Exception")
BASE_ERROR = "RiayaError"
# A day of the calendar may also be called by its name, as people do.
ENDINGS = {
    "schema.Date": ("_on", "_date", "_from", "_until", "_start", "_end"),
    "schema.Datetime": ("_at",),
}
PERMISSION = re.compile(r"riaya\.[a-z_]+\.[A-Z][A-Za-z]+")
PAGE = re.compile(r"@?[a-z]+(-[a-z0-9]+)*(\.(xml|pdf|xlsx|csv|html))?")
SERVICE = re.compile(r"(@[a-z]+(-[a-z]+)*)?")
# Names that Plone looks for.
NAMED_BY_PLONE = {"breadcrumbs_view"}


def find_ill_named(sources: Sources) -> list[Offence]:
    """Return the functions, classes, fields and registrations of a wrong shape."""
    return [
        *(
            Offence(module.place, line, name, why)
            for module in sources.modules
            for line, name, why in _read_module(module)
        ),
        *(
            Offence(zcml.place, element.sourceline, name, why)
            for zcml in sources.registrations
            for element in zcml.elements
            for name, why in _read_element(element)
        ),
    ]


Named = tuple[int, str, str]


def _read_module(module: Module) -> Iterator[Named]:
    for node in module.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if EMPTY_VERB.fullmatch(node.name) and node.name not in CALLED_BY_OTHERS:
                yield node.lineno, node.name, "the verb says nothing"
        elif isinstance(node, ast.ClassDef):
            yield from _read_class(node)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            yield from _read_field(node)


def _read_class(node: ast.ClassDef) -> Iterator[Named]:
    bases = {ast.unparse(base) for base in node.bases}
    if EMPTY_NOUN.fullmatch(node.name):
        yield node.lineno, node.name, "the noun says nothing"
    if bases & {"Interface", "model.Schema"} and not re.match("I[A-Z]", node.name):
        yield node.lineno, node.name, "an interface begins with I"
    is_exception = any(base.endswith(WORN_OUT) for base in bases)
    if is_exception and node.name.endswith(WORN_OUT) and node.name != BASE_ERROR:
        yield node.lineno, node.name, "an exception is named after the broken rule"


def _read_field(node: ast.Assign) -> Iterator[Named]:
    endings = ENDINGS.get(ast.unparse(node.value.func))
    for target in node.targets:
        name = ast.unparse(target)
        if endings and not name.endswith(endings):
            yield node.lineno, name, "days end in _on, moments in _at"


def _read_element(element: etree._Element) -> Iterator[tuple[str, str]]:
    tag, name = etree.QName(element).localname, element.get("name", "")
    if tag == "page" and name not in NAMED_BY_PLONE and not PAGE.fullmatch(name):
        yield f"page {name}", "a page is a noun in kebab-case"
    elif tag == "service":
        yield from _read_service(element, name)
    elif tag == "permission":
        if not PERMISSION.fullmatch(element.get("id", "")):
            yield f"permission {element.get('id')}", "riaya.<feature>.<VerbNoun>"
        if not element.get("title", "").startswith("Riaya: "):
            yield f"permission {element.get('title')}", "its title begins with Riaya:"


def _read_service(element: etree._Element, name: str) -> Iterator[tuple[str, str]]:
    method = element.get("method", "").capitalize()
    if not SERVICE.fullmatch(name):
        yield f"service {name}", "a service is @ and a noun in kebab-case"
    if not element.get("factory", "").endswith(method):
        yield f"service {element.get('factory')}", f"its class ends in {method}"
