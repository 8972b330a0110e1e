"""The documents that phones read: lists of forms and files, and answers.

Source: the OpenRosa Form Discovery, Manifest and Response standards.  Lists of
entities in a manifest are an addition of ODK Central that Collect reads.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from csv import writer
from io import StringIO
from lxml import etree
from riaya.forms.openrosa.phone_forms import CASE_FILE
from riaya.forms.openrosa.phone_forms import get_digest
from riaya.forms.openrosa.phone_forms import PhoneForm
from typing import Any


FORM_LIST = "http://openrosa.org/xforms/xformsList"
MANIFEST = "http://openrosa.org/xforms/xformsManifest"
RESPONSE = "http://openrosa.org/http/response"
# An entity changes on a phone only when its version rises.
CASE_COLUMNS = ("name", "label", "__version", "case_number")


def write_form_list(
    forms: Iterable[PhoneForm], address: str, is_verbose: bool = False
) -> bytes:
    """Return the list of forms that stand below an address."""
    root = _make_root(FORM_LIST, "xforms")
    for form in forms:
        template = form.template
        values = {
            "formID": template.form_id,
            "name": template.title,
            "version": template.form_version,
            "hash": f"md5:{form.digest}",
            "descriptionText": (is_verbose and template.description) or None,
            "downloadUrl": f"{address}/forms/{template.UID()}",
            "manifestUrl": f"{address}/xformsManifest",
        }
        _add_values(etree.SubElement(root, f"{{{FORM_LIST}}}xform"), values)
    return _write(root)


def write_manifest(cases: bytes, address: str) -> bytes:
    """Return the list of files that every form needs: the cases of a person."""
    root = _make_root(MANIFEST, "manifest")
    file = etree.SubElement(root, f"{{{MANIFEST}}}mediaFile", type="entityList")
    values = {
        "filename": CASE_FILE,
        "hash": f"md5:{get_digest(cases)}",
        "downloadUrl": f"{address}/media/{CASE_FILE}",
    }
    _add_values(file, values)
    return _write(root)


def write_cases(rows: Iterable[Mapping]) -> bytes:
    """Return open cases as the entity list that the question for the case reads."""
    stream = StringIO(newline="")
    table = writer(stream)
    table.writerow(CASE_COLUMNS)
    for row in rows:
        table.writerow(
            (row["name"], row["label"], row.get("version", 1), row["case_number"])
        )
    return stream.getvalue().encode("utf-8")


def write_response(message: str, nature: str) -> bytes:
    """Return the answer that a phone shows to its owner."""
    root = _make_root(RESPONSE, "OpenRosaResponse")
    etree.SubElement(root, f"{{{RESPONSE}}}message", nature=nature).text = message
    return _write(root)


def _make_root(namespace: str, name: str) -> etree._Element:
    # The namespace stands without a prefix, which lxml's types do not know of.
    prefixes: Any = {None: namespace}
    return etree.Element(f"{{{namespace}}}{name}", nsmap=prefixes)


def _add_values(element: etree._Element, values: Mapping[str, str | None]) -> None:
    namespace = etree.QName(element).namespace
    for name, value in values.items():
        if value is not None:
            etree.SubElement(element, f"{{{namespace}}}{name}").text = value


def _write(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)
