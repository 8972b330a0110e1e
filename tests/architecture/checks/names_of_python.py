"""Dotted names in profiles and configuration lead to something that is there."""

from collections.abc import Iterator
from lxml import etree
from pathlib import Path
from tests.architecture.checks import house
from tests.architecture.checks.mentions import NAME
from tests.architecture.checks.offences import Offence
from tests.architecture.checks.ownership import Ownership
from tests.architecture.checks.sources import Module
from tests.architecture.checks.sources import Sources

import ast
import re


# What a type says of others: what may be put into it.
GUESTS = "allowed_content_types"
PROPERTIES = {"klass", "schema", "schema_policy"}
ATTRIBUTES = {"interface", "factory", "component", "for", "for_", "provides", "handler"}
INTERFACE = re.compile(r"riaya\.[\w.]+\.I[A-Z]\w+")
ENTRY = re.compile(r"(?<![\w./-])riaya(?:\.\w+){2,}(?::\w+)?")


def find_lost_names(sources: Sources) -> list[Offence]:
    """Return the names of python in profiles that lead to nothing."""
    return [
        Offence(place, line, f"names {name}", "there is nothing of this name")
        for path in sources.find_profile_files("**/*.xml")
        for place, line, name in _read_profile(path, sources)
        if not is_there(name, sources)
    ]


def find_lost_entries(files: list[Path], sources: Sources) -> list[Offence]:
    """Return the names of python in files of configuration that lead to nothing."""
    return [
        Offence(path.name, number, f"names {name}", "there is nothing of this name")
        for path in files
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for name in ENTRY.findall(line)
        if not is_there(name.replace(":", "."), sources)
    ]


def _read_profile(path: Path, sources: Sources) -> Iterator[tuple[str, int, str]]:
    place = path.relative_to(sources.root).as_posix()
    for element in etree.parse(str(path)).iter(etree.Element):
        names = [element.get(attribute, "") for attribute in ATTRIBUTES]
        text = (element.text or "").strip()
        if element.get("name") in PROPERTIES:
            names.append(text)
        names.extend(INTERFACE.findall(f"{text} {element.get('value', '')}"))
        for name in names:
            if NAME.fullmatch(name):
                yield place, element.sourceline, name


def is_there(name: str, sources: Sources) -> bool:
    """Say whether a dotted name leads to a module, or to what a module defines."""
    if name in sources.by_name:
        return True
    module, _, attribute = name.rpartition(".")
    return module in sources.by_name and attribute in _find_defined(
        sources.by_name[module]
    )


def _find_defined(module: Module) -> set[str]:
    defined = set()
    for node in module.tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            defined.add(node.name)
        elif isinstance(node, ast.Assign):
            defined.update(ast.unparse(target) for target in node.targets)
        elif isinstance(node, ast.ImportFrom | ast.Import):
            defined.update(alias.asname or alias.name for alias in node.names)
    return defined


def find_upward_types(sources: Sources) -> list[Offence]:
    """Return where a type needs a feature above the one that has its class."""
    ownership = Ownership(sources)
    return [
        Offence(place, element.sourceline, f"names {name}", f"{owner} stands above")
        for path in sources.find_profile_files("types/*.xml")
        for place in [path.relative_to(sources.root).as_posix()]
        for root in [etree.parse(str(path)).getroot()]
        if (own := ownership.types.get(root.get("name")))
        for element in root.iter(etree.Element)
        if not _speaks_of_guests(element)
        for name in NAME.findall(" ".join([element.text or "", *element.values()]))
        if (owner := ownership.find_owner(name))
        if house.RANKS.get(owner, 99) > house.RANKS.get(own, 99)
    ]


def _speaks_of_guests(element: etree._Element) -> bool:
    above = [element, *element.iterancestors()]
    return any(each.get("name") == GUESTS for each in above)


def find_unowned_records(sources: Sources) -> list[Offence]:
    """Return the records of the registry that begin with no feature."""
    ownership = Ownership(sources)
    return [
        Offence(
            path.relative_to(sources.root).as_posix(),
            element.sourceline,
            f"names {name}",
            "a list or setting is called riaya.<feature>.<what>",
        )
        for path in sources.find_profile_files("registry/*.xml")
        for element in etree.parse(str(path)).iter("record", "records")
        for name in [element.get("name") or element.get("prefix") or ""]
        if name.startswith("riaya.") and ownership.find_owner(name) is None
    ]


def find_registrations_in_profiles(sources: Sources) -> list[Offence]:
    """Return the adapters and skins of profiles, which no permission guards."""
    return [
        *(
            Offence(
                path.relative_to(sources.root).as_posix(),
                element.sourceline,
                f"registers {element.get('factory', '')}",
                "register it in ZCML",
            )
            for path in sources.find_profile_files("componentregistry.xml")
            for element in etree.parse(str(path)).iter("adapter", "subscriber")
        ),
        *(
            Offence(
                path.relative_to(sources.root).as_posix(),
                1,
                "adds a skin",
                "use a view",
            )
            for path in sources.find_profile_files("skins.xml")
        ),
    ]
