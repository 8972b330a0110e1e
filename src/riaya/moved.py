"""Names of classes that moved, as databases made earlier still know them.

An object names its class by module and class.  When the class moves, older
objects keep its old name until they are saved again, and so do the objects
that refer to them; so a line is never taken away.  The lines are in the form
that `zodbupdate` reads as renames.
"""

from collections.abc import Sequence
from importlib import import_module
from importlib.abc import Loader
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

import sys


MOVED = {
    "riaya.cases.present_visit PresentVisit": "riaya.cases.practice.present_visit PresentVisit",
    "riaya.guide.commenting GuideComment": "riaya.guide.review.commenting GuideComment",
    "riaya.guide.printing_keeping Book": "riaya.guide.printing.keeping Book",
}


class OldModules(MetaPathFinder, Loader):
    """Imports a module that is gone as one that holds the classes it had."""

    def __init__(self, moved: dict[str, str]):
        self.classes: dict[str, dict[str, str]] = {}
        for old, new in moved.items():
            module, name = old.split()
            self.classes.setdefault(module, {})[name] = new

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: object = None
    ) -> ModuleSpec | None:
        """Return how a module that is gone is made, or None for any other."""
        return ModuleSpec(fullname, self) if fullname in self.classes else None

    def exec_module(self, module: ModuleType) -> None:
        for name, new in self.classes[module.__name__].items():
            place, new_name = new.split()
            setattr(module, name, getattr(import_module(place), new_name))


def answer_to_old_names() -> None:
    """Let Python find the classes by their old names, after looking everywhere else."""
    if not any(isinstance(finder, OldModules) for finder in sys.meta_path):
        sys.meta_path.append(OldModules(MOVED))
