"""Who can see a case, and why."""

from plone import api
from Products.Five.browser import BrowserView
from riaya import _
from riaya.core.time.dates import format_moment
from riaya.core.vocabularies import get_title
from riaya.security.causes import Cause
from riaya.security.causes import find_causes
from riaya.security.people import get_name
from riaya.security.roles import CaseRole
from riaya.security.roles import OFFICE_ROLES
from riaya.security.roles import OfficeGroup
from typing import Any


ROLE_TITLES = {
    CaseRole.MANAGER: _(
        "label_role_case_manager", default="Reads and works on the case"
    ),
    CaseRole.SUPERVISOR: _("label_role_supervisor", default="Reads and decides"),
    CaseRole.REGISTRAR: _(
        "label_role_registrar", default="Reads, registers and screens"
    ),
    CaseRole.OVERSEER: _("label_role_overseer", default="Reads and oversees"),
    CaseRole.GUEST: _("label_role_guest", default="Reads"),
}


class CaseAccessView(BrowserView):
    """List every cause of access to a case, with the people behind it."""

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Return group, people, right, cause and end of every cause."""
        return [self._describe(cause) for cause in find_causes(self.context)]

    def _describe(self, cause: Cause) -> dict[str, Any]:
        group = api.group.get(groupname=cause.principal)
        members = group.getMemberIds() if group else [cause.principal]
        return {
            "group": _name_group(cause.principal) if group else "",
            "people": sorted(get_name(member) for member in members),
            "right": ROLE_TITLES.get(cause.role, str(cause.role)),
            "cause": cause.title,
            "until": format_moment(cause.until),
        }


def _name_group(group_id: str) -> str:
    """Return a group of an office in words, and any other by its id."""
    code, _colon, suffix = group_id.rpartition(":")
    if suffix not in set(OfficeGroup):
        return group_id
    role = get_title("riaya.security.roles", OFFICE_ROLES[OfficeGroup(suffix)])
    return f"{role} ({code})"
