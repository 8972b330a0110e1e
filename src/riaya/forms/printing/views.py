"""Downloading a blank form."""

from Products.Five.browser import BrowserView
from riaya.core.vocabularies import get_language
from riaya.forms.printing.paper import LANGUAGES
from riaya.forms.printing.paper import print_blank_form


class BlankFormView(BrowserView):
    """A form as a PDF, in the reader's language or the one asked for."""

    def __call__(self) -> bytes:
        """Return the PDF."""
        asked = self.request.form.get("language")
        language = asked if asked in LANGUAGES else get_language()
        pdf = print_blank_form(self.context, language)
        name = f"{self.context.form_id}-{self.context.form_version}-{language}.pdf"
        response = self.request.response
        response.setHeader("Content-Type", "application/pdf")
        response.setHeader("Content-Disposition", f'inline; filename="{name}"')
        return pdf
