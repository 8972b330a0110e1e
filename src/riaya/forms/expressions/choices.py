"""Functions of selected choices, of conditions and of translations.

Source: ODK XForms specification, select, boolean and translation functions.
"""

from itertools import zip_longest
from riaya.forms.expressions.environment import here
from riaya.forms.expressions.signatures import function
from riaya.forms.expressions.signatures import Kind
from riaya.forms.expressions.values import clean_text
from riaya.forms.expressions.values import read_text
from riaya.forms.expressions.values import to_number
from riaya.forms.expressions.values import to_text
from riaya.forms.expressions.values import Value
from typing import Any

import math


N, S, B, ANY = Kind.NUMBER, Kind.TEXT, Kind.TRUTH, Kind.ANY


@function("selected", S, S, returns=B)
def is_selected(_context: Any, listed: str, choice: str) -> bool:
    """Return True when the choice is one of those listed, or both are empty."""
    return f" {choice.strip()} " in f" {' '.join(listed.split())} "


@function("count-selected", S, returns=N)
def count_selected(_context: Any, listed: str) -> float:
    """Return how many choices are listed."""
    return float(len(listed.split()))


@function("selected-at", S, N, returns=S)
def get_selected(_context: Any, listed: str, index: float) -> str:
    """Return the choice at the index (0 is the first), or nothing."""
    choices = listed.split()
    return choices[math.trunc(index)] if 0 <= index < len(choices) else ""


@function("jr:choice-name", S, S, returns=S)
def get_choice_name(_context: Any, value: str, path: str) -> str:
    """Return the label of the value of the select question at the path."""
    return clean_text(here.environment.choice_name(value, path))


@function("jr:itext", S, returns=S)
def get_translation(_context: Any, text_id: str) -> str:
    """Return the text of that id in the language of the reader."""
    return clean_text(here.environment.itext(text_id))


@function("if", B, ANY, ANY, returns=ANY)
def choose(_context: Any, condition: bool, then: Value, otherwise: Value) -> Value:
    """Return the one or the other value."""
    return then if condition else otherwise


@function("coalesce", ANY, ANY, returns=ANY)
def take_first_given(_context: Any, first: Value, second: Value) -> Value:
    """Return the first value that is neither empty nor NaN."""
    return second if is_empty(first) else settle(first)


@function("once", ANY, returns=ANY)
def keep_or_calculate(_context: Any, value: Value) -> Value:
    """Return what the question holds already, or else the value."""
    return read_text(here.node) or settle(value)


def is_empty(value: Value) -> bool:
    """Return True for a text or nodes without content, and for NaN."""
    if isinstance(value, float):
        return math.isnan(value)
    return not isinstance(value, bool) and not to_text(value)


def settle(value: Value) -> Value:
    """Return the value, of nodes the text of the first."""
    return to_text(value) if isinstance(value, list) else value


@function("checklist", N, N, returns=B, repeated=(ANY,))
def check_count(_context: Any, least: float, most: float, *values: Value) -> bool:
    """Return True when enough, and not too many, of the values are true."""
    count = sum(held for value in values for held in list_truths(value))
    return is_between(count, least, most)


@function("weighted-checklist", N, N, returns=B, repeated=(ANY, ANY))
def check_weight(_context: Any, least: float, most: float, *values: Value) -> bool:
    """Return True when the weights of the true values sum up to the limits."""
    total = 0.0
    for value, weight in zip(values[::2], values[1::2], strict=True):
        weights = weight if isinstance(weight, list) else [weight]
        for is_held, one in zip_longest(list_truths(value), weights):
            total += read_weight(one) if is_held else 0
    return is_between(total, least, most)


def read_weight(weight: Any) -> float:
    """Return the weight of one value, which may be written in a node."""
    if weight is None or isinstance(weight, (str, float, bool)):
        return to_number(weight or "")
    return to_number([weight])


def list_truths(value: Value) -> list[bool]:
    """Return of each value or node whether it counts: as a number, it is above 0."""
    if isinstance(value, list):
        return [to_number([node]) > 0 for node in value]
    return [to_number(value) > 0]


def is_between(number: float, least: float, most: float) -> bool:
    """Return True when the number is within the limits, of which -1 is none."""
    return (least == -1 or number >= least) and (most == -1 or number <= most)
