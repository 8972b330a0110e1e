"""The home page: the worklist for those who work on cases, the guide for all."""

from plone import api
from Products.Five.browser import BrowserView
from riaya.core.settings import get_policy
from riaya.core.vocabularies import get_language
from riaya.guide.content import Guide
from riaya.guide.lookup import get_published_edition
from riaya.guide.lookup import NoPublishedGuide
from riaya.offices.lookup import works_in_an_office


class Home(BrowserView):
    """Lead office workers to their worklist; tell others what is here."""

    def __call__(self) -> str:
        """Return the page, or the way to the worklist."""
        if works_in_an_office():
            return self.request.response.redirect(
                f"{self.context.absolute_url()}/@@worklist"
            )
        return self.index()

    def get_ministry(self) -> str:
        """Return the name of the ministry in the reader's language."""
        return get_policy("ministry")[get_language()]

    def find_edition(self) -> Guide | None:
        """Return the guide edition in force, or None before the first one."""
        try:
            return get_published_edition(get_policy("code"))
        except NoPublishedGuide:
            return None

    def is_anonymous(self) -> bool:
        """Return True for people who have not signed in."""
        return api.user.is_anonymous()
