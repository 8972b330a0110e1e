"""The page of content types and their fields."""

from functools import cache
from plone.autoform.interfaces import OMITTED_KEY
from plone.autoform.interfaces import WRITE_PERMISSIONS_KEY
from riaya.core.rows.fields import IRowList
from sources import find_zcml
from sources import get_arabic
from sources import get_english
from sources import PLONE_XML
from sources import PROFILES
from sources import read_xml
from sources import SOURCES
from tables import code
from tables import join
from tables import make_page
from tables import make_table
from typing import Any
from xml.etree.ElementTree import Element
from zope.dottedname.resolve import resolve
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import ICollection
from zope.schema.interfaces import IField


INTRODUCTION = """Everything that Riaya stores is one of these types. Names in `this type` are
what REST clients and exports use; fields are listed with the words that people read."""
HEADING = ("field", "Arabic", "English", "holds", "required", "who writes it")
HOLDS = {
    "ASCIILine": "a code or id",
    "Bool": "yes or no",
    "Date": "a date",
    "Datetime": "a moment",
    "Int": "a whole number",
    "JSONField": "JSON",
    "NamedBlobFile": "a file",
    "NamedBlobImage": "a picture",
    "NamedFile": "a file",
    "RichText": "formatted text",
    "Text": "text",
    "TextLine": "one line of text",
}


def make_types_page() -> str:
    """Return the page."""
    return make_page(
        "Content types",
        INTRODUCTION,
        *(_describe(name) for name in sorted(_find_types())),
    )


@cache
def _find_types() -> dict[str, Element]:
    folder = PROFILES / "default" / "types"
    elements = [read_xml(path) for path in folder.glob("*.xml")]
    return {element.get("name", ""): element for element in elements}


def _describe(name: str) -> str:
    element = _find_types()[name]
    schema = _get_property(element, "schema")
    fields = _describe_fields(resolve(schema)) if schema else ""
    return "\n\n".join(
        filter(
            None,
            [
                f"## {name}",
                _describe_titles(element),
                _describe_place(name, element),
                fields,
                *_describe_behaviors(element),
            ],
        )
    )


def _describe_titles(element: Element) -> str:
    title = _get_property(element, "title")
    if not title:
        return "One of Plone's own types, with what Riaya adds to it."
    return f"**{title}** ({get_arabic(title)}). {_get_property(element, 'description')}"


def _describe_place(name: str, element: Element) -> str:
    parents = [
        other
        for other, each in sorted(_find_types().items())
        if name in _get_elements(each, "allowed_content_types")
    ]
    rows = [
        ("is added in", join(parents)),
        ("may hold", join(_get_elements(element, "allowed_content_types"))),
        ("is added with", code(_get_property(element, "add_permission"))),
        ("workflows", join(_find_workflows(name))),
        ("behaviors", join(_get_elements(element, "behaviors"))),
        ("fields in", code(_get_property(element, "schema"))),
    ]
    return "\n".join(f"- {title}: {text}" for title, text in rows if text)


def _describe_behaviors(element: Element) -> list[str]:
    """Return the fields of our own behaviors of a type."""
    provided = {
        directive.get("name"): _resolve(path, directive.get("provides", ""))
        for path, directive in find_zcml(f"{PLONE_XML}behavior")
    }
    return [
        f"From the behavior `{name}`:\n\n{_describe_fields(provided[name])}"
        for name in _get_elements(element, "behaviors")
        if name in provided
    ]


def _resolve(path: Any, dotted: str) -> Any:
    package = ".".join(("riaya", *path.parent.relative_to(SOURCES).parts))
    return resolve(f"{package}{dotted}" if dotted.startswith(".") else dotted)


def _describe_fields(schema: Any) -> str:
    writers = schema.queryTaggedValue(WRITE_PERMISSIONS_KEY, {})
    omitted = {
        name
        for _interface, name, is_omitted in schema.queryTaggedValue(OMITTED_KEY, ())
        if is_omitted == "true"
    }
    rows = [
        (
            code(name),
            get_arabic(field.title),
            get_english(field.title),
            _describe_value(field),
            "yes" if field.required else "",
            _describe_writer(field, name, writers, omitted),
        )
        for name, field in getFieldsInOrder(schema)
    ]
    tables = [make_table(HEADING, rows)]
    tables += [
        f"Columns of `{name}`:\n\n{_describe_fields(field.row_schema)}"
        for name, field in getFieldsInOrder(schema)
        if IRowList.providedBy(field)
    ]
    return "\n\n".join(tables)


def _describe_writer(field: IField, name: str, writers: dict, omitted: set) -> str:
    if name in writers:
        return code(writers[name])
    return "the system; in no form" if field.readonly or name in omitted else ""


def _describe_value(field: IField) -> str:
    if IRowList.providedBy(field):
        return "rows, see below"
    if IChoice.providedBy(field):
        return f"a code of {code(field.vocabularyName)}"
    if ICollection.providedBy(field):
        return f"a list: {_describe_value(field.value_type)}"
    text = next(
        HOLDS[each.__name__] for each in type(field).__mro__ if each.__name__ in HOLDS
    )
    limits = [
        str(each) for each in (getattr(field, "min", None), getattr(field, "max", None))
    ]
    return text if limits == ["None", "None"] else f"{text}, {' to '.join(limits)}"


def _find_workflows(name: str) -> list[str]:
    root = read_xml(PROFILES / "default" / "workflows.xml")
    return [
        bound.get("workflow_id", "")
        for each in root.iter("type")
        if each.get("type_id") == name
        for bound in each.iter("bound-workflow")
    ]


def _get_property(element: Element, name: str) -> str:
    found = element.find(f"property[@name='{name}']")
    return "" if found is None else (found.text or "").strip()


def _get_elements(element: Element, name: str) -> list[str]:
    return [
        each.get("value", "")
        for each in element.findall(f"property[@name='{name}']/element")
    ]
