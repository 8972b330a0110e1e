"""Compare values of which one may be a number, a day or several nodes.

Source: XPath 1.0, section 3.4: a comparison with nodes is true when it is true
for one of them.  Two numbers are equal when they differ by less than 1e-12, as
in ODK Collect: 0.1 + 0.2 = 0.3.
"""

from collections.abc import Callable
from collections.abc import Iterable
from itertools import product
from riaya.forms.expressions.values import read_number
from riaya.forms.expressions.values import read_text
from riaya.forms.expressions.values import to_number
from riaya.forms.expressions.values import to_text
from riaya.forms.expressions.values import Value
from typing import Any

import operator


TOLERANCE = 1e-12

Test = Callable[[float, float], bool]


def are_close(left: float, right: float) -> bool:
    """Return True when the numbers are equal; NaN equals nothing."""
    return left == right or abs(left - right) < TOLERANCE


def are_apart(left: float, right: float) -> bool:
    """Return True when the numbers differ; NaN differs from everything."""
    return not are_close(left, right)


def list_numbers(value: Value) -> Iterable[float]:
    """Return the numbers that a value stands for: of nodes, one each."""
    if isinstance(value, list):
        return [read_number(read_text(node)) for node in value]
    return (to_number(value),)


def list_texts(value: Value) -> Iterable[str]:
    """Return the texts that a value stands for: of nodes, one each."""
    if isinstance(value, list):
        return [read_text(node) for node in value]
    return (to_text(value),)


def make_ordering(test: Test) -> Callable[[Any, Value, Value], bool]:
    """Return the function for one of < <= > >=."""

    def compare(_context: Any, left: Value, right: Value) -> bool:
        if isinstance(left, bool) or isinstance(right, bool):
            left, right = weigh(left), weigh(right)
        pairs = product(list_numbers(left), list_numbers(right))
        return any(test(one, other) for one, other in pairs)

    return compare


def weigh(value: Value) -> Value:
    """Return the value as it is compared with a truth: nodes are true if any."""
    return bool(value) if isinstance(value, list) else value


def make_equality(
    numbers: Test, texts: Callable[[str, str], bool]
) -> Callable[[Any, Value, Value], bool]:
    """Return the function for = or !=."""

    def compare(_context: Any, left: Value, right: Value) -> bool:
        if isinstance(left, bool) or isinstance(right, bool):
            return numbers(float(bool(left)), float(bool(right)))
        if isinstance(left, float) or isinstance(right, float):
            figures = product(list_numbers(left), list_numbers(right))
            return any(numbers(one, other) for one, other in figures)
        words = product(list_texts(left), list_texts(right))
        return any(texts(one, other) for one, other in words)

    return compare


# Operator: name of the function that takes its place, and the function.
COMPARISONS: dict[str, tuple[str, Callable[[Any, Value, Value], bool]]] = {
    "=": ("equals", make_equality(are_close, operator.eq)),
    "!=": ("differs", make_equality(are_apart, operator.ne)),
    "<": ("less", make_ordering(operator.lt)),
    "<=": ("at-most", make_ordering(operator.le)),
    ">": ("more", make_ordering(operator.gt)),
    ">=": ("at-least", make_ordering(operator.ge)),
}
