"""Who works where, in which roles: from the groups of the offices."""

from collections.abc import Iterable
from plone import api
from riaya.offices.lookup import find_office_codes
from riaya.offices.lookup import find_offices
from riaya.offices.lookup import find_overseen_codes
from riaya.offices.lookup import find_workers
from riaya.security.people import find_names
from riaya.security.roles import OFFICE_ROLES
from riaya.security.roles import OfficeGroup


TRAINER = "Trainer"


def find_worker_ids(office_code: str) -> set[str]:
    """Return the user ids of everybody who works in an office."""
    return {
        worker
        for office in find_offices()
        if office.code == office_code
        for worker in find_workers(office)
    }


def find_office_code_of(worker: str) -> str | None:
    """Return the code of the (first) office in which somebody works, or None."""
    user = api.user.get(userid=worker)
    codes = find_office_codes(user.getGroups(), OfficeGroup) if user else set()
    return next((each.code for each in find_offices() if each.code in codes), None)


def find_own_roles() -> set[str]:
    """Return the roles of the current person, those in any office included."""
    user = api.user.get_current()
    groups = {principal.rpartition(":")[2] for principal in user.getGroups()}
    return set(user.getRoles()) | {
        role for group, role in OFFICE_ROLES.items() if group.value in groups
    }


def find_visible_codes() -> set[str]:
    """Return the codes of the offices whose workers' training the person may see.

    A trainer sees all; directors and supervisors see their own office.
    """
    if is_trainer():
        return {office.code for office in find_offices()}
    return find_overseen_codes()


def is_trainer() -> bool:
    """Return True for trainers."""
    return TRAINER in api.user.get_current().getRoles()


def find_trainers() -> list[str]:
    """Return the user ids of all trainers."""
    roles = api.portal.get_tool("acl_users").portal_role_manager
    return [principal for principal, _title in roles.listAssignedPrincipals(TRAINER)]


def sort_by_name(user_ids: Iterable[str]) -> list[tuple[str, str]]:
    """Return user ids with their names, by name."""
    names = find_names(user_ids)
    return sorted(names.items(), key=lambda each: (each[1], each[0]))
