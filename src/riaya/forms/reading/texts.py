"""The texts of an XForm in its languages, with the answers quoted in them."""

from collections.abc import Callable
from collections.abc import Iterator
from functools import cache
from lxml.etree import _Element
from plone.i18n.locales.languages import ContentLanguageAvailability
from riaya.forms.expressions import Expression
from riaya.forms.reading.questions import Text
from riaya.forms.reading.questions import Texts
from riaya.forms.reading.xml import get_local_name

import re


XFORMS = "{http://www.w3.org/2002/xforms}"
JAVAROSA = "{http://openrosa.org/javarosa}"
REFERENCE = re.compile(r"jr:itext\(\s*['\"]([^'\"]+)['\"]\s*\)")
CODE = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)?)\)\s*$")


class TextReader:
    """Finds labels, hints and messages, each in every language that it has."""

    def __init__(self, model: _Element, compile: Callable[[str, str], Expression]):
        self.compile = compile
        translations = list(model.iterfind(f"{XFORMS}itext/{XFORMS}translation"))
        # The default language comes first.
        translations.sort(key=lambda each: not each.get("default"))
        self.languages = tuple(
            get_language_code(each.get("lang") or "") for each in translations
        )
        self.values: dict[str, dict[str, _Element]] = {}
        for language, translation in zip(self.languages, translations, strict=True):
            for text in translation.iterfind(f"{XFORMS}text"):
                value = next(_find_plain_values(text), None)
                if value is not None:
                    self.values.setdefault(text.get("id") or "", {})[language] = value

    def read(self, control: _Element | None, part: str, path: str) -> Texts:
        """Return the label or hint of a control; empty without one."""
        element = None if control is None else control.find(f"{XFORMS}{part}")
        return {} if element is None else self.read_element(element, path)

    def read_element(self, element: _Element, path: str) -> Texts:
        """Return the texts that an element holds or refers to."""
        if reference := REFERENCE.search(element.get("ref") or ""):
            return self.read_reference(reference[1], path)
        text = self._read_parts(element, path)
        return {"": text} if text else {}

    def read_message(self, bind: _Element, name: str, path: str) -> Texts:
        """Return a message of a bind, a plain sentence or a reference to texts."""
        value = bind.get(f"{JAVAROSA}{name}") or ""
        if reference := REFERENCE.search(value):
            return self.read_reference(reference[1], path)
        return {"": (value,)} if value else {}

    def read_reference(self, text_id: str, path: str) -> Texts:
        """Return the texts of an id, by language."""
        return {
            language: text
            for language, value in self.values.get(text_id, {}).items()
            if (text := self._read_parts(value, path))
        }

    def read_all(self) -> dict[str, Texts]:
        """Return all texts by their ids, for expressions that ask by id."""
        return {text_id: self.read_reference(text_id, "/") for text_id in self.values}

    def _read_parts(self, element: _Element, path: str) -> Text:
        parts: list[str | Expression] = [element.text or ""]
        for child in element.iterchildren(tag="{*}*"):
            source = child.get("value") or child.get("ref")
            if get_local_name(child) == "output" and source:
                parts.append(self.compile(source, path))
            parts.append(child.tail or "")
        return tuple(part for part in parts if part != "")


def pick(texts: Texts, language: str) -> Text:
    """Return the text in a language, or in the form's first one; empty without any."""
    return texts.get(language) or texts.get("") or next(iter(texts.values()), ())


def _find_plain_values(text: _Element) -> Iterator[_Element]:
    for value in text.iterfind(f"{XFORMS}value"):
        if value.get("form") in (None, "long"):
            yield value


def get_language_code(name: str) -> str:
    """Return ar for `Arabic (ar)`; a language of unknown code is called by its name."""
    found = CODE.search(name)
    return found[1].lower() if found else _find_codes().get(name.strip().lower(), name)


@cache
def _find_codes() -> dict[str, str]:
    """Return the codes of languages by their English and their own names."""
    languages = ContentLanguageAvailability().getLanguages()
    return {
        row[name].lower(): code
        for code, row in languages.items()
        for name in ("name", "native")
        if row.get(name)
    }
