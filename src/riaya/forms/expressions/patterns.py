r"""Regular expressions, in time that no answer can stretch.

Source: ODK documentation, regex(): true when the whole value matches.  Letters,
digits and spaces of \w, \d and \s are those of ASCII, as on phones and in
browsers.
"""

from functools import lru_cache
from riaya import _
from riaya.forms.expressions.refusals import ExpressionRefused
from riaya.forms.expressions.signatures import function
from riaya.forms.expressions.signatures import Kind
from typing import Any

import re


S, B = Kind.TEXT, Kind.TRUTH

LONGEST_PATTERN = 500
LONGEST_VALUE = 2_000

_parser = re._parser  # type: ignore[attr-defined]
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
# From here on a repetition counts as unlimited.
MANY = 20


@function("regex", S, S, returns=B)
def matches(_context: Any, text: str, pattern: str) -> bool:
    """Return True when the whole text matches the pattern."""
    if len(text) > LONGEST_VALUE:
        return False
    compiled = find_pattern(pattern)
    return bool(compiled and compiled.fullmatch(text))


@lru_cache(maxsize=500)
def find_pattern(pattern: str) -> re.Pattern[str] | None:
    """Return the pattern, or None when it cannot be used."""
    try:
        return read_pattern(pattern)
    except ExpressionRefused:
        return None


def read_pattern(pattern: str) -> re.Pattern[str]:
    """Return the pattern.

    Raises ExpressionRefused when it is too long, not a regular expression, or
    repeats what is already repeated, as (a+)+ does: such a pattern can take
    hours over a short answer.
    """
    if len(pattern) > LONGEST_PATTERN:
        raise refuse_pattern_length()
    try:
        compiled = re.compile(pattern, re.ASCII)
        parsed = _parser.parse(pattern, re.ASCII)
    except (re.error, RecursionError, OverflowError, ValueError) as error:
        raise ExpressionRefused(
            _(
                "error_expression_pattern_unreadable",
                default="The regular expression “${pattern}” cannot be read. Correct it.",
                mapping={"pattern": pattern},
            )
        ) from error
    if repeats_repetition(parsed):
        raise ExpressionRefused(
            _(
                "error_expression_pattern_slow",
                default="The regular expression “${pattern}” repeats something that is already repeated, and could take hours over a short answer. Write it without nested repetition.",
                mapping={"pattern": pattern},
            )
        )
    return compiled


def refuse_pattern_length() -> ExpressionRefused:
    """Return the refusal of a pattern that is too long."""
    return ExpressionRefused(
        _(
            "error_expression_pattern_too_long",
            default="The regular expression has more than ${limit} characters. Shorten it.",
            mapping={"limit": LONGEST_PATTERN},
        )
    )


def repeats_repetition(parsed: Any, is_repeated: bool = False) -> bool:
    """Return True when a repetition without limit holds another one."""
    if not isinstance(parsed, (tuple, list, _parser.SubPattern)):
        return False
    for part in parsed:
        if isinstance(part, tuple) and part and str(part[0]) in _REPEATS:
            _least, most, inner = part[1]
            is_unlimited = most > MANY
            if is_repeated and is_unlimited:
                return True
            if repeats_repetition(inner, is_repeated or is_unlimited):
                return True
        elif repeats_repetition(part, is_repeated):
            return True
    return False
