"""Functions of texts.

Source: ODK XForms specification, string functions.
"""

from riaya.forms.expressions.comparing import list_texts
from riaya.forms.expressions.signatures import function
from riaya.forms.expressions.signatures import Kind
from riaya.forms.expressions.values import clean_text
from riaya.forms.expressions.values import to_text
from riaya.forms.expressions.values import Value
from typing import Any
from uuid import uuid4

import base64
import binascii
import hashlib
import math
import secrets


N, S, B, ANY = Kind.NUMBER, Kind.TEXT, Kind.TRUTH, Kind.ANY

DIGESTS = {
    "MD5": "md5",
    "SHA-1": "sha1",
    "SHA-256": "sha256",
    "SHA-384": "sha384",
    "SHA-512": "sha512",
}
ENCODINGS = frozenset({"hex", "base64"})
LETTERS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
LONGEST_IDENTIFIER = 1_000


@function("text", ANY, returns=S)
def convert_to_text(_context: Any, value: Value) -> str:
    """Return the value as a text."""
    return to_text(value)


@function("concat", returns=S, repeated=(ANY,))
def join_all(_context: Any, *values: Value) -> str:
    """Return the values one after the other, of nodes all of them."""
    return "".join(text for value in values for text in list_texts(value))


@function("join", S, returns=S, repeated=(ANY,))
def join_with(_context: Any, separator: str, *values: Value) -> str:
    """Return the values with the separator between them, of nodes all of them."""
    return separator.join(text for value in values for text in list_texts(value))


@function("ends-with", S, S, returns=B)
def ends_with(_context: Any, text: str, ending: str) -> bool:
    """Return True when the text ends with the ending."""
    return text.endswith(ending)


@function("substr", S, N, returns=S, optional=(N,))
def cut_out(_context: Any, text: str, start: float, end: float = math.inf) -> str:
    """Return the part from start (0 is the first) up to, not including, end.

    Negative places count from the end of the text.
    """
    if math.isnan(start) or math.isnan(end):
        return ""
    return text[place(start, len(text)) : place(end, len(text))]


def place(number: float, length: int) -> int:
    """Return the place in a text of that length, which no number goes beyond."""
    return math.trunc(max(-length, min(number, length)))


@function("digest", S, S, returns=S, optional=(S,))
def digest(_context: Any, text: str, algorithm: str, encoding: str = "base64") -> str:
    """Return the digest of the text, or nothing for an unknown algorithm."""
    if algorithm not in DIGESTS or encoding not in ENCODINGS:
        return ""
    made = hashlib.new(DIGESTS[algorithm], text.encode(), usedforsecurity=False)
    return made.hexdigest() if encoding == "hex" else encode(made.digest())


def encode(binary: bytes) -> str:
    """Return bytes in Base64."""
    return base64.b64encode(binary).decode("ascii")


@function("base64-decode", S, returns=S)
def decode(_context: Any, text: str) -> str:
    """Return the text that was encoded in Base64, or nothing if it was not."""
    try:
        return clean_text(base64.b64decode(text, validate=True).decode("utf-8"))
    except (binascii.Error, ValueError):
        return ""


@function("uuid", returns=S, optional=(N,))
def make_identifier(_context: Any, length: float = math.nan) -> str:
    """Return a random UUID, or as many random letters and digits as are asked for."""
    if not 1 <= length <= LONGEST_IDENTIFIER:
        return str(uuid4())
    return "".join(secrets.choice(LETTERS) for _ in range(math.trunc(length)))


@function("boolean-from-string", S, returns=B)
def is_affirmative(_context: Any, text: str) -> bool:
    """Return True for the texts true and 1."""
    return text in ("true", "1")
