"""Functions of numbers.

Source: ODK XForms specification, number functions; XPath 3.0, section 4.8
(trigonometric and exponential functions).  What has no result is NaN.
"""

from collections.abc import Callable
from collections.abc import Iterable
from decimal import Context
from decimal import Decimal
from decimal import ROUND_HALF_DOWN
from decimal import ROUND_HALF_UP
from riaya.forms.expressions.comparing import list_numbers
from riaya.forms.expressions.signatures import function
from riaya.forms.expressions.signatures import Kind
from riaya.forms.expressions.values import read_number
from riaya.forms.expressions.values import read_text
from riaya.forms.expressions.values import to_number
from riaya.forms.expressions.values import Value
from typing import Any

import math
import secrets


N, NODES, ANY = Kind.NUMBER, Kind.NODES, Kind.ANY

# Enough digits for the largest number with thirty decimals.
EXACT = Context(prec=400)
MOST_DECIMALS = 30
CHANCES = 2**53


def define(name: str, takes: int, calculate: Callable[..., float]) -> None:
    """Register a function of mathematics; outside its domain it gives NaN."""

    def run(_context: Any, *numbers: float) -> float:
        try:
            result = calculate(*numbers)
        except (ValueError, OverflowError, ZeroDivisionError):
            return math.nan
        # A negative number to the power of a fraction is complex.
        return result if isinstance(result, float) else math.nan

    function(name, *[N] * takes, returns=N)(run)


def find_logarithm(number: float) -> float:
    """Return the natural logarithm, of 0 negative infinity."""
    return -math.inf if number == 0 else math.log(number)


def find_logarithm_to_ten(number: float) -> float:
    """Return the logarithm to the base 10, of 0 negative infinity."""
    return -math.inf if number == 0 else math.log10(number)


def raise_to(base: float, exponent: float) -> float:
    """Return the power, infinite where it is too large for a number."""
    if base == 0 and exponent < 0:
        return math.inf
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return math.inf if base > 0 or exponent % 2 == 0 else -math.inf


define("abs", 1, abs)
define("sqrt", 1, math.sqrt)
define("exp", 1, lambda number: raise_to(math.e, number))
define("exp10", 1, lambda number: raise_to(10.0, number))
define("log", 1, find_logarithm)
define("log10", 1, find_logarithm_to_ten)
define("pow", 2, raise_to)
define("sin", 1, math.sin)
define("cos", 1, math.cos)
define("tan", 1, math.tan)
define("asin", 1, math.asin)
define("acos", 1, math.acos)
define("atan", 1, math.atan)
define("atan2", 2, math.atan2)
define("pi", 0, lambda: math.pi)


@function("int", N, returns=N)
def cut_to_integer(_context: Any, number: float) -> float:
    """Return the number without what stands behind its point."""
    return float(math.trunc(number)) if math.isfinite(number) else number


@function("round", N, returns=N, optional=(N,))
def round_number(_context: Any, number: float, decimals: float = 0.0) -> float:
    """Return the number with so many decimals; halves go up, as in XPath 1.0."""
    if not math.isfinite(number):
        return number
    if not -MOST_DECIMALS <= decimals <= MOST_DECIMALS:
        return math.nan
    unit = Decimal(1).scaleb(-math.trunc(decimals))
    way = ROUND_HALF_DOWN if number < 0 else ROUND_HALF_UP
    return float(Decimal(repr(number)).quantize(unit, way, EXACT))


@function("sum", NODES, returns=N)
def add_up(_context: Any, nodes: list) -> float:
    """Return the sum; questions without an answer count for nothing, as in Collect."""
    texts = (read_text(node) for node in nodes)
    return sum((read_number(text) for text in texts if text), 0.0)


def list_given(values: Iterable[Value]) -> list[float]:
    """Return the numbers of values and nodes, without those that are empty."""
    numbers = [number for value in values for number in list_numbers(value)]
    return [number for number in numbers if not math.isnan(number)]


@function("min", ANY, returns=N, repeated=(ANY,))
def find_least(_context: Any, *values: Value) -> float:
    """Return the least of the numbers, or NaN when there is none."""
    return min(list_given(values), default=math.nan)


@function("max", ANY, returns=N, repeated=(ANY,))
def find_most(_context: Any, *values: Value) -> float:
    """Return the greatest of the numbers, or NaN when there is none."""
    return max(list_given(values), default=math.nan)


@function("number", returns=N, optional=(ANY,))
def convert_to_number(_context: Any, value: Value) -> float:
    """Return the value as a number, of a day or moment its days."""
    return to_number(value)


@function("random", returns=N)
def draw_number(_context: Any) -> float:
    """Return a random number from 0 up to, but not including, 1."""
    return secrets.randbelow(CHANCES) / CHANCES
