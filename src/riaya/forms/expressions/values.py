"""What becomes of a value: number, text or truth.

Source: XPath 1.0, sections 4.2 to 4.4, and the ODK XForms specification,
number(): texts that are days or moments count as numbers of days.
"""

from datetime import UTC
from decimal import Decimal
from lxml.etree import _Element
from riaya.forms.expressions.environment import here
from riaya.forms.expressions.moments import count_days
from riaya.forms.expressions.moments import read_moment
from riaya.forms.expressions.tokens import NOT_IN_XML
from typing import Any

import math
import re


Value = str | float | bool | list[_Element]

# Above, not every whole number has a float of its own.
EXACT_INTEGERS = 2.0**53

NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")


def read_text(node: Any) -> str:
    """Return the text of a node with all below it."""
    if len(node):
        return "".join(node.itertext(with_tail=False))
    return node.text or ""


def to_text(value: Value) -> str:
    """Return the value as a text; of several nodes, that of the first."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return read_text(value[0]) if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return write_number(value)


def write_number(number: float) -> str:
    """Return the number without exponent, and without a point when it is whole."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if abs(number) < EXACT_INTEGERS and number == int(number):
        return str(int(number))
    text = repr(number)
    plain = format(Decimal(text), "f") if "e" in text else text
    return plain.removesuffix(".0")


def to_number(value: Value) -> float:
    """Return the value as a number, of a day or moment its days; else NaN."""
    if isinstance(value, (int, float)):
        return float(value)
    return read_number(to_text(value))


def read_number(text: str) -> float:
    """Return the number that a text holds, of a day or moment its days; else NaN."""
    text = text.strip(" \t\r\n")
    if NUMBER.fullmatch(text):
        return float(text)
    if len(text) < 8:
        return math.nan
    moment = read_moment(text, here.environment.moment.tzinfo or UTC)
    return count_days(moment) if moment else math.nan


def to_truth(value: Value) -> bool:
    """Return whether the value counts as true: not empty, not zero, not NaN."""
    if isinstance(value, float) and math.isnan(value):
        return False
    return bool(value)


def clean_text(text: str) -> str:
    """Return the text without characters that XML, and so XPath, cannot hold."""
    return NOT_IN_XML.sub("", text)
