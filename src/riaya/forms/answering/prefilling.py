"""Filling a form in beforehand with what is known."""

from collections.abc import Mapping
from lxml import etree
from lxml.etree import _Element
from riaya.forms.reading.questions import CHOSEN
from riaya.forms.reading.questions import Form
from riaya.forms.reading.questions import Question
from riaya.forms.reading.questions import QuestionKind
from riaya.forms.reading.xml import parse_xml


XFORMS = "{http://www.w3.org/2002/xforms}"


def write_known_values(xform: bytes, form: Form, known: Mapping[str, str]) -> bytes:
    """Return an XForm whose questions begin with the known values of their names.

    Questions in repeats, calculations, and those with a proposal of their own
    stay as they are.
    """
    root = parse_xml(xform)
    first = root.find(f".//{XFORMS}model/{XFORMS}instance/*")
    if first is not None:
        _fill(form.root, first, known)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _fill(section: Question, element: _Element, known: Mapping[str, str]) -> None:
    for child in section.children:
        found = element.find(f"{{*}}{child.name}")
        if found is None or child.kind == QuestionKind.REPEAT:
            continue
        if child.kind == QuestionKind.GROUP:
            _fill(child, found, known)
        elif child.rules.calculate is None and not (found.text or "").strip():
            found.text = _choose(child, known.get(child.name, "")) or None


def _choose(question: Question, value: str) -> str:
    """Return a value; of codes only those that the question offers."""
    if question.kind not in CHOSEN:
        return value
    return " ".join(code for code in value.split() if code in question.choices_by_code)
