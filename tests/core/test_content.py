"""What all content keeps, whatever type it is of."""

from lxml import etree
from pathlib import Path
from zope.annotation.attribute import AttributeAnnotations
from zope.dottedname.resolve import resolve

import pytest
import riaya


TYPES = Path(riaya.__file__).parent / "profiles" / "default" / "types"


def find_classes() -> list[str]:
    """Return the dotted names of the classes of our types."""
    found = (
        etree.parse(path).findtext("property[@name='klass']")
        for path in TYPES.glob("*.xml")
    )
    return sorted({name for name in found if name and name.startswith("riaya.")})


@pytest.mark.parametrize("name", find_classes())
def test_what_is_noted_on_one_is_not_on_another(name):
    """A class with a typed attribute has annotations of its own, Python's.

    Zope's annotations would be written into these: of all content of the class at
    once, and gone when the server stops.
    """
    content_class = resolve(name)
    one, another = content_class("one"), content_class("another")
    AttributeAnnotations(one)["lock"] = "taken"
    assert "lock" in AttributeAnnotations(one)
    assert "lock" not in AttributeAnnotations(another)
