"""The path of a page, in the reader's language."""

from Acquisition import aq_base
from Products.CMFPlone.browser.navigation import PhysicalNavigationBreadcrumbs
from riaya import _
from riaya.core.vocabularies import get_language
from typing import Any
from zope.i18n import translate


FOLDERS = {
    "guide": _("title_folder_guide", default="Procedural guide"),
    "forms": _("title_folder_forms", default="Form templates"),
    "offices": _("title_folder_offices", default="Offices"),
    "training": _("title_folder_training", default="Training"),
}


class ReadableBreadcrumbs(PhysicalNavigationBreadcrumbs):
    """Call the folders of the site, offices and parts of the guide as their pages do."""

    def customize_entry(self, entry: dict, context: Any = None) -> None:
        """Replace the title of content by the one in the reader's language."""
        path = "/".join(context.getPhysicalPath()[2:])
        if path in FOLDERS:
            entry["Title"] = translate(FOLDERS[path], context=self.request)
        elif get_language() == "en":
            entry["Title"] = getattr(aq_base(context), "title_en", "") or entry["Title"]
