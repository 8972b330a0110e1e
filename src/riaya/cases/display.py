"""A case as its page shows it; each part is worked out once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from datetime import datetime
from functools import cached_property
from plone import api
from riaya import _
from riaya.cases.actions import Action
from riaya.cases.actions import find_additions
from riaya.cases.actions import find_other_actions
from riaya.cases.actions import find_steps
from riaya.cases.clocks import ClockState
from riaya.cases.clocks import find_deadlines
from riaya.cases.content import Case
from riaya.cases.contents import Entry
from riaya.cases.contents import find_entries
from riaya.cases.contents import group_entries
from riaya.cases.guidance import describe_step
from riaya.cases.stages import ENDED
from riaya.cases.stages import get_stage
from riaya.cases.stages import is_restricted
from riaya.cases.stages import PATH
from riaya.cases.stages import Stage
from riaya.cases.timeline import count_occurrences
from riaya.cases.timeline import find_occurrences
from riaya.cases.wording import get_occurrence_title
from riaya.cases.wording import get_type_title
from riaya.core.dates import format_day
from riaya.core.dates import format_moment
from riaya.core.vocabularies import get_language
from riaya.core.vocabularies import get_title
from riaya.guide.content import Guide
from riaya.guide.lookup import find_stage_steps
from riaya.guide.lookup import get_edition
from riaya.offices.lookup import get_office
from riaya.offices.lookup import get_office_title
from riaya.security.people import find_names
from typing import Any
from zope.i18n import translate


CLOCK_STATES = {
    ClockState.RUNNING: _("label_clock_running", default="Running"),
    ClockState.MET: _("label_clock_met", default="Met in time"),
    ClockState.LATE: _("label_clock_late", default="Met late"),
    ClockState.OVERDUE: _("label_clock_overdue", default="Overdue"),
}

KINDS = (
    ("riaya.assessment", _("title_assessments", default="Assessments")),
    ("riaya.intervention_plan", _("title_plans", default="Intervention plans")),
    ("riaya.follow_up", _("title_follow_ups", default="Follow-ups")),
    ("riaya.consent", _("title_consents", default="Consents")),
    ("riaya.note", _("title_notes", default="Notes")),
)


# Required forms that are types of their own; all others are assessments.
FORM_TYPES = {"plan": "riaya.intervention_plan", "follow_up": "riaya.follow_up"}
UNFINISHED = frozenset({"draft", "submitted", "planned"})

LABELS = {
    "title": _("label_title", default="Title"),
    "date": _("label_date", default="Date"),
    "status": _("label_status", default="Status"),
    "document_kind": _("label_document_kind", default="Kind of document"),
}


@dataclass(frozen=True)
class Mark:
    """One stage in the stepper."""

    title: str
    css: str
    is_current: bool


@dataclass(frozen=True)
class Moment:
    """One occurrence in the timeline, in words."""

    at: datetime
    readable_at: str
    title: str
    target: str
    url: str
    by: str
    comment: str


class CaseDisplay:
    """What the page of one case shows to the present person."""

    def __init__(self, case: Case, request: Any, timeline_size: int):
        self.case = case
        self.timeline_size = timeline_size
        self.request = request

    @cached_property
    def stage(self) -> Stage:
        """Return the stage the case is in."""
        return get_stage(self.case)

    @cached_property
    def stage_title(self) -> str:
        """Return the stage in words."""
        return get_title("riaya.cases.stages", self.stage)

    @property
    def is_on_its_way(self) -> bool:
        """Return False for a case that was refused or is a duplicate."""
        return self.stage in PATH

    @property
    def has_ended(self) -> bool:
        """Return True for a case on which nobody works any more."""
        return self.stage in ENDED

    @cached_property
    def is_restricted(self) -> bool:
        """Return True when only the assigned people may open the case."""
        return is_restricted(self.case)

    @property
    def marks(self) -> list[Mark]:
        """Return the stages from registration to closure."""
        here = PATH.index(self.stage)
        return [
            Mark(
                get_title("riaya.cases.stages", stage),
                "is-done"
                if place < here
                else "is-current"
                if place == here
                else "is-next",
                place == here,
            )
            for place, stage in enumerate(PATH)
        ]

    @cached_property
    def guidance(self) -> dict:
        """Return the guide step that applies, and what is missing."""
        return describe_step(self.case, self.request)

    @cached_property
    def edition(self) -> Guide | None:
        """Return the guide edition of the case."""
        return get_edition(self.case.guide)

    @property
    def has_newer_edition(self) -> bool:
        """Return True when the edition of the case is no longer the published one."""
        return (
            self.edition is not None
            and api.content.get_state(self.edition, default=None) == "superseded"
        )

    @cached_property
    def step_text(self) -> str:
        """Return what the guide says is to be done, as safe HTML."""
        portal = api.portal.get()
        texts = []
        for step in find_stage_steps(self.edition, self.stage):
            content = portal.unrestrictedTraverse(step.path)
            text = (get_language() == "en" and content.text_en) or content.text
            texts.append(text.output if text else "")
        return "".join(texts)

    def name_role(self, role: str) -> str:
        """Return what a role is called."""
        return get_title("riaya.guide.roles", role)

    def format_day(self, day: date | None) -> str:
        """Return a day as people write it."""
        return format_day(day)

    @cached_property
    def step_actions(self) -> list[Action]:
        """Return the steps of the workflows that are open to the present person."""
        return find_steps(self.case, self.stage)

    @property
    def next_step(self) -> Action | None:
        """Return the step that leads forward, if this person may take it."""
        return next((step for step in self.step_actions if step.is_primary), None)

    @cached_property
    def additions(self) -> list[Action]:
        """Return what this person may put into the file now."""
        return find_additions(self.case)

    def find_form_url(self, form: str) -> str:
        """Return where a form that nobody has begun is written, or nothing."""
        portal_type = FORM_TYPES.get(form, "riaya.assessment")
        addition = next(
            (each for each in self.additions if each.id == portal_type), None
        )
        if addition is None or self._has_begun(form, portal_type):
            return ""
        if portal_type in FORM_TYPES.values():
            return addition.url
        return f"{addition.url}?form.widgets.kind:list={form}"

    def _has_begun(self, form: str, portal_type: str) -> bool:
        return any(
            entry.portal_type == portal_type
            and (entry.kind == form or form in FORM_TYPES)
            and entry.state in UNFINISHED
            for entry in self.entries
        )

    @cached_property
    def other_actions(self) -> list[Action]:
        """Return editing, handing over and the list of readers."""
        return find_other_actions(self.case, self.stage)

    @cached_property
    def office_title(self) -> str:
        """Return the name of the office of the case."""
        return get_office_title(get_office(self.case))

    @property
    def badges(self) -> Iterator[dict[str, str]]:
        """Return stage, response group and risk with their titles."""
        yield {"state": self.stage, "title": self.stage_title}
        if self.case.response_group:
            title = get_title("riaya.cases.response_groups", self.case.response_group)
            yield {"group": self.case.response_group, "title": title}
        if self.case.risk_level:
            level = get_title("riaya.cases.risk_levels", self.case.risk_level)
            title = _("label_risk", default="Risk: ${level}", mapping={"level": level})
            yield {"risk": self.case.risk_level, "title": title}

    @property
    def client(self) -> Iterator[dict[str, Any]]:
        """Return the client's data, filled ones only, with their labels."""
        case = self.case
        for label, value, is_number in (
            (
                _("label_client_kind", default="Client"),
                _title("client_kinds", case.client_kind),
                False,
            ),
            (
                _("label_client_name", default="Name of the client"),
                case.client_name,
                False,
            ),
            (_title("id_kinds", case.id_kind), case.national_id, True),
            (
                _("label_no_id_reason", default="Why there is no number"),
                _title("no_id_reasons", case.no_id_reason),
                False,
            ),
            (_("label_sex", default="Sex"), _title("sexes", case.sex), False),
            (
                _("label_birth_date", default="Birth date"),
                format_day(case.birth_date),
                False,
            ),
            (_("label_phone", default="Telephone"), case.phone, True),
            (_("label_address", default="Address"), case.address, False),
            (
                _("label_entrance", default="How the case came in"),
                _title("entrances", case.entrance),
                False,
            ),
            (_("label_client_code", default="Client code"), case.client_code, True),
        ):
            if value:
                yield {"label": label, "value": value, "is_number": is_number}

    @property
    def categories(self) -> list[str]:
        """Return the titles of the categories."""
        return [_title("categories", code) for code in self.case.categories or ()]

    @property
    def handling(self) -> Iterator[dict[str, Any]]:
        """Return who works on the case and since when."""
        case, names = self.case, self.names
        for label, value, is_number in (
            (_("label_office", default="Office"), self.office_title, False),
            (
                _("label_case_manager", default="Case manager"),
                names.get(case.case_manager),
                False,
            ),
            (
                _("label_supervisor", default="Supervisor"),
                names.get(case.supervisor),
                False,
            ),
            (
                _("label_registered_on", default="Registered on"),
                format_day(case.registered_on),
                False,
            ),
            (
                _("label_closed_on", default="Closed on"),
                format_day(case.closed_on),
                False,
            ),
            (
                _("label_closure_reason", default="Closure reason"),
                _title("closure_reasons", case.closure_reason),
                False,
            ),
            (
                _("label_independence_rating", default="Independence (1 to 5)"),
                case.independence_rating,
                True,
            ),
        ):
            if value:
                yield {"label": label, "value": value, "is_number": is_number}

    @cached_property
    def deadlines(self) -> list[dict[str, Any]]:
        """Return the clocks with their names and states in words."""
        return [
            {
                "title": get_title("riaya.guide.clocks", deadline.clock),
                "due": format_moment(deadline.due_at),
                "met": format_moment(deadline.met_at),
                "state": str(deadline.state),
                "state_title": CLOCK_STATES[deadline.state],
                "is_overdue": deadline.state == ClockState.OVERDUE,
            }
            for deadline in find_deadlines(self.case)
        ]

    @cached_property
    def labels(self) -> dict[str, str]:
        """Return the headings that every row of a table repeats, translated once."""
        return {
            name: translate(label, context=self.request)
            for name, label in LABELS.items()
        }

    @cached_property
    def entries(self) -> list[Entry]:
        """Return what this person may see in the file."""
        return find_entries(self.case)

    @cached_property
    def groups(self) -> dict[str, list[Entry]]:
        """Return the entries by kind."""
        return group_entries(self.entries)

    @property
    def kinds(self) -> list[dict[str, Any]]:
        """Return each kind that the file holds, with its entries."""
        return [
            {
                "id": kind.removeprefix("riaya.").replace("_", "-"),
                "title": title,
                "entries": self.groups[kind],
                "has_states": any(entry.state for entry in self.groups[kind]),
            }
            for kind, title in KINDS
            if kind in self.groups
        ]

    @property
    def documents(self) -> list[Entry]:
        """Return files and pictures."""
        return self.groups.get("documents", [])

    @cached_property
    def timeline_start(self) -> int:
        """Return where the page of the timeline begins."""
        start = str(self.request.form.get("start", "0"))
        return int(start) if start.isdigit() else 0

    @cached_property
    def timeline_total(self) -> int:
        """Return how many occurrences there are."""
        return count_occurrences(self.case)

    @cached_property
    def occurrences(self) -> list:
        """Return the occurrences of this page of the timeline."""
        return find_occurrences(self.case, self.timeline_start, self.timeline_size)

    @cached_property
    def names(self) -> dict[str, str]:
        """Return the names of everybody on the page, each looked up once."""
        actors = [each.actor for each in self.occurrences]
        return find_names([*actors, self.case.case_manager, self.case.supervisor])

    @property
    def timeline(self) -> Iterator[Moment]:
        """Return the occurrences in words, newest first."""
        visible = {entry.id: entry for entry in self.entries}
        for each in self.occurrences:
            entry = visible.get(each.target_id)
            is_of_case = not each.target_id
            yield Moment(
                each.at,
                format_moment(each.at),
                get_occurrence_title(each.kind, is_of_case),
                ""
                if is_of_case
                else entry.title
                if entry
                else get_type_title(each.target_type),
                entry.url if entry else "",
                self.names.get(each.actor, ""),
                each.comment,
            )

    @property
    def older_start(self) -> int | None:
        """Return where the next page of the timeline begins, if there is one."""
        start = self.timeline_start + self.timeline_size
        return start if start < self.timeline_total else None

    @property
    def newer_start(self) -> int | None:
        """Return where the page before begins, if there is one."""
        return (
            max(self.timeline_start - self.timeline_size, 0)
            if self.timeline_start
            else None
        )


def _title(vocabulary: str, code: str | None) -> str:
    return get_title(f"riaya.cases.{vocabulary}", code) if code else ""
