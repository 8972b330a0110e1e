"""Registering a case: the one way in which a case comes to exist."""

from plone.dexterity.utils import createContent
from riaya import logger
from riaya.cases.content import Case
from riaya.cases.plausibility import normalise_identity
from riaya.cases.plausibility import settle_report
from riaya.core.numbering import take_number
from riaya.core.settings import get_policy
from riaya.core.settings import get_zone
from riaya.core.time.clock import now
from riaya.core.time.clock import today
from riaya.core.vocabularies import get_row
from riaya.guide.lookup import get_published_edition
from riaya.offices.content import CaseFolder
from riaya.offices.content import Office
from riaya.offices.lookup import get_office
from riaya.offices.setting_up import get_year_folder
from zope.event import notify
from zope.lifecycleevent import ObjectCreatedEvent

import secrets


CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
GROUP_ORDER = ("immediate", "urgent", "service")


def make_case() -> Case:
    """Return a case that is not yet registered, for its fields to be filled."""
    case = createContent("riaya.case")
    case.client_kind = get_policy("client_kind")
    return case


def register_case(office: Office, case: Case) -> Case:
    """Give a filled case its number, edition and place; return it in its folder.

    The case keeps the edition published for the policy today for life.
    Raises NoPublishedGuide when there is none.
    """
    edition = get_published_edition(get_policy("code"))
    directorate = get_office(office)
    day = today(get_zone())
    folder = get_year_folder(directorate, day.year)
    case.case_number = take_case_number(directorate, day.year, folder)
    case.id = case.case_number.lower()
    case.client_code = make_client_code()
    case.guide = edition.UID()
    case.registered_on = day
    case.registered_at = now()
    case.case_manager = case.supervisor = None
    if office != directorate:
        case.reception_point = office.code
    if not case.response_group:
        case.response_group = propose_response_group(case.categories)
    case.national_id = normalise_identity(case)
    settle_report(case)
    notify(ObjectCreatedEvent(case))
    folder._setObject(case.id, case)
    logger.info("Registered case %s", case.case_number)
    return folder[case.id]


def propose_response_group(categories: list[str]) -> str:
    """Return the most pressing default group of the categories.

    The rapid assessment decides; this is what the clocks run by until then.
    """
    groups = {
        get_row("riaya.cases.categories", code).get("group")
        for code in categories or ()
    }
    return next((group for group in GROUP_ORDER if group in groups), "service")


def make_client_code() -> str:
    """Return a pseudonym that tells nothing of the client."""
    return "".join(secrets.choice(CODE_LETTERS) for _number in range(8))


def take_case_number(office: Office, year: int, folder: CaseFolder) -> str:
    """Return the next number; never one below those already in the folder."""
    last = int(folder._tree.maxKey()[-6:]) if len(folder._tree) else 0
    value = take_number(f"{office.code}-{year}", at_least=last + 1)
    return f"{office.code}-{year}-{value:06d}"
