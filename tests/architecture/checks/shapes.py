"""A stranger opens one folder, reads the names, and can say what the office does."""

from collections import Counter
from collections import defaultdict
from tests.architecture.checks import house
from tests.architecture.checks.offences import Offence
from tests.architecture.checks.sources import Module
from tests.architecture.checks.sources import Sources

import ast
import re


SHELL_WITH_MORE = re.compile(r"(views|services|forms)_\w+|\w+_(views?|services?)")


def find_crowded_folders(sources: Sources) -> list[Offence]:
    """Return the folders with more modules than one can take in."""
    return [
        Offence(folder, 1, f"holds {len(modules)} modules", "divide it into wings")
        for folder, modules in sorted(group_modules(sources).items())
        if len(modules) > house.MODULES_PER_FOLDER
    ]


def group_modules(sources: Sources) -> dict[str, list[Module]]:
    """Return the modules of each folder, without the file that makes it a package."""
    folders = defaultdict(list)
    for module in sources.modules:
        if module.stem != "__init__":
            folders[module.folder].append(module)
    return folders


def find_repeated_prefixes(sources: Sources) -> list[Offence]:
    """Return the prefixes that stand so often in a folder that they are one."""
    return [
        Offence(folder, 1, f"{prefix}_ stands {count} times", "it is a wing")
        for folder, modules in sorted(group_modules(sources).items())
        for prefix, count in Counter(
            module.stem.partition("_")[0] for module in modules
        ).items()
        if count > house.NAMES_WITH_A_PREFIX
    ]


def find_shells_with_more_names(sources: Sources) -> list[Offence]:
    """Return the shells that are not simply called views, services or forms."""
    return [
        Offence(module.place, 1, "is a shell by its name", "name its wing instead")
        for module in sources.modules
        if SHELL_WITH_MORE.fullmatch(module.stem)
    ]


def find_zcml_names(sources: Sources) -> list[Offence]:
    """Return the ZCML files of other names; a wing says what they are about."""
    return [
        Offence(zcml.place, 1, "is no name for ZCML", "say it in configure.zcml")
        for zcml in sources.registrations
        if zcml.stem
        not in (house.ZCML_FILES if zcml.folder else house.ZCML_OF_THE_PACKAGE)
    ]


def find_unreached_zcml(sources: Sources) -> list[Offence]:
    """Return the ZCML of folders that no file includes."""
    included = {
        (zcml.folder, element.get("package", ""), element.get("file", "configure.zcml"))
        for zcml in sources.registrations
        for element in zcml.elements
        if element.tag.endswith("}include")
    }
    reached = {
        "/".join([*filter(None, [folder, package.strip(".").replace(".", "/")]), file])
        for folder, package, file in included
    }
    return [
        Offence(zcml.place, 1, "is included nowhere", "nothing in it is registered")
        for zcml in sources.registrations
        if zcml.folder and zcml.place not in reached
    ]


def find_meaningless_names(sources: Sources) -> list[Offence]:
    """Return the modules and folders whose names say nothing."""
    return [
        Offence(module.place, 1, "has a name that says nothing", "name its activity")
        for module in sources.modules
        if house.MEANINGLESS
        & {
            part
            for name in [*module.folder.split("/"), module.stem]
            for part in name.split("_")
        }
    ]


def find_long_files(sources: Sources) -> list[Offence]:
    return [
        Offence(file.place, 1, f"has {length} lines", "it holds more than one thing")
        for file in sources.files
        if (length := len(file.text.splitlines())) > house.LINES_PER_FILE
    ]


def find_long_functions(sources: Sources) -> list[Offence]:
    return [
        Offence(
            module.place, node.lineno, f"{node.name} has {length} lines", "too long"
        )
        for module in sources.modules
        for node in module.nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := measure_function(node)) > house.LINES_PER_FUNCTION
    ]


def measure_function(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines from `def` to the end."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def find_folders_without_package(sources: Sources) -> list[Offence]:
    folders = {module.folder for module in sources.modules}
    packages = {
        module.folder for module in sources.modules if module.stem == "__init__"
    }
    return [
        Offence(folder, 1, "has no __init__.py", "its modules are not installed")
        for folder in sorted(folders - packages)
    ]


def find_silent_folders(sources: Sources) -> list[Offence]:
    """Return the features and wings that do not say what they are for."""
    return [
        Offence(module.place, 1, "says nothing", "one sentence tells what it is for")
        for module in sources.modules
        if module.stem == "__init__" and not ast.get_docstring(module.tree)
    ]


def find_overrides(sources: Sources) -> list[Offence]:
    """Return what takes the place of what others registered."""
    return [
        Offence(zcml.place, element.sourceline, "overrides", "bind it to our layer")
        for zcml in sources.registrations
        for element in zcml.elements
        if element.tag.endswith("}includeOverrides") or zcml.stem == "overrides"
    ]
