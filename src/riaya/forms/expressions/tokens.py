"""The words of an expression, with their places in it.

Source: XPath 1.0, section 3.7 (lexical structure).
"""

from riaya.forms.expressions.refusals import refuse_unreadable
from typing import NamedTuple

import re


_FIRST = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff"
    "\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd"
    "\U00010000-\U000effff"
)
_NAME = f"[{_FIRST}][{_FIRST}0-9.\u00b7\u0300-\u036f\u203f-\u2040-]*"

WORD = re.compile(
    r"(?P<space>[ \t\r\n]+)"
    r"|(?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
    r"""|(?P<text>"[^"]*"|'[^']*')"""
    rf"|(?P<name>{_NAME}(?::(?!:)(?:{_NAME}|\*))?)"
    r"|(?P<symbol>//|::|\.\.|!=|<=|>=|[()\[\].@,/|+\-=<>*$])"
)
# What XML cannot hold, neither can the XPath of libxml2.
NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Token(NamedTuple):
    """A word: its kind (number, text, name, symbol or end), itself and its place."""

    kind: str
    text: str
    start: int


def split_into_tokens(source: str) -> list[Token]:
    """Return the words of an expression, and an end.

    Raises ExpressionRefused at the first character that belongs to no word.
    """
    if stranger := NOT_IN_XML.search(source):
        raise refuse_unreadable(source, stranger.start())
    tokens = []
    position = 0
    while position < len(source):
        if not (word := WORD.match(source, position)):
            raise refuse_unreadable(source, position)
        if word.lastgroup and word.lastgroup != "space":
            tokens.append(Token(word.lastgroup, word.group(), position))
        position = word.end()
    return [*tokens, Token("end", "", len(source))]
