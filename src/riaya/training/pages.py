"""What the pages of training have in common."""

from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from riaya.core.pages import PostedPage


class TrainingPage(PostedPage):
    """A page of training, with the macros that they share."""

    page_macros = ViewPageTemplateFile("templates/macros.pt")

    @property
    def macros(self) -> object:
        """Return what the pages share."""
        return self.page_macros.macros
