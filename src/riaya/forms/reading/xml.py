"""Reading XML that comes from outside.

Neither entities nor document types, nothing from files or the network, and no
more of it than a form or its answers can need.
"""

from lxml import etree
from lxml.etree import _Element
from riaya import _
from riaya.forms.exceptions import FormRefused


MEGABYTE = 1024 * 1024
LARGEST = 5 * MEGABYTE
# lxml's own limits end deeper trees; expressions and pages need far less.
DEEPEST = 60


def parse_xml(data: bytes) -> _Element:
    """Return the root of a document; raise FormRefused for what is not plain XML.

    Limits: 5 MB, 60 levels.
    """
    if len(data) > LARGEST:
        raise FormRefused(
            _(
                "error_xml_too_large",
                default="The form or its answers have more than ${limit} MB of text.",
                mapping={"limit": LARGEST // MEGABYTE},
            )
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _make_refusal() from error
    if b"<!DOCTYPE" in data or _get_depth(root) > DEEPEST:
        raise _make_refusal()
    return root


def without_namespaces(element: _Element) -> _Element:
    """Return a copy of an element and all in it, known by their local names."""
    copy = etree.Element(get_local_name(element))
    copy.text = element.text
    for name, value in element.attrib.items():
        if not str(name).startswith("{"):
            copy.set(str(name), str(value))
    for child in element.iterchildren(tag=etree.Element):
        copied = without_namespaces(child)
        copied.tail = child.tail
        copy.append(copied)
    return copy


def get_local_name(element: _Element) -> str:
    """Return the name of an element without its namespace."""
    return etree.QName(element).localname


def _get_depth(root: _Element) -> int:
    """Return the number of levels, without walking into ever deeper calls."""
    depth, deepest = 0, 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _make_refusal() -> FormRefused:
    return FormRefused(
        _(
            "error_xml_unreadable",
            default="The file is not plain XML: it is broken, nested too deep, or declares a document type.",
        )
    )
