"""Why an expression is refused; every refusal is made before a form is published."""

from riaya import _
from riaya.core.exceptions import RiayaError


EXCERPT_LENGTH = 30


class ExpressionRefused(RiayaError):
    """Raised when an expression cannot be used; the sentence says what is wrong."""


def refuse_unreadable(source: str, start: int) -> ExpressionRefused:
    """Return the refusal of what stands at a position, counted from 0."""
    excerpt = source[start : start + EXCERPT_LENGTH]
    if not excerpt.strip():
        return ExpressionRefused(
            _(
                "error_expression_unfinished",
                default="The expression “${expression}” is not finished. Complete it.",
                mapping={"expression": shorten(source)},
            )
        )
    return ExpressionRefused(
        _(
            "error_expression_unreadable",
            default="The expression cannot be read from character ${position} on, at “${excerpt}”. Correct what stands there or just before it.",
            mapping={"position": start + 1, "excerpt": show(excerpt)},
        )
    )


def shorten(source: str) -> str:
    """Return the end of an expression, where it breaks off."""
    text = show(source.strip())
    return text if len(text) <= EXCERPT_LENGTH else f"…{text[-EXCERPT_LENGTH:]}"


def show(text: str) -> str:
    """Return the text without characters that no page can show."""
    return "".join(mark if mark.isprintable() else "�" for mark in text)
