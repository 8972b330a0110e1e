"""Choosing the case manager, and who can be chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from plone import api
from riaya import _
from riaya.cases.content import Case
from riaya.cases.events import CaseReassigned
from riaya.cases.exceptions import ManagerNotEligible
from riaya.cases.interfaces import IAssignmentRefusals
from riaya.cases.interfaces import ICaseload
from riaya.cases.stages import get_stage
from riaya.cases.stages import Stage
from riaya.core.settings import get_policy
from riaya.offices.lookup import get_office
from riaya.security.causes import refresh_access
from riaya.security.roles import OfficeGroup
from zope.component import getAdapters
from zope.component import queryUtility
from zope.event import notify
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class Candidate:
    """A case manager of the office; `refusal` says why not, or is None.

    `notice` says what the assigning person should know, and refuses nothing.
    """

    user_id: str
    name: str
    caseload: int
    refusal: Message | None
    is_loaded: bool
    notice: Message | None = None


def assign_case(case: Case, manager_id: str, comment: str = "") -> None:
    """Give a case to a manager; the assigning supervisor becomes its supervisor.

    A screened case is offered by the transition `assign`; a later one changes
    hands without leaving its stage.  Raises ManagerNotEligible.
    """
    _check_candidate(case, manager_id)
    former = case.case_manager
    case.case_manager = manager_id
    case.supervisor = api.user.get_current().getId()
    if get_stage(case) == Stage.SCREENED:
        api.content.transition(obj=case, transition="assign", comment=comment)
    else:
        refresh_access(case)
        notify(CaseReassigned(case, former, comment))


def find_candidates(case: Case) -> list[Candidate]:
    """Return the case managers of the office, those who can be chosen first."""
    return sorted(
        _find_candidates(case),
        key=lambda candidate: (
            bool(candidate.refusal),
            candidate.caseload,
            candidate.name,
        ),
    )


def find_manager_refusal(case: Case) -> Message | None:
    """Return why the chosen manager cannot have the case; None when they can."""
    if not case.case_manager:
        return _("error_no_manager_chosen", default="No case manager is chosen yet.")
    for candidate in _find_candidates(case):
        if candidate.user_id == case.case_manager:
            return candidate.refusal
    return _not_in_office(case)


def _find_candidates(case: Case) -> Iterator[Candidate]:
    group = api.group.get(groupname=OfficeGroup.CASE_MANAGERS.of(get_office(case).code))
    members = group.getGroupMembers() if group else []
    user_ids = [member.getId() for member in members]
    counter = queryUtility(ICaseload)
    load = counter.count(user_ids) if counter else {}
    refusals, notices = _ask_features(case, user_ids)
    warning = get_policy("caseload_warning")
    for member in members:
        user_id = member.getId()
        count = load.get(user_id, 0)
        yield Candidate(
            user_id,
            member.getProperty("fullname") or user_id,
            count,
            _find_full_load(case, user_id, count) or refusals.get(user_id),
            count >= warning,
            notices.get(user_id),
        )


def _find_full_load(case: Case, user_id: str, count: int) -> Message | None:
    maximum = get_policy("caseload_maximum")
    if count < maximum or user_id == case.case_manager:
        return None
    return _(
        "error_caseload_full",
        default="Already has ${count} open cases; the maximum is ${maximum}.",
        mapping={"count": count, "maximum": maximum},
    )


def _ask_features(case: Case, user_ids: list[str]) -> tuple[dict, dict]:
    """Return the refusals and the notices of all features, the first for each person."""
    refusals: dict[str, Message] = {}
    notices: dict[str, Message] = {}
    for _name, voice in sorted(getAdapters((case,), IAssignmentRefusals)):
        refusals = voice.find(user_ids) | refusals
        notices = voice.find_notices(user_ids) | notices
    return refusals, notices


def _check_candidate(case: Case, manager_id: str) -> None:
    if not manager_id:
        reason = _("error_no_manager_chosen", default="No case manager is chosen yet.")
    else:
        found = [c for c in _find_candidates(case) if c.user_id == manager_id]
        reason = found[0].refusal if found else _not_in_office(case)
    if reason:
        raise ManagerNotEligible(
            _(
                "error_manager_not_eligible",
                default="Case ${number} cannot be given to this person.",
                mapping={"number": case.case_number},
            ),
            [reason],
        )


def _not_in_office(case: Case) -> Message:
    return _(
        "error_not_a_manager_of_office",
        default="The chosen person is not a case manager of the office ${office}.",
        mapping={"office": get_office(case).code},
    )
