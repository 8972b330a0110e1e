"""What a case file holds, as one person may see it, from one catalog query."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from plone import api
from riaya import _
from riaya.cases.content import Case
from riaya.cases.wording import get_type_title
from riaya.cases.wording import name_state
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.core.vocabularies import get_language
from riaya.core.vocabularies import get_title
from typing import Any
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.i18nmessageid import Message


DOCUMENT_TYPES = frozenset({"File", "Image"})


KINDS = (
    ("riaya.assessment", _("title_assessments", default="Assessments")),
    ("riaya.intervention_plan", _("title_plans", default="Intervention plans")),
    ("riaya.follow_up", _("title_follow_ups", default="Follow-ups")),
    ("riaya.consent", _("title_consents", default="Consents")),
    ("riaya.note", _("title_notes", default="Notes")),
)

LABELS = {
    "title": _("label_title", default="Title"),
    "date": _("label_date", default="Date"),
    "status": _("label_status", default="Status"),
    "document_kind": _("label_document_kind", default="Kind of document"),
}


@dataclass(frozen=True)
class Entry:
    """One thing in a case file, without its content object."""

    id: str
    portal_type: str
    kind: str
    url: str
    title: str
    state: str
    state_title: str
    on: date | None
    is_overdue: bool = False
    is_confidential: bool = False
    kind_title: str = ""
    form: str = ""
    form_id: str = ""
    form_version: str = ""
    risk: str = ""
    risk_title: str = ""


class Words:
    """The words of one list, each looked up once."""

    def __init__(self) -> None:
        self.today = today(get_zone())
        self.name_state = cache(lambda *names: _say(name_state(*names)))
        self.get_type_title = cache(lambda name: _say(get_type_title(name)))
        self.get_title = cache(get_title)
        self.get_risk_title = cache(lambda level: _say(name_risk(level)))
        self.language = get_language()


def name_risk(level: str) -> Message:
    """Return what a badge says of a risk level."""
    title = get_title("riaya.cases.risk_levels", level)
    return _("label_risk", default="Risk: ${level}", mapping={"level": title})


def _say(message: str) -> str:
    return translate(message, context=getRequest())


def find_entries(case: Case) -> list[Entry]:
    """Return what the current person may see in a case file, newest first."""
    catalog = api.portal.get_tool("portal_catalog")
    brains = catalog.searchResults(
        path={"query": "/".join(case.getPhysicalPath()), "depth": 1},
        sort_on="created",
        sort_order="descending",
        show_inactive=True,
    )
    words = Words()
    return [_read_entry(brain, words) for brain in brains]


def group_entries(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return entries by type; files and pictures together as `documents`."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        kind = "documents" if entry.portal_type in DOCUMENT_TYPES else entry.portal_type
        groups.setdefault(kind, []).append(entry)
    return groups


def describe_kinds(groups: dict[str, list[Entry]]) -> list[dict[str, Any]]:
    """Return each kind that a file holds, with its entries."""
    return [
        {
            "id": kind.removeprefix("riaya.").replace("_", "-"),
            "title": title,
            "entries": groups[kind],
            "has_states": any(entry.state for entry in groups[kind]),
        }
        for kind, title in KINDS
        if kind in groups
    ]


def find_plan_in_force(entries: Iterable[Entry]) -> Entry | None:
    """Return the approved plan, if there is one."""
    for entry in entries:
        if entry.portal_type == "riaya.intervention_plan" and entry.state == "approved":
            return entry
    return None


def _read_entry(brain: Any, words: Words) -> Entry:
    portal_type, state = brain.portal_type, brain.review_state or ""
    is_document = portal_type in DOCUMENT_TYPES
    is_planned = portal_type == "riaya.follow_up" and state == "planned"
    due_on = brain.due_on or None
    kind = brain.document_kind if is_document else None
    return Entry(
        id=brain.getId,
        portal_type=portal_type,
        kind=brain.assessment_kind or "",
        url=brain.getURL() + ("/view" if is_document else ""),
        title=_name(brain, words),
        state="" if is_document else state,
        state_title="" if is_document else words.name_state(portal_type, state),
        on=_get_day(brain),
        is_overdue=bool(is_planned and due_on and due_on < words.today),
        is_confidential=is_document
        and brain.document_confidentiality == "confidential",
        kind_title=words.get_title("riaya.documents.kinds", kind) if kind else "",
        **(_read_form(brain, words) if portal_type == "riaya.assessment" else {}),
    )


def _read_form(brain: Any, words: Words) -> dict[str, str]:
    """Return with which form an assessment was filled in, and the risk it found."""
    return {
        "form": brain.assessment_form or "",
        "form_id": brain.form_id or "",
        "form_version": brain.form_version or "",
        "risk": brain.assessment_risk or "",
        "risk_title": words.get_risk_title(brain.assessment_risk)
        if brain.assessment_risk
        else "",
    }


def _name(brain: Any, words: Words) -> str:
    """Return what an entry is called: its kind, never a person's name."""
    match brain.portal_type:
        case "riaya.assessment" if brain.form_titles:
            return brain.form_titles[words.language]
        case "riaya.assessment" if brain.assessment_kind:
            return words.get_title("riaya.assessments.kinds", brain.assessment_kind)
        case "riaya.intervention_plan" if brain.plan_version:
            return _(
                "label_plan_number",
                default="Intervention plan ${number}",
                mapping={"number": brain.plan_version},
            )
        case "riaya.follow_up" if brain.follow_up_kind:
            return words.get_title("riaya.followup.kinds", brain.follow_up_kind)
        case "File" | "Image":
            return brain.Title or brain.getId
    return words.get_type_title(brain.portal_type)


def _get_day(brain: Any) -> date | None:
    """Return the day that matters: done or due, the document's own, or when it was added."""
    for day in (
        brain.done_on,
        brain.due_on,
        brain.dated_on,
        brain.assessed_on,
        brain.given_on,
    ):
        if isinstance(day, date):
            return day
    return brain.created.asdatetime()
