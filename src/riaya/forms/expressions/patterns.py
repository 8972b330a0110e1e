r"""Regular expressions of forms.

Source: ODK documentation, regex(): true when the whole value matches.  Letters,
digits and spaces of \w, \d and \s are those of ASCII, as on phones and in
browsers.
"""

from dataclasses import dataclass
from functools import lru_cache
from riaya import _
from riaya.forms.expressions.pattern_syntax import PatternUnsupported
from riaya.forms.expressions.pattern_syntax import read_syntax
from riaya.forms.expressions.refusals import ExpressionRefused
from riaya.forms.expressions.refusals import show
from riaya.forms.expressions.signatures import function
from riaya.forms.expressions.signatures import Kind
from typing import Any

import re
import re2


S, B = Kind.TEXT, Kind.TRUTH

LONGEST_PATTERN = 500
LONGEST_VALUE = 2_000
# Bytes for a compiled pattern and the sets of states that RE2 keeps of it.
MOST_MEMORY = 2**20


@dataclass(frozen=True)
class Pattern:
    """A regular expression: the whole text, and what must or must not begin it."""

    whole: Any
    beginnings: tuple[tuple[Any, bool], ...]

    def matches(self, text: str) -> bool:
        """Return True when the whole text matches."""
        written = text.encode("utf-8", "surrogatepass")
        return bool(self.whole.fullmatch(written)) and all(
            bool(beginning.match(written)) is is_wanted
            for beginning, is_wanted in self.beginnings
        )


@function("regex", S, S, returns=B)
def matches_regex(_context: Any, text: str, pattern: str) -> bool:
    """Return True when the whole text matches the pattern."""
    if len(text) > LONGEST_VALUE:
        return False
    compiled = find_pattern(pattern)
    return compiled is not None and compiled.matches(text)


@lru_cache(maxsize=500)
def find_pattern(pattern: str) -> Pattern | None:
    """Return the pattern, or None when it cannot be used."""
    try:
        return read_pattern(pattern)
    except ExpressionRefused:
        return None


def read_pattern(pattern: str) -> Pattern:
    """Return the pattern.

    Raises ExpressionRefused when it is too long, not a regular expression, or
    uses what cannot be matched in a time that grows with the answer only.
    """
    if len(pattern) > LONGEST_PATTERN:
        raise refuse_pattern_length()
    try:
        return compile_pattern(pattern)
    except (PatternUnsupported, re2.error) as error:
        raise ExpressionRefused(
            _(
                "error_expression_pattern_unsupported",
                default="The regular expression “${pattern}” uses back references, look-around behind its beginning, word boundaries, flags or large numbers of repetitions, which cannot be checked in a short time. Write it without.",
                mapping={"pattern": show(pattern)},
            )
        ) from error
    except (re.error, RecursionError, OverflowError, ValueError) as error:
        raise ExpressionRefused(
            _(
                "error_expression_pattern_unreadable",
                default="The regular expression “${pattern}” cannot be read. Correct it.",
                mapping={"pattern": show(pattern)},
            )
        ) from error


def compile_pattern(pattern: str) -> Pattern:
    """Return the pattern; raise PatternUnsupported, re2.error or what re.compile does."""
    re.compile(pattern, re.ASCII)
    syntax = read_syntax(pattern)
    options = re2.Options()
    options.max_mem = MOST_MEMORY
    options.log_errors = False
    options.never_capture = True
    options.case_sensitive = "i" not in syntax.flags
    options.dot_nl = "s" in syntax.flags
    return Pattern(
        re2.compile(syntax.rest, options),
        tuple(
            (re2.compile(beginning, options), is_wanted)
            for beginning, is_wanted in syntax.beginnings
        ),
    )


def refuse_pattern_length() -> ExpressionRefused:
    """Return the refusal of a pattern that is too long."""
    return ExpressionRefused(
        _(
            "error_expression_pattern_too_long",
            default="The regular expression has more than ${limit} characters. Shorten it.",
            mapping={"limit": LONGEST_PATTERN},
        )
    )
