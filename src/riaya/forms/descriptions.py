"""Reading the forms that a policy brings.

Most forms are the same in both countries and stand once among the shared
ones.  What a country words in its own way is a slot such as {{plan}}, filled
from the policy's words; a policy's own file replaces the shared one of its name.
"""

from pathlib import Path
from riaya.forms.spreadsheets import LANGUAGES
from typing import Any

import json
import re


FORMS = "forms"
LISTS = "form-lists.json"
WORDS = "form-words.json"
SLOT = re.compile(r"\{\{(\w+)\}\}")


def read_forms(shared: Path, own: Path) -> list[dict]:
    """Return the forms of a policy in the order of their file names.

    Both are folders of profiles.  Raises KeyError for a slot or list of
    choices that neither folder has.
    """
    words = _read(shared / WORDS) | _read(own / WORDS)
    lists = _read(shared / LISTS) | _read(own / LISTS)
    paths = {
        path.name: path
        for folder in (shared, own)
        for path in (folder / FORMS).glob("*.json")
    }
    return [
        complete_form(_read(path), words, lists)
        for _name, path in sorted(paths.items())
    ]


def complete_form(form: dict, words: dict, lists: dict) -> dict:
    """Return a form with the words and lists of choices that it names.

    A list of choices named without a dot is one of `lists`; with a dot it is a
    vocabulary of the site and stays a name.  What is required says so in the
    words of the policy, unless it says it better itself.
    """
    choices = {
        name: lists[rows] if isinstance(rows, str) and "." not in rows else rows
        for name, rows in form["choices"].items()
    }
    survey = [
        {"required_message": "{{required_answer}}"} | row if "required" in row else row
        for row in form["survey"]
    ]
    return _fill(form | {"choices": choices, "survey": survey}, words)


def _read(path: Path) -> dict:
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def _fill(value: Any, words: dict, language: str = "") -> Any:
    if isinstance(value, list):
        return [_fill(each, words, language) for each in value]
    if isinstance(value, dict):
        return {
            key: _fill(each, words, key if key in LANGUAGES else language)
            for key, each in value.items()
        }
    if not isinstance(value, str):
        return value
    if not language and (slot := SLOT.fullmatch(value)):
        return words[slot[1]]
    return SLOT.sub(lambda slot: _get_word(words[slot[1]], language), value)


def _get_word(word: dict | str, language: str) -> str:
    return word[language] if isinstance(word, dict) else word
