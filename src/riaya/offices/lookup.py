"""Finding offices: of a case, by code, of a person."""

from Acquisition import aq_chain
from Acquisition import aq_inner
from collections.abc import Iterable
from plone import api
from riaya.core.vocabularies import get_language
from riaya.offices.content import Office
from riaya.offices.interfaces import IOffice
from riaya.security.roles import OfficeGroup
from riaya.security.roles import OVERSEERS
from typing import Any


def get_office(content: Any) -> Office:
    """Return the directorate that content belongs to.

    A reception point answers with its directorate.  Raises LookupError for
    content that is in no office.
    """
    # The class says it as well as the interface, and is asked a hundred times as often.
    offices = [item for item in aq_chain(aq_inner(content)) if isinstance(item, Office)]
    if not offices:
        raise LookupError(f"{content.getId()} is in no office.")
    return offices[-1]


def get_office_title(office: Office) -> str:
    """Return the name of an office in the reader's language."""
    return (get_language() == "en" and office.title_en) or office.title


def find_offices() -> list[Office]:
    """Return all directorates, in the order of their folder."""
    folder = api.portal.get().get("offices")
    return (
        [item for item in folder.objectValues() if IOffice.providedBy(item)]
        if folder
        else []
    )


def find_workers(office: Office) -> dict[str, set[OfficeGroup]]:
    """Return the user ids of an office's workers, each with their groups."""
    workers: dict[str, set[OfficeGroup]] = {}
    for office_group in OfficeGroup:
        group = api.group.get(groupname=office_group.of(office.code))
        for user_id in group.getMemberIds() if group else ():
            workers.setdefault(user_id, set()).add(office_group)
    return workers


def works_in_an_office() -> bool:
    """Return True when the current person is in a group of any office."""
    suffixes = tuple(f":{group}" for group in OfficeGroup)
    return not api.user.is_anonymous() and any(
        principal.endswith(suffixes) for principal in api.user.get_current().getGroups()
    )


def find_office_codes(
    principals: Iterable[str], groups: Iterable[OfficeGroup]
) -> set[str]:
    """Return the codes of the offices whose groups are among some principals."""
    suffixes = {group.value for group in groups}
    parts = (principal.rpartition(":") for principal in principals)
    return {code for code, _colon, suffix in parts if code and suffix in suffixes}


def find_own_office_codes(*groups: OfficeGroup) -> list[str]:
    """Return the codes of the offices in which the current person is in some groups."""
    if api.user.is_anonymous():
        return []
    return sorted(find_office_codes(api.user.get_current().getGroups(), groups))


def find_overseen_codes() -> set[str]:
    """Return the codes of the offices that the current person oversees."""
    return set(find_own_office_codes(*OVERSEERS))


def oversees(office: Office) -> bool:
    """Return True for a supervisor or the director of an office."""
    return office.code in find_overseen_codes()
