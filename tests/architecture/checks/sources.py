"""The sources of the house, read once: modules, registrations, templates."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from lxml import etree
from pathlib import Path

import ast
import os


# What is installed or built here and not written by us.
SKIPPED = {"node_modules", "build", "__pycache__"}
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class File:
    """A file of the house; `place` is its path below `src/riaya`."""

    place: str
    text: str

    @property
    def feature(self) -> str:
        """Return the folder of the feature, or the stem of a file beside them."""
        return self.place.partition("/")[0].partition(".")[0]

    @property
    def folder(self) -> str:
        """Return the place of the folder, which is empty for the package itself."""
        return self.place.rpartition("/")[0]

    @property
    def package(self) -> str:
        """Return the dotted name of the package that holds the file."""
        return ".".join(["riaya", *filter(None, self.folder.split("/"))])

    @property
    def stem(self) -> str:
        return Path(self.place).stem


@dataclass(frozen=True)
class Module(File):
    """A file of Python."""

    @property
    def name(self) -> str:
        """Return the dotted name under which the module is imported."""
        if self.stem == "__init__":
            return self.package
        return f"{self.package}.{self.stem}"

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Return every node of the module."""
        return list(ast.walk(self.tree))

    @cached_property
    def strings(self) -> list[ast.Constant]:
        """Return every string that is no docstring."""
        docstrings = {
            id(node.body[0].value)
            for node in self.nodes
            if isinstance(node, DOCUMENTED)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        return [
            node
            for node in self.nodes
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings
        ]


@dataclass(frozen=True)
class Registration(File):
    """A ZCML file."""

    @cached_property
    def root(self) -> etree._Element:
        return etree.fromstring(self.text.encode())

    @cached_property
    def elements(self) -> list[etree._Element]:
        """Return every element, without comments."""
        return [node for node in self.root.iter() if isinstance(node.tag, str)]


class Sources:
    """Everything that is written in a package, which is `src/riaya` or a scratch copy."""

    def __init__(self, root: Path):
        self.root = root
        self.modules: list[Module] = []
        self.registrations: list[Registration] = []
        self.templates: list[File] = []
        for path in _find_files(root):
            place = path.relative_to(root).as_posix()
            if path.suffix == ".py":
                self.modules.append(Module(place, path.read_text("utf-8")))
            elif path.suffix == ".zcml":
                self.registrations.append(Registration(place, path.read_text("utf-8")))
            elif path.suffix == ".pt":
                self.templates.append(File(place, path.read_text("utf-8")))

    @property
    def files(self) -> list[File]:
        return [*self.modules, *self.registrations, *self.templates]

    @cached_property
    def by_name(self) -> dict[str, Module]:
        """Return the modules by their dotted names."""
        return {module.name: module for module in self.modules}

    def find_module(self, place: str) -> str:
        """Return the dotted name of the module at a place."""
        return self._names[place]

    @cached_property
    def _names(self) -> dict[str, str]:
        return {module.place: module.name for module in self.modules}

    @cached_property
    def shared_names(self) -> set[str]:
        """Return what the package itself defines for everybody."""
        body = self.by_name["riaya"].tree.body if "riaya" in self.by_name else []
        return {
            target.id
            for node in body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }

    @cached_property
    def features(self) -> set[str]:
        """Return the folders in which something is written."""
        return {file.feature for file in self.files if file.folder}

    def find_wings(self, feature: str) -> set[str]:
        """Return the folders of a feature in which modules stand."""
        return {
            module.place.split("/")[1]
            for module in self.modules
            if module.feature == feature and module.place.count("/") > 1
        }

    def find_profile_files(self, pattern: str) -> list[Path]:
        """Return the files of all profiles that match a pattern."""
        return sorted((self.root / "profiles").glob(f"*/{pattern}"))


def _find_files(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in SKIPPED)
        for name in sorted(names):
            yield Path(folder, name)
