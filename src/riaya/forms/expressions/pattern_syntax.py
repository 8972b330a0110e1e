r"""How regular expressions of forms are written for RE2.

RE2 follows all ways of a pattern at once, in time that grows with the answer and
no faster, where Python, phones and browsers try one way after the other: (a+)+b
takes them hours over thirty letters.  What a form may write is what Python reads;
where RE2 means something else by the same signs (\s, \1, [[:), its own are written.

Source: github.com/google/re2/wiki/Syntax.
"""

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

import re


ESCAPE = r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|%s|.)"
SIGN = re.compile(
    rf"""
      (?P<set>\[\^?\]?(?:\\.|[^\\\]])*\])
    | (?P<silent>\(\?\#[^)]*\))
    | \(\?(?P<flags>[a-zA-Z]+)\)
    | (?P<group>\((?!\?)|\(\?:|\(\?P<\w+>)
    | (?P<other>\(\?(?![=!]))
    | (?P<escape>{ESCAPE % "0[0-7]{0,2}|[0-3][0-7]{2}"})
    | (?P<repeat>\{{(?:[0-9]+(?:,[0-9]*)?|,[0-9]*)\}})
    | (?P<plain>\(\?[=!]|.)
    """,
    re.VERBOSE | re.DOTALL,
)
LETTER = ESCAPE % "[0-7]{1,3}" + "|."
RANGE = re.compile(f"({LETTER})(?:-({LETTER}))?", re.DOTALL)

# Classes of ASCII, as on phones and in browsers; those of RE2 leave out \v.
CLASSES = {
    r"\d": r"\d",
    r"\D": r"\D",
    r"\w": r"\w",
    r"\W": r"\W",
    r"\s": r"\t-\r\x20",
    r"\S": r"\x{0}-\x{8}\x{e}-\x{1f}\x{21}-\x{10ffff}",
}
PLACES = {r"\A": r"\A", r"\Z": r"\z"}
# Word boundaries, and what a group matched before.
UNUSABLE = re.compile(r"\\[bB1-9]")
AHEAD = ("(?=", "(?!")
FLAGS = frozenset("ais")


class PatternUnsupported(ValueError):
    """Raised for what RE2 cannot match, and for what forms may not use."""


@dataclass(frozen=True)
class Syntax:
    """A pattern in the signs of RE2, apart from the look-ahead at its beginning.

    Each of `beginnings` stands at the beginning of the text, or must not.
    """

    flags: frozenset[str]
    beginnings: tuple[tuple[str, bool], ...]
    rest: str


def read_syntax(pattern: str) -> Syntax:
    """Return a pattern that Python can read in the signs of RE2.

    Raises PatternUnsupported for what is refused although RE2 could match it.
    """
    found = list(SIGN.finditer(pattern))
    flags = frozenset("".join(each["flags"] or "" for each in found))
    if flags - FLAGS:
        raise PatternUnsupported
    signs = [sign for each in found if (sign := write_sign(each))]
    beginnings = []
    while signs and signs[0] in ("^", *AHEAD):
        first = signs.pop(0)
        if first in AHEAD:
            beginnings.append(("".join(take_group(signs)), first == "(?="))
    if beginnings and has_alternatives(signs):
        raise PatternUnsupported
    return Syntax(flags, tuple(beginnings), "".join(signs))


def take_group(signs: list[str]) -> list[str]:
    """Take the signs of a group that is open, and its end; return them without it."""
    end = next(index for index, depth in enumerate(count_groups(signs)) if depth < 0)
    taken = signs[:end]
    del signs[: end + 1]
    return taken


def has_alternatives(signs: list[str]) -> bool:
    """Return True when a pattern has alternatives that are in no group."""
    return ("|", 0) in zip(signs, count_groups(signs), strict=True)


def count_groups(signs: list[str]) -> Iterator[int]:
    """Return for each sign how many groups are open behind it."""
    return accumulate(sign.startswith("(") - (sign == ")") for sign in signs)


def write_sign(found: re.Match[str]) -> str:
    """Return what was found in the signs of RE2; nothing for what takes nothing."""
    return WRITERS[str(found.lastgroup)](found[0])


def refuse(_text: str) -> str:
    """Raise PatternUnsupported."""
    raise PatternUnsupported


def write_escape(text: str) -> str:
    """Return what a backslash says outside of sets."""
    if text in CLASSES:
        return f"[{CLASSES[text]}]"
    if text in PLACES:
        return PLACES[text]
    return refuse(text) if UNUSABLE.fullmatch(text) else write_letter(text)


def write_set(text: str) -> str:
    """Return a set such as [a-z_], with every letter by its number."""
    is_negated = text.startswith("[^")
    items = [
        CLASSES.get(first) or "-".join(map(write_letter, filter(None, (first, last))))
        for first, last in RANGE.findall(text[1 + is_negated : -1])
    ]
    return f"[{'^' * is_negated}{''.join(items)}]"


def write_letter(text: str) -> str:
    """Return a letter, which may be written with a backslash, by its number."""
    if text.startswith("\\"):
        text = text[1:]
        if (text.isascii() and text.isalnum()) or len(text) > 1:
            # The names of letters are those of Python.
            text = f"\\{text}".encode("ascii").decode("unicode_escape")
    return f"\\x{{{ord(text):x}}}"


WRITERS: dict[str, Callable[[str], str]] = {
    "silent": lambda _text: "",
    "flags": lambda _text: "",
    "group": lambda _text: "(?:",
    "other": refuse,
    "set": write_set,
    "escape": write_escape,
    "repeat": lambda text: text.replace("{,", "{0,"),
    "plain": lambda text: text.replace("{", r"\{"),
}
