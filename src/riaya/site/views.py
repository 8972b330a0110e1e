"""Pages of the site itself: the first one, the path above all, notices of others' work."""

from Acquisition import aq_base
from plone import api
from Products.CMFPlone.browser.navigation import PhysicalNavigationBreadcrumbs
from Products.Five.browser import BrowserView
from riaya import _
from riaya.core.settings import get_policy
from riaya.core.vocabularies import get_language
from riaya.guide.content import Guide
from riaya.guide.lookup import get_published_edition
from riaya.guide.lookup import NoPublishedGuide
from riaya.offices.lookup import works_in_an_office
from riaya.site.notices import read_notices
from typing import Any
from zope.i18n import translate


FOLDERS = {
    "guide": _("title_folder_guide", default="Procedural guide"),
    "forms": _("title_folder_forms", default="Form templates"),
    "offices": _("title_folder_offices", default="Offices"),
    "training": _("title_folder_training", default="Training"),
}


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


class ReadableBreadcrumbs(PhysicalNavigationBreadcrumbs):
    """Call the folders of the site, offices and parts of the guide as their pages do."""

    def customize_entry(self, entry: dict, context: Any = None) -> None:
        """Replace the title of content by the one in the reader's language."""
        path = "/".join(context.getPhysicalPath()[2:])
        if path in FOLDERS:
            entry["Title"] = translate(FOLDERS[path], context=self.request)
        elif get_language() == "en":
            entry["Title"] = getattr(aq_base(context), "title_en", "") or entry["Title"]


class NoticesView(BrowserView):
    """Show the notices of the form page and of the theme, as the builds wrote them."""

    def find_notices(self) -> list[str]:
        """Return the text of each file."""
        return read_notices()
