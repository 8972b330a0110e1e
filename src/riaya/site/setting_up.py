"""The folders that the contract names, and the first page."""

from dataclasses import dataclass
from plone import api
from riaya import _
from typing import Any
from zope.i18n import translate
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class SiteFolder:
    """A folder at the top of the site."""

    title: Message
    layout: str = ""
    is_public: bool = True
    writers: tuple[str, ...] = ()
    is_for_workers: bool = False


FOLDERS = {
    "guide": SiteFolder(
        _("title_folder_guide", default="Procedural guide"),
        "guide-library",
        writers=("Trainer",),
    ),
    "forms": SiteFolder(
        _("title_folder_forms", default="Form templates"),
        "form-library",
        writers=("Trainer",),
    ),
    "offices": SiteFolder(
        _("title_folder_offices", default="Offices"), "office-library"
    ),
    "training": SiteFolder(
        _("title_folder_training", default="Training"),
        "training-library",
        is_public=False,
        writers=("Trainer",),
        is_for_workers=True,
    ),
}


WRITING = (
    "Add portal content",
    "plone.app.contenttypes: Add Document",
    "plone.app.contenttypes: Add File",
    "plone.app.contenttypes: Add Link",
)


def create_folders() -> None:
    """Create the folders of the site that are not there yet, and set all of them up."""
    portal = api.portal.get()
    for folder_id, wanted in FOLDERS.items():
        is_new = folder_id not in portal
        if is_new:
            api.content.create(
                container=portal,
                type="Folder",
                id=folder_id,
                title=translate(wanted.title, target_language="ar"),
            )
        _set_up(portal[folder_id], wanted)
        if is_new and wanted.is_public:
            api.content.transition(obj=portal[folder_id], transition="publish")


def show_home() -> None:
    """Make Riaya's first page the first page of the site."""
    api.portal.get().setLayout("riaya-home")


def _set_up(folder: Any, wanted: SiteFolder) -> None:
    if wanted.layout:
        folder.setLayout(wanted.layout)
    if wanted.writers:
        for permission in WRITING:
            folder.manage_permission(permission, wanted.writers, acquire=True)
    if wanted.is_for_workers:
        # Plone's group of everybody who is signed in.
        folder.manage_setLocalRoles("AuthenticatedUsers", ["Reader"])
        folder.reindexObjectSecurity()
