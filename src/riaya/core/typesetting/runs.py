"""Runs of text: what stands in one paragraph, in one look each.

Spaces are those of HTML, and the directions those of Unicode: a block goes in the
direction of its letters, and what would fall apart among words of the other
direction is set apart by isolates.
"""

from dataclasses import dataclass
from typing import Any
from unicodedata import bidirectional

import re


RIGHT_TO_LEFT = frozenset({"R", "AL"})
ISOLATES = {"rtl": "\u2067", "ltr": "\u2066", "auto": "\u2068"}
END = "\u2069"
SPACES = re.compile(r"[ \t\n\r\f]+")
# Without them an address ends in the wrong place, a date is read backwards, and the
# plus of a telephone number stands behind it.
LATIN_UNIT = re.compile(
    r"(?:https?://|www\.)[^\s<>\u0590-\u06ff]{0,2000}[\w/]"
    r"|\b[\w.+-]{1,64}@[A-Za-z0-9.-]{1,100}[A-Za-z0-9]"
    r"|\+\d[\d ()-]{0,20}\d"
    r"|\b\d{1,4}([-/.])\d{1,4}\1\d{1,4}\b"
    r"|\b[A-Za-z][\w.-]{0,30}[+#%]{1,3}",
    re.ASCII,
)
# A line has room for so many letters; a longer word may be broken after a sign.
LONGEST_WORD = 32
MAY_BREAK = "\u200b"
SIGNS = re.compile(r"(?<=[/.?&=_@:-])(?=\w)")


@dataclass(frozen=True)
class Look:
    """How a run looks, and where it leads."""

    styles: frozenset[str] = frozenset()
    url: str = ""
    target: str = ""


class Runs:
    """Collects the runs of one block."""

    def __init__(self) -> None:
        self.runs: list[dict[str, Any]] = []

    def add(self, text: str, look: Look, *, as_it_is: bool = False) -> None:
        """Add text; its spaces fall together unless it stays as it is."""
        if as_it_is:
            self._add_lines(text, look)
        else:
            self._add_collapsed(SPACES.sub(" ", text), look)

    def add_break(self) -> None:
        """Begin a new line."""
        self._trim_end()
        self.runs.append({"break": True})

    def finish(self, direction: str) -> list[dict[str, Any]]:
        """Return the runs of a block that goes in a direction, and begin anew."""
        while self.runs and self._trim_end():
            self.runs.pop()
        runs, self.runs = self.runs, []
        for run in runs:
            if "text" in run:
                run["text"] = _prepare(run["text"], direction)
        return runs

    def find_direction(self, default: str) -> str:
        """Return the direction in which the block goes."""
        text = "".join(run.get("text", "") for run in self.runs)
        return find_text_direction(text, default)

    def _add_lines(self, text: str, look: Look) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                self.runs.append({"break": True})
            if line:
                self.runs.append(_describe(line, look))

    def _add_collapsed(self, text: str, look: Look) -> None:
        if self._ends_in_space():
            text = text.lstrip(" ")
        if not text:
            return
        last = self.runs[-1] if self.runs else {}
        run = _describe(text, look)
        if {**last, "text": ""} == {**run, "text": ""}:
            last["text"] += text
        else:
            self.runs.append(run)

    def _ends_in_space(self) -> bool:
        return not self.runs or self.runs[-1].get("text", " ").endswith(" ")

    def _trim_end(self) -> bool:
        """Take a space from the end; return True for a last run that says nothing."""
        if not self.runs:
            return False
        last = self.runs[-1]
        if "text" in last:
            last["text"] = last["text"].rstrip(" ")
            return not last["text"].strip(f" {END}{''.join(ISOLATES.values())}")
        return True


def get_direction(language: str) -> str:
    """Return the direction in which a language is written."""
    return "rtl" if language == "ar" else "ltr"


def find_text_direction(text: str, default: str) -> str:
    """Return the direction of a text whose language goes in direction `default`.

    It is another one only where the first letter and most letters say so.  The first
    letter alone misleads: Arabic items often begin with a code such as T1.
    """
    letters = [
        "rtl" if each in RIGHT_TO_LEFT else "ltr"
        for each in map(bidirectional, text)
        if each in RIGHT_TO_LEFT or each == "L"
    ]
    other = "ltr" if default == "rtl" else "rtl"
    is_other = letters[:1] == [other] and letters.count(other) * 2 > len(letters)
    return other if is_other else default


def _describe(text: str, look: Look) -> dict[str, Any]:
    return {
        "text": text,
        "styles": sorted(look.styles),
        "url": look.url,
        "target": look.target,
    }


def _prepare(text: str, direction: str) -> str:
    if direction == "rtl":
        text = LATIN_UNIT.sub(lambda found: f"{ISOLATES['ltr']}{found[0]}{END}", text)
    return " ".join(_loosen(word) for word in text.split(" "))


def _loosen(word: str) -> str:
    """Return a word that a line can be broken in, if no line could hold it."""
    if len(word) <= LONGEST_WORD:
        return word
    parts = SIGNS.sub(MAY_BREAK, word).split(MAY_BREAK)
    return MAY_BREAK.join(
        MAY_BREAK.join(
            part[start : start + LONGEST_WORD]
            for start in range(0, len(part), LONGEST_WORD)
        )
        for part in parts
    )
