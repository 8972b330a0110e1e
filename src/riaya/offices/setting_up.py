"""Opening an office: its groups, its roles, its folder of cases."""

from plone import api
from plone.dexterity.utils import createContent
from riaya.offices.content import CaseFolder
from riaya.offices.content import Office
from riaya.offices.interfaces import IOffice
from riaya.offices.lookup import get_office
from riaya.security.roles import OFFICE_ROLES
from riaya.security.roles import OfficeGroup
from zope.event import notify
from zope.lifecycleevent import ObjectCreatedEvent


CASES_ID = "cases"


def open_office(office: Office) -> None:
    """Give a new office its groups, their roles and its folder of cases."""
    for group in OfficeGroup:
        group_id = group.of(office.code)
        if api.group.get(groupname=group_id) is None:
            api.group.create(groupname=group_id, title=group_id)
        office.manage_setLocalRoles(group_id, [OFFICE_ROLES[group]])
    office.reindexObjectSecurity()
    if get_office(office) == office:
        get_case_folder(office, CASES_ID)


def get_year_folder(office: Office, year: int) -> CaseFolder:
    """Return the folder of one year's cases; make it when it is needed."""
    return get_case_folder(get_case_folder(office, CASES_ID), str(year))


def get_case_folder(container: Office | CaseFolder, folder_id: str) -> CaseFolder:
    """Return a case folder by its id; make it when it is needed."""
    if folder_id not in container:
        folder = createContent("riaya.case_folder", id=folder_id, title=folder_id)
        notify(ObjectCreatedEvent(folder))
        container._setObject(folder_id, folder)
    return container[folder_id]


def create_offices(rows: list[dict]) -> None:
    """Create the offices of a policy, parents before children; keep existing ones.

    A row has `code`, `title` (`ar`, `en`), `kind`, `region`, `iso_code` and,
    for a reception point, `parent`.
    """
    root = api.portal.get()["offices"]
    for row in sorted(rows, key=lambda row: bool(row.get("parent"))):
        container = root[row["parent"].lower()] if row.get("parent") else root
        if row["code"].lower() in container:
            continue
        office = createContent(
            "riaya.office",
            id=row["code"].lower(),
            code=row["code"],
            title=row["title"]["ar"],
            title_en=row["title"]["en"],
            office_kind=row["kind"],
            region=row.get("region", ""),
            iso_code=row["iso_code"],
        )
        notify(ObjectCreatedEvent(office))
        container._setObject(office.id, office)


def is_directorate(content: object) -> bool:
    """Return True for an office that keeps cases of its own."""
    return IOffice.providedBy(content) and get_office(content) == content
