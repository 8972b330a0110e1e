"""The pages of an office, of all offices, and of the folder of its cases."""

from AccessControl.security import checkPermission
from plone import api
from Products.Five.browser import BrowserView
from riaya.core.vocabularies import get_title
from riaya.offices.content import Office
from riaya.offices.interfaces import IOffice
from riaya.offices.interfaces import IOfficeFigures
from riaya.offices.lookup import find_offices
from riaya.offices.lookup import get_office
from riaya.offices.lookup import get_office_title
from riaya.offices.setting_up import is_directorate
from riaya.security.causes import find_own_principals
from riaya.security.people import get_name
from riaya.security.roles import OFFICE_ROLES
from riaya.security.roles import OfficeGroup
from typing import Any
from zope.component import getAdapters


class OfficeView(BrowserView):
    """Show an office: where it is, and to its workers who works there."""

    @property
    def title(self) -> str:
        """Return the name in the reader's language."""
        return get_office_title(self.context)

    @property
    def kind(self) -> str:
        """Return what kind of office it is."""
        return get_title("riaya.offices.kinds", self.context.office_kind)

    @property
    def directorate(self) -> dict[str, str] | None:
        """Return the directorate of a reception point."""
        return (
            None
            if is_directorate(self.context)
            else _describe(get_office(self.context))
        )

    @property
    def reception_points(self) -> list[dict[str, str]]:
        """Return the reception points of a directorate."""
        return [
            _describe(office)
            for office in self.context.objectValues()
            if IOffice.providedBy(office)
        ]

    @property
    def may_register(self) -> bool:
        """Return True for people who register cases here."""
        return bool(checkPermission("riaya.offices.RegisterCase", self.context))

    @property
    def is_worker(self) -> bool:
        """Return True for people of this office or of its directorate."""
        codes = {self.context.code, get_office(self.context).code}
        return any(
            principal.rpartition(":")[0] in codes for principal in find_own_principals()
        )

    @property
    def staff(self) -> list[dict[str, Any]]:
        """Return the people of each group of the office."""
        return [
            {
                "title": get_title("riaya.security.roles", OFFICE_ROLES[group]),
                "names": self._find_names(group),
            }
            for group in OfficeGroup
        ]

    @property
    def figures(self) -> list[dict[str, Any]]:
        """Return the counts that other features have for this person."""
        return [
            figure
            for _name, voice in sorted(getAdapters((self.context,), IOfficeFigures))
            for figure in voice.find()
        ]

    def _find_names(self, group: OfficeGroup) -> list[str]:
        found = api.group.get(groupname=group.of(self.context.code))
        return (
            sorted(get_name(member) for member in found.getMemberIds()) if found else []
        )


class OfficeLibraryView(BrowserView):
    """List the directorates."""

    @property
    def offices(self) -> list[dict[str, str]]:
        """Return the directorates in their order."""
        return [_describe(office) for office in find_offices()]


class CaseFolderView(BrowserView):
    """Explain that cases are found in the worklist, not by browsing folders."""

    @property
    def office(self) -> dict[str, str]:
        """Return the office whose cases are kept here."""
        return _describe(get_office(self.context))


def _describe(office: Office) -> dict[str, str]:
    return {
        "title": get_office_title(office),
        "url": office.absolute_url(),
        "code": office.code,
        "phone": office.phone or "",
        "address": office.address or "",
    }
