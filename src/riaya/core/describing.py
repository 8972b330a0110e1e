"""Content in words: its fields as a person reads them, to be compared."""

from collections.abc import Iterator
from datetime import date
from datetime import datetime
from lxml import html
from plone.app.textfield.interfaces import IRichTextValue
from plone.base.utils import human_readable_size
from plone.dexterity.utils import iterSchemata
from plone.namedfile.interfaces import INamed
from riaya import _
from riaya.core.differences import DescribedField
from riaya.core.differences import DescribedRow
from riaya.core.differences import Prose
from riaya.core.rows.fields import IRowList
from riaya.core.time.dates import format_day
from riaya.core.time.dates import format_moment
from typing import Any
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.interface.interfaces import IInterface
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IChoice
from zope.schema.interfaces import ICollection
from zope.schema.interfaces import IField
from zope.schema.interfaces import IText
from zope.schema.interfaces import ITextLine

import json


# Keep a name and a size whole among words of the other direction (Unicode UAX 9).
ISOLATE, END = "\u2068", "\u2069"

# What Plone adds to every type: not the work that is compared.
TECHNICAL = (
    "plone.app.dexterity.",
    "plone.app.versioningbehavior.",
    "plone.app.relationfield.",
)
CONTENT = ("IBasic",)
BLOCKS = {
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "blockquote",
    "pre",
    "br",
    "div",
}


def describe_fields(content: Any) -> list[DescribedField]:
    """Return the fields of content in words, in the reader's language."""
    return [
        DescribedField(name, translate_title(field.title), describe_value(field, value))
        for name, field, value in _read_fields(content)
    ]


def describe_value(field: IField, value: Any) -> Any:
    """Return a value in words: a text, a list of texts or a list of rows."""
    if IRowList.providedBy(field):
        return [_describe_row(field, row) for row in value or ()]
    if ICollection.providedBy(field):
        return [_describe_single(field.value_type, each) for each in value or ()]
    if isinstance(value, dict | list):
        return [Prose(line) for line in describe_json(value)]
    return _describe_single(field, value)


def describe_json(value: Any, path: str = "") -> Iterator[str]:
    """Return one line for each answer: the question's name and the answer."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from describe_json(each, f"{path} / {name}" if path else str(name))
    elif isinstance(value, list):
        for number, each in enumerate(value, start=1):
            yield from describe_json(each, f"{path} {number}".strip())
    else:
        text = (
            value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        )
        yield f"{path}: {text}"


def describe_markup(markup: str) -> str:
    """Return the text of formatted text, one block a line."""
    if not markup.strip():
        return ""
    root = html.fragment_fromstring(markup, create_parent=True)
    for element in root.iter(*BLOCKS):
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in root.text_content().splitlines())
    return "\n".join(line for line in lines if line)


def translate_title(title: Any) -> str:
    """Return a title in the reader's language."""
    return translate(title, context=getRequest())


def _read_fields(content: Any) -> Iterator[tuple[str, IField, Any]]:
    seen = set()
    for schema in iterSchemata(content):
        if _is_technical(schema):
            continue
        facts = schema(content, None)
        for name, field in getFieldsInOrder(schema):
            if facts is not None and name not in seen and IField.providedBy(field):
                seen.add(name)
                yield name, field.bind(content), getattr(facts, name, None)


def _is_technical(schema: IInterface) -> bool:
    return schema.__module__.startswith(TECHNICAL) and schema.__name__ not in CONTENT


def _describe_row(field: Any, row: dict) -> DescribedRow:
    return DescribedRow(
        key=str(row.get("id") or ""),
        cells={
            translate_title(column.title): _describe_single(
                column.bind(field.context), row.get(column.__name__)
            )
            for column in field.columns
        },
    )


def _describe_single(field: IField | None, value: Any) -> str:
    if value is None or value == "":
        return ""
    if IChoice.providedBy(field):
        return _describe_choice(field, value)
    if IRichTextValue.providedBy(value):
        return Prose(describe_markup(value.raw or ""))
    if INamed.providedBy(value):
        size = human_readable_size(value.getSize())
        return f"{ISOLATE}{value.filename}{END} ({ISOLATE}{size}{END})"
    if isinstance(value, bool):
        return translate_title(
            _("label_yes", default="Yes") if value else _("label_no", default="No")
        )
    if isinstance(value, datetime):
        return format_moment(value)
    if isinstance(value, date):
        return format_day(value)
    if IText.providedBy(field) or ITextLine.providedBy(field):
        return Prose(value)
    return str(value)


def _describe_choice(field: Any, value: Any) -> str:
    bound = field if field.vocabulary is not None else field.bind(field.context)
    try:
        return translate_title(bound.vocabulary.getTerm(value).title)
    except (LookupError, AttributeError):
        return str(value)
