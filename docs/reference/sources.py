"""What the reference pages are made from: profiles, ZCML, schemas, catalogues.

Nothing is started: the files are read as they stand in the repository.
"""

from babel.messages.pofile import read_po
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element
from xml.etree.ElementTree import parse
from zope.i18nmessageid import Message

import json


ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src" / "riaya"
PROFILES = ROOT / "profiles"
POLICIES = {"policy-ps": "Palestine", "policy-sy": "Syria"}
PLONE_XML = "{http://namespaces.plone.org/plone}"
BROWSER_XML = "{http://namespaces.zope.org/browser}"
ZOPE_XML = "{http://namespaces.zope.org/zope}"


@dataclass(frozen=True)
class Record:
    """A registry record of a profile: its value and where its title is said."""

    name: str
    value: object
    title: str
    interface: str
    field: str


@cache
def read_catalogue() -> dict[str, str]:
    """Return the Arabic translations of our messages, by message id."""
    path = SOURCES / "locales" / "ar" / "LC_MESSAGES" / "riaya.po"
    with path.open("rb") as stream:
        return {
            entry.id: entry.string
            for entry in read_po(stream)
            if isinstance(entry.id, str) and entry.id and entry.string
        }


def get_arabic(message: str) -> str:
    """Return the Arabic of a message, or an empty string."""
    return read_catalogue().get(str(message), "")


def get_english(message: str) -> str:
    """Return the English of a message."""
    return str((isinstance(message, Message) and message.default) or message)


def read_xml(path: Path) -> Element:
    """Return the root of one of our own XML files."""
    return parse(path).getroot()  # noqa: S314 - our own files


def find_zcml(tag: str) -> Iterator[tuple[Path, Element]]:
    """Return every directive of one kind, with the file it stands in."""
    for path in sorted(SOURCES.rglob("*.zcml")):
        if "node_modules" in path.parts:
            continue
        for element in read_xml(path).iter(tag):
            yield path, element


def find_records(profile: str) -> dict[str, Record]:
    """Return the registry records `riaya.…` of a profile."""
    records = {}
    for path in sorted((PROFILES / profile / "registry").glob("*.xml")):
        for element in read_xml(path).iter("record"):
            record = _read_record(element)
            if record.name.startswith("riaya."):
                records[record.name] = record
    return records


def find_schema_records(profile: str) -> list[tuple[str, str]]:
    """Return interface and prefix of the settings that a profile registers as a whole."""
    return [
        (element.get("interface", ""), element.get("prefix", ""))
        for path in sorted((PROFILES / profile / "registry").glob("*.xml"))
        for element in read_xml(path).iter("records")
        if element.get("interface", "").startswith("riaya.")
    ]


def is_list_of_terms(value: object) -> bool:
    """Return True for the rows of a vocabulary."""
    return isinstance(value, list) and all(
        isinstance(row, dict) and {"code", "ar", "en"} <= set(row) for row in value
    )


def _read_record(element: Element) -> Record:
    title = element.find("field/title")
    return Record(
        name=element.get("name", ""),
        value=_read_value(element.find("value")),
        title="" if title is None else _read_title(title),
        interface=element.get("interface", ""),
        field=element.get("field", ""),
    )


def _read_title(element: Element) -> Message:
    translate = "{http://xml.zope.org/namespaces/i18n}translate"
    text = (element.text or "").strip()
    return Message(element.get(translate) or text, default=text)


def _read_value(element: Element | None) -> object:
    if element is None:
        return None
    if len(element):
        return [(each.text or "").strip() for each in element]
    text = (element.text or "").strip()
    try:
        return json.loads(text)
    except ValueError:
        return text
