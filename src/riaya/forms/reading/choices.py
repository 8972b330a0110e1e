"""The choices of an XForm: written beside the question, in a list, or answers given."""

from collections.abc import Callable
from collections.abc import Mapping
from lxml.etree import _Element
from riaya.forms.expressions import Expression
from riaya.forms.reading.questions import Choice
from riaya.forms.reading.questions import Texts
from riaya.forms.reading.texts import TextReader
from typing import Any

import re


XFORMS = "{http://www.w3.org/2002/xforms}"
# As pyxform writes it, with a filter in brackets or none.
LIST = re.compile(
    r"^instance\(\s*['\"]([^'\"]+)['\"]\s*\)/root/item\s*(\[.*\])?$", re.S
)
SHUFFLED = re.compile(r"^randomize\((.*?)(?:,[^,\]]*)?\)$", re.S)


class ChoiceReader:
    """Finds what may be chosen; lists are read once and shared by their questions."""

    def __init__(
        self,
        instances: Mapping[str, _Element],
        texts: TextReader,
        compile: Callable[[str, str], Expression],
    ):
        self.instances, self.texts, self.compile = instances, texts, compile
        self.lists: dict[tuple[str, str, str], tuple[Choice, ...]] = {}

    def read(self, control: _Element | None, path: str) -> dict[str, Any]:
        """Return the fields of a question that are about choices."""
        if control is None:
            return {}
        itemset = control.find(f"{XFORMS}itemset")
        if itemset is None:
            return {"choices": self._read_items(control, path)}
        value = _get_reference(itemset, "value") or "name"
        label = _get_reference(itemset, "label") or "label"
        # The order in which choices are shown is no matter of the answers.
        nodeset = (itemset.get("nodeset") or "").strip()
        if shuffled := SHUFFLED.match(nodeset):
            nodeset = shuffled[1].strip()
        found = LIST.match(nodeset)
        named = found[1] if found else ""
        return {
            "choices": self._read_list(named, value, label),
            "choice_filter": (
                None if found and not found[2] else self.compile(nodeset, path)
            ),
            "choice_value": value,
            "choice_label": label,
        }

    def _read_items(self, control: _Element, path: str) -> tuple[Choice, ...]:
        choices = []
        for item in control.iterfind(f"{XFORMS}item"):
            label, value = item.find(f"{XFORMS}label"), item.find(f"{XFORMS}value")
            if value is not None:
                labels = {} if label is None else self.texts.read_element(label, path)
                choices.append(Choice((value.text or "").strip(), labels))
        return tuple(choices)

    def _read_list(self, name: str, value: str, label: str) -> tuple[Choice, ...]:
        if name not in self.instances:
            return ()
        key = name, value, label
        if key not in self.lists:
            self.lists[key] = tuple(
                Choice(_get_text(row, value), self._read_label(row, label), row)
                for row in self.instances[name].iterfind("root/item")
            )
        return self.lists[key]

    def _read_label(self, row: _Element, label: str) -> Texts:
        if label.startswith("jr:itext("):
            text_id = _get_text(row, label.removeprefix("jr:itext(").rstrip(") "))
            return self.texts.read_reference(text_id, "/")
        return {"": (_get_text(row, label),)}


def _get_reference(itemset: _Element, part: str) -> str:
    element = itemset.find(f"{XFORMS}{part}")
    return "" if element is None else (element.get("ref") or "").strip()


def _get_text(row: _Element, name: str) -> str:
    return (row.findtext(name.strip()) or "").strip()
