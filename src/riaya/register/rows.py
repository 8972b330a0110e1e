"""What the register keeps of a case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from datetime import UTC
from plone.uuid.interfaces import IUUID
from Products.CMFCore.utils import getToolByName
from riaya.cases.access import find_knowers
from riaya.cases.clocks.escalation import find_level
from riaya.cases.clocks.escalation import find_next_escalation
from riaya.cases.clocks.running import find_next
from riaya.cases.content import Case
from riaya.cases.items.kinds import holds_submitted_work
from riaya.cases.stages import ENDED
from riaya.cases.stages import get_stage
from riaya.cases.stages import is_restricted
from riaya.cases.stages import Stage
from riaya.core.arabic import find_index_words
from riaya.core.arabic import fold
from riaya.offices.lookup import get_office
from riaya.register.visits import describe_visits
from riaya.security.causes import find_causes
from typing import Any

import hashlib


@dataclass(frozen=True)
class Access:
    """A set of readers and knowers, and the key that cases with this set share."""

    key: str
    rows: list[dict]


@dataclass(frozen=True)
class RegisterEntry:
    """Everything the register holds of one case."""

    row: dict[str, Any]
    access: Access
    words: list[dict]
    visits: list[dict]


def describe_case(case: Case) -> RegisterEntry:
    """Return what the register has to hold of a case, read from its content."""
    uid = IUUID(case)
    access = _describe_access(case)
    found = _find_words(case)
    row = {
        "uid": uid,
        **_describe_place(case),
        **_describe_stage(case),
        **_describe_client(case),
        "access_key": access.key,
        "words_key": _make_key(sorted(found.items())),
    }
    rows = [
        {"word": word, "uid": uid, "is_of_number": is_of_number}
        for word, is_of_number in sorted(found.items())
    ]
    return RegisterEntry(row, access, rows, describe_visits(case))


def get_site_path(content: Any) -> str:
    """Return the path of the site that content belongs to."""
    portal = getToolByName(content, "portal_url").getPortalObject()
    return "/".join(portal.getPhysicalPath())


def _describe_place(case: Case) -> dict:
    return {
        "site": get_site_path(case),
        "path": "/".join(case.getPhysicalPath()),
        "case_number": case.case_number,
        "office": get_office(case).code,
        "registered_on": case.registered_on,
    }


def _describe_stage(case: Case) -> dict:
    stage = get_stage(case)
    return {
        "review_state": str(stage),
        "confidentiality": "restricted" if is_restricted(case) else "standard",
        "is_open": stage not in ENDED,
        "case_manager": case.case_manager,
        "supervisor": case.supervisor,
        "waits_for_manager": stage == Stage.ASSIGNED and bool(case.case_manager),
        "waits_for_supervisor": bool(case.supervisor)
        and (
            stage == Stage.CLOSING
            or (stage not in ENDED and holds_submitted_work(case))
        ),
        **_describe_clocks(case),
    }


def _describe_clocks(case: Case) -> dict:
    """Return what is due next and what was told of, in UTC.

    Local moments in the hour that summer time repeats equal no other.
    """
    due, telling = find_next(case), find_next_escalation(case)
    return {
        "next_due": due and due.due_at.astimezone(UTC),
        "next_clock": due and due.clock,
        "escalation": find_level(case),
        "next_escalation": telling and telling.astimezone(UTC),
    }


def _describe_client(case: Case) -> dict:
    codes = case.categories or ()
    return {
        "client_kind": case.client_kind,
        "client_name": case.client_name,
        "sort_name": fold(case.client_name or ""),
        "categories": "".join(f",{code}" for code in sorted(codes))
        + ("," if codes else ""),
        "response_group": case.response_group,
        "risk_level": case.risk_level,
    }


def _describe_access(case: Case) -> Access:
    """Return the readers, each until their last cause ends, and those who only know."""
    readers: dict[str, datetime | None] = {}
    for cause in find_causes(case):
        readers[cause.principal] = _find_later(
            readers.get(cause.principal, cause.until), cause.until
        )
    rows = [(name, 1, until) for name, until in readers.items()]
    rows += [(name, 0, None) for name in find_knowers(case)]
    rows.sort(key=lambda row: row[:2])
    key = _make_key(rows)
    return Access(
        key,
        [
            {"principal": name, "access_key": key, "may_read": reads, "until": until}
            for name, reads, until in rows
        ],
    )


def _find_later(one: datetime | None, other: datetime | None) -> datetime | None:
    """Return the later of two ends; no end is later than any."""
    return None if one is None or other is None else max(one, other)


def _find_words(case: Case) -> dict[str, bool]:
    """Return the words that find a case, and whether each is of its number."""
    number_words = find_index_words(case.case_number)
    found = dict.fromkeys(number_words, True)
    for text in (case.client_name, case.national_id, case.client_code):
        for word in find_index_words(text or ""):
            found.setdefault(word, False)
    return found


def _make_key(values: Iterable) -> str:
    return hashlib.sha256(repr(list(values)).encode()).hexdigest()[:32]
