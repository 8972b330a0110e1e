"""The folders that the contract names."""

from plone import api
from riaya import _
from zope.i18n import translate


FOLDERS = {
    "guide": _("title_folder_guide", default="Procedural guide"),
    "forms": _("title_folder_forms", default="Form templates"),
    "training": _("title_folder_training", default="Training"),
    "offices": _("title_folder_offices", default="Offices"),
}

PUBLIC = ("guide", "forms", "offices")
ALLOWED = {
    "guide": ["riaya.guide"],
    "forms": ["riaya.form_template"],
    "offices": ["riaya.office"],
}


def create_folders() -> None:
    """Create the folders of the site that are not there yet."""
    portal = api.portal.get()
    for folder_id, title in FOLDERS.items():
        if folder_id in portal:
            continue
        folder = api.content.create(
            container=portal,
            type="Folder",
            id=folder_id,
            title=translate(title, target_language="ar"),
        )
        if folder_id in PUBLIC:
            api.content.transition(obj=folder, transition="publish")
