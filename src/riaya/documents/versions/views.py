"""Pages for versions: the list, the differences, going back, old files."""

from datetime import datetime
from functools import cached_property
from plone import api
from plone.namedfile.interfaces import INamed
from plone.namedfile.utils import set_headers
from plone.namedfile.utils import stream_data
from plone.rfc822.interfaces import IPrimaryFieldInfo
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from riaya import _
from riaya.core.describing import describe_fields
from riaya.core.describing import translate_title
from riaya.core.differences import FieldChange
from riaya.core.differences import FieldDifference
from riaya.core.differences import find_differences
from riaya.core.differences import find_direction
from riaya.core.pages import PostedPage
from riaya.core.time.dates import format_moment
from riaya.documents.interfaces import IDocumentSupport
from riaya.documents.versions.history import find_versions
from riaya.documents.versions.history import get_current_number
from riaya.documents.versions.history import get_version
from riaya.documents.versions.history import ItemVersion
from riaya.documents.versions.history import REVERT
from riaya.documents.versions.history import revert_to_version
from riaya.documents.views import read_version_number
from riaya.security.people import get_name
from typing import Any
from zExceptions import NotFound
from zope.i18nmessageid import Message


# What Plone writes into the first version, whatever the language.
FIRST_COMMENT = "initial_version_changeNote"


class VersionPage(BrowserView):
    """What the pages about versions have in common."""

    @cached_property
    def versions(self) -> list[ItemVersion]:
        """Return the versions, newest first."""
        return find_versions(self.context)

    @property
    def address(self) -> str:
        """Return the address of the item's own page."""
        suffix = "/view" if IDocumentSupport.providedBy(self.context) else ""
        return f"{self.context.absolute_url()}{suffix}"

    @property
    def current(self) -> int | None:
        """Return the number of the version that is in force."""
        return get_current_number(self.context)

    def name_person(self, user_id: str) -> str:
        """Return the name of who saved a version."""
        return get_name(user_id)

    def show_time(self, moment: datetime) -> str:
        """Return a moment as the offices' clocks show it."""
        return format_moment(moment)

    @property
    def name(self) -> str:
        """Return what the item is called: its title, or its type."""
        readable = getattr(self.context.aq_base, "readable_title", None)
        title = readable or self.context.Title() or self.context.getTypeInfo().Title()
        return translate_title(title)

    def show_comment(self, version: ItemVersion) -> str:
        """Return the comment of a version; the first needs no words of Plone's."""
        return "" if version.comment == FIRST_COMMENT else version.comment

    def find(self, number: int | None) -> ItemVersion:
        """Return a version of the list; raise NotFound for another number."""
        for version in self.versions:
            if version.number == number:
                return version
        raise NotFound(str(number))


class Versions(VersionPage):
    """List the versions of an item."""

    template = ViewPageTemplateFile("templates/versions.pt")

    def __call__(self) -> str:
        """Return the page."""
        return self.template()

    @property
    def can_revert(self) -> bool:
        """Return True for people who may bring an older version back."""
        return api.user.has_permission(REVERT, obj=self.context)

    @property
    def has_file(self) -> bool:
        """Return True when old versions have a file to download."""
        return INamed.providedBy(_read_primary_file(self.context))


class VersionDifferences(VersionPage):
    """Show what changed between two versions, field by field."""

    template = ViewPageTemplateFile("templates/version_differences.pt")
    find_direction = staticmethod(find_direction)

    def __call__(self) -> str:
        """Return the page."""
        return self.template()

    @cached_property
    def pair(self) -> tuple[ItemVersion, ItemVersion]:
        """Return the older and the newer version; without numbers the last two."""
        newest = self.versions[0].number if self.versions else None
        later = read_version_number(self.request.form.get("to"))
        later = newest if later is None else later
        earlier = read_version_number(self.request.form.get("from"))
        if earlier is None and later is not None:
            earlier = max(later - 1, 0)
        first, second = sorted(
            (self.find(earlier), self.find(later)), key=lambda version: version.number
        )
        return first, second

    def name_change(self, change: FieldChange) -> Message:
        """Return in a word what became of a row."""
        return {
            FieldChange.ADDED: _("label_row_added", default="Added"),
            FieldChange.REMOVED: _("label_row_removed", default="Removed"),
            FieldChange.CHANGED: _("label_row_changed", default="Changed"),
        }[change]

    @cached_property
    def differences(self) -> list[FieldDifference]:
        """Return the fields that differ."""
        old, new = (get_version(self.context, each.number) for each in self.pair)
        return find_differences(describe_fields(old), describe_fields(new))


class RevertVersion(VersionPage, PostedPage):
    """Ask whether to bring an older version back, and do it."""

    index = ViewPageTemplateFile("templates/revert_version.pt")

    @cached_property
    def version(self) -> ItemVersion:
        """Return the version in question."""
        return self.find(read_version_number(self.request.form.get("version")))

    @property
    def seen(self) -> int | None:
        """Return the version that the person has before them."""
        typed = read_version_number(self.request.form.get("seen"))
        return self.current if typed is None else typed

    def act(self) -> Message:
        """Bring the version back."""
        revert_to_version(
            self.context,
            self.version.number,
            self.get("comment"),
            read_version_number(self.request.form.get("seen")),
        )
        return _(
            "msg_version_brought_back",
            default="Version ${number} was brought back.",
            mapping={"number": self.version.shown_number},
        )

    def find_way(self) -> str:
        """Return the page of the item."""
        return self.address


class PlainRevert(BrowserView):
    """Stand in for Plone's own way back, which asks nothing and writes on GET."""

    def __call__(self) -> str:
        """Lead to the list of versions."""
        self.request.response.redirect(f"{self.context.absolute_url()}/@@versions")
        return ""


class DownloadVersion(BrowserView):
    """Download the file of an older version under its own name."""

    def __call__(self) -> Any:
        """Return the file; never shown inside the page."""
        number = read_version_number(self.request.form.get("version_id"))
        if number is None:
            raise NotFound("version_id")
        file = _read_primary_file(get_version(self.context, number))
        if not INamed.providedBy(file):
            raise NotFound("version_id")
        response = self.request.response
        set_headers(file, response, filename=file.filename or "document")
        response.setHeader("X-Content-Type-Options", "nosniff")
        return stream_data(file)


def _read_primary_file(content: Any) -> Any:
    info = IPrimaryFieldInfo(content, None)
    if info is not None:
        return info.value
    return getattr(content.aq_base, "xlsform", None)
