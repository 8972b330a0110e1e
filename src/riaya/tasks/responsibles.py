"""Who can be responsible for a task of a case."""

from collections.abc import Iterator
from riaya.cases.content import Case
from riaya.cases.lookup import find_case
from riaya.core.vocabularies import get_title
from riaya.offices.lookup import find_workers
from riaya.offices.lookup import get_office
from riaya.security.people import get_name
from riaya.security.roles import OFFICE_ROLES
from riaya.security.roles import OfficeGroup
from riaya.tasks.access import is_group
from typing import Any
from zope.interface import implementer
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


GROUPS = {role: group for group, role in OFFICE_ROLES.items()}


def can_be_responsible(case: Case, principal: str) -> bool:
    """Return True for the assigned people, a worker or a group of the case's office."""
    office = get_office(case)
    return (
        principal in (case.case_manager, case.supervisor)
        or principal in {group.of(office.code) for group in OfficeGroup}
        or principal in find_workers(office)
    )


def find_role_holder(case: Case, role: str) -> str:
    """Return the person who has a role on a case, or the group of the office.

    A role that no group of the office has is looked after by its supervisors.
    """
    person = {"Case Manager": case.case_manager, "Case Supervisor": case.supervisor}
    group = GROUPS.get(role, OfficeGroup.SUPERVISORS)
    return person.get(role) or group.of(get_office(case).code)


def find_own_role(case: Case, principal: str) -> str:
    """Return the role for which the case itself names this person, or nothing."""
    if principal and principal == case.case_manager:
        return "Case Manager"
    if principal and principal == case.supervisor:
        return "Case Supervisor"
    return ""


def name_responsible(principal: str) -> str:
    """Return a worker's name, or a group in words."""
    if not is_group(principal):
        return get_name(principal)
    code, _colon, group = principal.rpartition(":")
    if group not in set(OfficeGroup):
        return principal
    role = get_title("riaya.security.roles", OFFICE_ROLES[OfficeGroup(group)])
    return f"{role} ({code})"


@implementer(IVocabularyFactory)
class Responsibles:
    """The workers of the office of a case by their names, then its groups."""

    def __call__(self, context: Any) -> SimpleVocabulary:
        case = find_case(context)
        return SimpleVocabulary([] if case is None else list(_find_terms(case)))


def _find_terms(case: Case) -> Iterator[SimpleTerm]:
    office = get_office(case)
    people = {*find_workers(office), case.case_manager, case.supervisor} - {None}
    named = sorted((get_name(person), person) for person in people)
    for name, person in named:
        yield SimpleTerm(person, person, name)
    for group in OfficeGroup:
        group_id = group.of(office.code)
        yield SimpleTerm(group_id, group_id, name_responsible(group_id))


responsibles = Responsibles()
