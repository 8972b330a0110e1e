"""Which feature a name belongs to: a module, a type, a list, a permission."""

from lxml import etree
from tests.architecture.checks import house
from tests.architecture.checks.sources import Sources


class Ownership:
    """Whose a name is, read from the profiles and the folders."""

    def __init__(self, sources: Sources):
        self.types = dict(_read_types(sources))
        self.permissions = dict(_read_permissions(sources))
        self.folders = sources.features
        self.modules = {
            module.feature for module in sources.modules if not module.folder
        }

    def find_owner(self, name: str) -> str | None:
        """Return the feature that a name belongs to, or None when nobody has it.

        `riaya.task` is the type of the feature that has its class, whatever it is
        called; `riaya.task:complete` is a transition of that type; what is longer
        says its feature itself.  `Riaya: Add task` is the title of a permission.
        """
        if name in self.permissions:
            return self.permissions[name]
        name, _, transition = name.partition(":")
        if name in self.types:
            return self.types[name]
        second = name.split(".")[1] if "." in name else "__init__"
        if second in house.SETTINGS:
            return house.SETTINGS[second]
        if not transition and second in {*self.folders, *self.modules, *house.RANKS}:
            return second
        return None


def _read_types(sources: Sources):
    """Yield the name of each type of ours and the feature that has its class."""
    for path in sources.find_profile_files("types/*.xml"):
        root = etree.parse(str(path)).getroot()
        name = root.get("name", "")
        klass = root.xpath("string(property[@name='klass'])")
        if name.startswith("riaya.") and klass.startswith("riaya."):
            yield name, klass.split(".")[1]


def _read_permissions(sources: Sources):
    """Yield the title of each permission of ours and the feature that has it."""
    for zcml in sources.registrations:
        for element in zcml.elements:
            if etree.QName(element).localname == "permission":
                yield element.get("title", ""), zcml.feature
