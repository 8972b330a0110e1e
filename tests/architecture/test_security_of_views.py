"""Every view and service names a permission and is bound to our layer."""

from lxml import etree
from pathlib import Path

import pytest


SOURCE = Path(__file__).parents[2] / "src" / "riaya"
NAMESPACES = {
    "browser": "http://namespaces.zope.org/browser",
    "plone": "http://namespaces.plone.org/plone",
    "zope": "http://namespaces.zope.org/zope",
}
LAYER = "riaya.core.interfaces.IRiayaLayer"


def find_registrations():
    """Yield each view and service of our ZCML files."""
    for path in sorted(SOURCE.rglob("*.zcml")):
        tree = etree.parse(str(path))
        for element in tree.xpath(
            "//browser:page | //browser:pages | //browser:view | //browser:viewlet"
            " | //plone:service",
            namespaces=NAMESPACES,
        ):
            yield pytest.param(
                element, id=f"{path.relative_to(SOURCE)}:{element.sourceline}"
            )


@pytest.mark.parametrize("element", find_registrations())
def test_names_a_permission_and_our_layer(element):
    assert element.get("permission"), element.get("name")
    assert element.get("layer") == LAYER, element.get("name")


@pytest.mark.parametrize("element", find_registrations())
def test_gives_a_reason_where_everybody_may(element):
    if element.get("permission") == "zope.Public":
        before = element.getprevious()
        while before is not None and not isinstance(before, etree._Comment):
            before = before.getprevious()
        assert before is not None, f"{element.get('name')} is public without a comment"


def test_nothing_overrides_what_others_registered():
    assert list(SOURCE.rglob("overrides.zcml")) == []
