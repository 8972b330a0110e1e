"""Features know what lies below them; what lies above is asked through adapters."""

from tests.architecture.checks import house
from tests.architecture.checks.mentions import find_mentions
from tests.architecture.checks.mentions import Mention
from tests.architecture.checks.mentions import read_imports
from tests.architecture.checks.offences import Offence
from tests.architecture.checks.ownership import Ownership
from tests.architecture.checks.sources import File
from tests.architecture.checks.sources import Module
from tests.architecture.checks.sources import Sources

import ast
import re


# The beginning of a name of ours whose rest is filled in.
COMPOSED = re.compile(r"riaya\.(?:$|[%{])")
DYNAMIC = {"__import__", "import_module", "resolve", "resolve_name", "run_module"}


def find_unknown_folders(sources: Sources) -> list[Offence]:
    """Return the folders, and the modules beside them, without a place among the layers."""
    why = "no layer has a place for it; give it one in house.LAYERS and in the docs"
    return [
        Offence(feature, 1, "is no feature we know", why)
        for feature in sorted({file.feature for file in sources.files})
        if feature not in house.RANKS
    ]


def find_upward(sources: Sources) -> list[Offence]:
    """Return where a file knows a feature above its own, or beside it.

    Whatever it does so by: an import, the name of a module, type, transition, list
    or permission in a string, an attribute of ZCML, a template.
    """
    ownership = Ownership(sources)
    return [
        _refuse(mention, reason)
        for mention in find_mentions(sources)
        if (reason := _find_reason(mention, ownership))
    ]


def _find_reason(mention: Mention, ownership: Ownership) -> str:
    own, owner = mention.file.feature, ownership.find_owner(mention.name)
    if owner is None:
        return "no feature has a type or folder of this name"
    # Folders without a place are told of by themselves.
    rank, other = house.RANKS.get(own, 99), house.RANKS.get(owner, 99)
    if other > rank:
        return f"{owner} stands above {own}, which asks it through an adapter"
    if owner == own or (own, owner) in house.ACQUAINTED:
        return ""
    if other == rank and rank < house.RANKS["upgrades"]:
        return f"{owner} stands beside {own}, and neighbours do not know each other"
    return ""


def find_composed_names(sources: Sources) -> list[Offence]:
    """Return where a dotted name of ours is put together, so that nobody finds it."""
    return [
        Offence(module.place, node.lineno, "composes a name", "write it in one piece")
        for module in sources.modules
        for node in module.strings
        if COMPOSED.search(node.value) and node not in _find_prefixes(module)
    ]


def _find_prefixes(module: Module) -> list[ast.expr]:
    """Return the strings that are only looked for, or taken away."""
    return [
        argument
        for node in module.nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"startswith", "removeprefix"}
        for argument in node.args
    ]


def find_wrong_wings(sources: Sources) -> list[Offence]:
    """Return where a file of a divided feature knows a wing above its own.

    The table of contents of a feature includes its wings and says nothing of them.
    """
    return [
        _refuse(mention, f"{_name_wing(other)} stands above {_name_wing(own)}")
        for mention in find_mentions(sources)
        if (order := house.WINGS.get(mention.file.feature))
        if mention.name.startswith(f"riaya.{mention.file.feature}.")
        if (own := _find_wing(mention.file, order)) is not None
        and (other := _find_wing_of(mention, sources, order)) is not None
        and order.index(other) > order.index(own)
        and not _is_inclusion(mention)
    ]


def find_unknown_wings(sources: Sources) -> list[Offence]:
    """Return the folders of a divided feature that have no place in its order."""
    folders = {
        (file.feature, file.place.split("/")[1])
        for file in sources.files
        if file.feature in house.WINGS and file.place.count("/") > 1
    }
    return [
        Offence(f"{feature}/{wing}", 1, "is no wing we know", "say where it stands")
        for feature, wing in sorted(folders)
        if wing not in {*house.WINGS[feature], "templates", "static"}
    ]


def _find_wing(file: File, order: tuple[str, ...]) -> str | None:
    parts = file.place.split("/")
    wing = parts[1] if len(parts) > 2 else ""
    return wing if wing in order else ""


def _find_wing_of(
    mention: Mention, sources: Sources, order: tuple[str, ...]
) -> str | None:
    """Return the wing that a name of the same feature leads to, None for no module."""
    parts = mention.name.split(".")
    if len(parts) > 2 and parts[2] in order:
        return parts[2]
    module = ".".join(parts[:3])
    return "" if module in sources.by_name else None


def _is_inclusion(mention: Mention) -> bool:
    contents = f"{mention.file.feature}/configure.zcml"
    return mention.file.place == contents and mention.name.count(".") == 2


def _name_wing(wing: str) -> str:
    return wing or "the base"


def _refuse(mention: Mention, why: str) -> Offence:
    what = f"{mention.how} {mention.name}"
    return Offence(mention.file.place, mention.line, what, why)


def find_hidden_imports(sources: Sources) -> list[Offence]:
    """Return the imports of ours inside functions, which hide what a module needs."""
    return [
        _refuse(mention, "an import inside a function hides a circle or a large module")
        for module in sources.modules
        for function in module.nodes
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for mention in read_imports(module, _find_statements(function), sources)
    ]


def _find_statements(function: ast.AST) -> list[ast.AST]:
    return [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def find_dynamic_imports(sources: Sources) -> list[Offence]:
    """Return the imports by a name that only the running program knows."""
    return [
        Offence(module.place, node.lineno, f"calls {name}", "say it with an import")
        for module in sources.modules
        for node in module.nodes
        if isinstance(node, ast.Call)
        and (name := _find_called(node, module)) in DYNAMIC
    ]


def _find_called(call: ast.Call, module: Module) -> str:
    """Return the last part of what is called, `resolve` only of zope.dottedname."""
    name = ast.unparse(call.func).rpartition(".")[2]
    if name == "resolve" and "zope.dottedname" not in module.text:
        return ""
    return name


FOLDERS = re.compile(
    r"^\| ((?:`[a-z_]+`(?:, )?)+) \| ((?:`[a-z_]+/`(?:, )?)*|–) \|", re.M
)


def find_undocumented(sources: Sources, page: str) -> list[Offence]:
    """Return where the table of folders and wings on a page differs from the folders.

    The rows stand in the order of the layers, lowest first.
    """
    rows = [
        (feature, set(re.findall(r"(\w+)/", wings)))
        for features, wings in FOLDERS.findall(page)
        for feature in re.findall(r"\w+", features)
    ]
    listed = dict(rows)
    ranks = [house.RANKS.get(feature, 99) for feature, _ in rows]
    found = []
    for feature in sorted(sources.features | listed.keys()):
        if feature not in listed:
            found.append((feature, "is not in the table"))
        elif feature not in sources.features:
            found.append((feature, "is in the table and no folder"))
        elif listed[feature] != sources.find_wings(feature):
            found.append((feature, "has other wings than the table says"))
    if ranks != sorted(ranks):
        found.append(("", "the table is not in the order of the layers"))
    why = "correct docs/explanation/architecture.md"
    return [Offence(feature, 1, what, why) for feature, what in found]
