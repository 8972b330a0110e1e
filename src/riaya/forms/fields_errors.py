"""The mistakes of a spreadsheet as a list beside the field."""

from html import escape
from z3c.form.error import ErrorViewSnippet
from z3c.form.interfaces import IErrorViewSnippet
from zope.i18n import translate
from zope.interface import implementer


@implementer(IErrorViewSnippet)
class SpreadsheetMistakes(ErrorViewSnippet):
    """Show every mistake on a line of its own."""

    def render(self) -> str:
        """Return the sentences as HTML."""
        first, *rest = (
            escape(translate(sentence, context=self.request))
            for sentence in (self.error.message, *self.error.mistakes)
        )
        lines = "".join(f'<li dir="auto">{sentence}</li>' for sentence in rest)
        items = f"<ul>{lines}</ul>" if lines else ""
        return f'<div class="riaya-missing" role="alert"><p>{first}</p>{items}</div>'
