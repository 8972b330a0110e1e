"""What answers requests, however it is registered: its permission and its layer."""

from collections.abc import Callable
from collections.abc import Iterator
from lxml import etree
from tests.architecture.checks import house
from tests.architecture.checks.mentions import find_package
from tests.architecture.checks.mentions import read_names
from tests.architecture.checks.offences import Offence
from tests.architecture.checks.sources import Registration
from tests.architecture.checks.sources import Sources

import ast


ZOPE = "{http://namespaces.zope.org/zope}"
BROWSER = "{http://namespaces.zope.org/browser}"
PLONE = "{http://namespaces.plone.org/plone}"
SETUP = "{http://namespaces.zope.org/genericsetup}"
I18N = "{http://namespaces.zope.org/i18n}"

# What answers a request of its own accord, and says its permission and layer itself.
ANSWERING = {
    *(f"{BROWSER}{name}" for name in ("page", "pages", "view", "viewlet")),
    f"{BROWSER}viewletManager",
    f"{PLONE}service",
}
# What gives files to everybody, and has no permission to say.
FILES = {f"{BROWSER}resource", f"{BROWSER}resourceDirectory"}
QUIET = {
    *(f"{ZOPE}{name}" for name in ("configure", "include", "permission", "utility")),
    f"{ZOPE}exclude",
    *(f"{ZOPE}{name}" for name in ("subscriber", "class", "require", "implements")),
    *(f"{SETUP}{name}" for name in ("registerProfile", "upgradeStep", "upgradeSteps")),
    f"{I18N}registerTranslations",
    f"{PLONE}behavior",
    f"{PLONE}static",
}
ADAPTER = f"{ZOPE}adapter"

LAYER = "riaya.core.interfaces.IRiayaLayer"
PUBLIC = {"zope.Public", "zope2.Public"}
# What an adapter gives when it is found on the way of an address, or on a page.
PUBLISHED = (
    "IBrowserPage",
    "IBrowserView",
    "IBrowserPublisher",
    "IPublishTraverse",
    "ITraversable",
    "IContentProvider",
    "IViewlet",
    "IViewletManager",
    "IPublication",
    "Interface",
)
# Classes that answer a request, by the last words of their names.
ANSWERING_CLASSES = ("View", "Service", "Page", "Viewlet", "Form", "File")


def find_unprotected(sources: Sources) -> list[Offence]:
    """Return what answers requests without a permission or without our layer."""
    return list(_judge_all(sources, _judge))


def find_unexplained(sources: Sources) -> list[Offence]:
    """Return what everybody may ask, without a comment that says why.

    One comment may stand above several of a kind.
    """
    return list(_judge_all(sources, _judge_public))


Judge = Callable[[etree._Element, Registration, Sources], list[str]]


def _judge_all(sources: Sources, judge: Judge) -> Iterator[Offence]:
    for zcml in sources.registrations:
        for element in zcml.elements:
            for what in judge(element, zcml, sources):
                name = element.get("name") or element.get("factory") or ""
                tag = etree.QName(element).localname
                yield Offence(
                    zcml.place,
                    element.sourceline,
                    f"{tag} {name}".strip(),
                    what,
                )


def _judge(element: etree._Element, zcml: Registration, sources: Sources) -> list[str]:
    if element.tag in ANSWERING:
        return _miss(bool(element.get("permission")), element.get("layer") == LAYER)
    if element.tag in FILES:
        return _miss(True, element.get("layer") == LAYER)
    if element.tag == ADAPTER:
        return _judge_adapter(element, zcml, sources)
    if element.tag == f"{ZOPE}class":
        return _judge_class(element, zcml)
    if element.tag not in QUIET:
        return ["is a registration that these tests do not know; teach them first"]
    return []


def _miss(has_permission: bool, has_layer: bool) -> list[str]:
    return [
        *([] if has_permission else ["has no permission"]),
        *([] if has_layer else [f"is not bound to {LAYER}"]),
    ]


def _judge_adapter(
    element: etree._Element, zcml: Registration, sources: Sources
) -> list[str]:
    """Return what an adapter lacks that answers for something and a request.

    Zope asks the security of the class, not the `permission` of an adapter.
    """
    adapted, provided, is_view = _describe_adapter(element, zcml, sources)
    asked = [name for name in adapted[1:] if _is_request(name)]
    if not asked and not (is_view and adapted):
        return []
    is_published = is_view or (
        bool(element.get("name"))
        and (not provided or provided.rpartition(".")[2] in PUBLISHED)
    )
    return [
        *(
            ["its class requires no permission"]
            if is_published and not _is_protected(element, zcml)
            else []
        ),
        *_miss(True, any(name.rpartition(".")[2] == "IRiayaLayer" for name in asked)),
    ]


def _is_request(name: str) -> bool:
    last = name.rpartition(".")[2]
    return last in {"*", "Interface"} or last.endswith(("Layer", "Request"))


def _describe_adapter(
    element: etree._Element, zcml: Registration, sources: Sources
) -> tuple[list[str], str, bool]:
    """Return what an adapter is for, what it gives, and whether its class is a view.

    What ZCML leaves out stands in the decorators of the class.
    """
    factory = element.get("factory", "")
    names = read_names(factory, find_package(element, zcml))
    node = _find_definition(names[0], sources) if names else None
    decorators = [*node.decorator_list] if node else []
    adapted = element.get("for", "").split() or _read_decorator(decorators, "adapter")
    implemented = _read_decorator(decorators, "implementer")
    provided = element.get("provides") or next(iter(implemented), "")
    bases = [ast.unparse(base) for base in getattr(node, "bases", [])]
    is_view = provided.rpartition(".")[2] in PUBLISHED[:-1] or any(
        base.endswith(ANSWERING_CLASSES) for base in bases
    )
    return adapted, provided, is_view


def _find_definition(
    name: str, sources: Sources
) -> ast.ClassDef | ast.FunctionDef | None:
    module, _, attribute = name.rpartition(".")
    if module not in sources.by_name:
        return None
    for node in sources.by_name[module].tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == attribute:
            return node
    return None


def _read_decorator(decorators: list[ast.expr], name: str) -> list[str]:
    return [
        ast.unparse(argument)
        for decorator in decorators
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == name
        for argument in decorator.args
    ]


def _is_protected(element: etree._Element, zcml: Registration) -> bool:
    """Say whether the class of an adapter requires a permission in the same file."""
    factory = element.get("factory", "")
    return any(
        other.tag == f"{ZOPE}class"
        and other.get("class") == factory
        and any(
            rule.get("permission") and rule.get("interface")
            for rule in other.iterchildren(f"{ZOPE}require")
        )
        for other in zcml.elements
    )


def _judge_class(element: etree._Element, zcml: Registration) -> list[str]:
    names = read_names(element.get("class", ""), find_package(element, zcml))
    return [] if names else ["is a class of others, whose security is theirs"]


def _judge_public(
    element: etree._Element, zcml: Registration, sources: Sources
) -> list[str]:
    if element.get("permission") not in PUBLIC:
        return []
    before = element.getprevious()
    while before is not None and before.get("permission") in PUBLIC:
        before = before.getprevious()
    if isinstance(before, etree._Comment):
        return []
    return ["is public, and no comment above it says why"]


def find_misplaced_shells(sources: Sources) -> list[Offence]:
    """Return the pages and services that stand in a module of another name."""
    return [
        Offence(
            zcml.place,
            element.sourceline,
            f"registers {shell}",
            "pages and services stand in views.py, services.py or forms.py",
        )
        for zcml in sources.registrations
        for element in zcml.elements
        if element.tag in ANSWERING
        if (shell := element.get("class") or element.get("factory") or "")
        for name in read_names(shell, find_package(element, zcml))
        if name.split(".")[-2] not in house.SHELLS
    ]
