"""A case as its page shows it; each part is worked out once."""

from AccessControl.security import checkPermission
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from plone import api
from riaya.cases.clocks.facts import ChangeFact
from riaya.cases.clocks.facts import ClockFact
from riaya.cases.clocks.facts import describe_changes
from riaya.cases.clocks.facts import describe_deadlines
from riaya.cases.clocks.facts import describe_earlier_runs
from riaya.cases.content import Case
from riaya.cases.items.contents import describe_kinds
from riaya.cases.items.contents import Entry
from riaya.cases.items.contents import find_entries
from riaya.cases.items.contents import group_entries
from riaya.cases.items.contents import LABELS
from riaya.cases.items.contents import name_risk
from riaya.cases.items.fillable import FillableForm
from riaya.cases.items.fillable import find_fillable_forms
from riaya.cases.page.actions import Action
from riaya.cases.page.actions import find_additions
from riaya.cases.page.actions import find_other_actions
from riaya.cases.page.actions import find_steps
from riaya.cases.page.facts import describe_client
from riaya.cases.page.facts import describe_handling
from riaya.cases.page.facts import Fact
from riaya.cases.page.required_forms import FormGuide
from riaya.cases.page.required_forms import RequiredForm
from riaya.cases.practice.guidance import describe_step
from riaya.cases.practice.requirements import find_present_requirements
from riaya.cases.practice.requirements import Requirement
from riaya.cases.practice.stage_work import StageWork
from riaya.cases.stages import ENDED
from riaya.cases.stages import get_stage
from riaya.cases.stages import is_restricted
from riaya.cases.stages import PATH
from riaya.cases.stages import Stage
from riaya.core.time.dates import format_day
from riaya.core.vocabularies import get_language
from riaya.core.vocabularies import get_title
from riaya.guide.content import Guide
from riaya.guide.lookup import find_stage_steps
from riaya.guide.lookup import get_edition
from riaya.offices.lookup import get_office
from riaya.offices.lookup import get_office_title
from typing import Any
from zope.i18n import translate


@dataclass(frozen=True)
class Mark:
    """One stage in the stepper."""

    title: str
    css: str
    is_current: bool


class CaseDisplay:
    """What the page of one case shows to the present person."""

    def __init__(self, case: Case, request: Any):
        self.case = case
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
        """Return the guide step that applies."""
        return describe_step(self.case, self.request, self.fillable, self.asked)

    @cached_property
    def asked(self) -> list[Requirement]:
        """Return what the guide requires in the present stage, and how it stands."""
        return find_present_requirements(self.case)

    @cached_property
    def work(self) -> StageWork:
        """Return what is still to do, as it is offered to this person."""
        return StageWork(self.case, self.asked)

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
        return find_additions(self.case, has_forms=bool(self.fillable))

    @cached_property
    def fillable(self) -> list[FillableForm]:
        """Return the published forms that this person may fill in for the case."""
        return find_fillable_forms(self.case)

    @cached_property
    def required_forms(self) -> list[RequiredForm]:
        """Return the forms that the guide asks for, each with what to do about it."""
        return [self._form_guide.describe(row) for row in self.guidance["forms"]]

    @cached_property
    def further_forms(self) -> list[RequiredForm]:
        """Return the forms that are useful in the step and hold nothing back."""
        return [
            self._form_guide.describe(row) for row in self.guidance["further_forms"]
        ]

    @cached_property
    def _form_guide(self) -> FormGuide:
        return FormGuide(
            self.case.absolute_url(), self.entries, self.additions, self.fillable
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
            title = name_risk(self.case.risk_level)
            yield {"risk": self.case.risk_level, "title": title}

    @property
    def may_read_timeline(self) -> bool:
        """Return False for guests: the timeline tells what others wrote and decided."""
        return bool(checkPermission("riaya.cases.ReadTimeline", self.case))

    @cached_property
    def entries(self) -> list[Entry]:
        """Return what this person may see in the file."""
        return find_entries(self.case)

    @cached_property
    def groups(self) -> dict[str, list[Entry]]:
        """Return the entries by kind."""
        return group_entries(self.entries)

    @property
    def documents(self) -> list[Entry]:
        """Return files and pictures."""
        return self.groups.get("documents", [])

    @property
    def kinds(self) -> list[dict[str, Any]]:
        """Return each kind that the file holds, with its entries."""
        return describe_kinds(self.groups)

    @cached_property
    def labels(self) -> dict[str, str]:
        """Return the headings that every row of a table repeats, translated once."""
        return {
            name: translate(label, context=self.request)
            for name, label in LABELS.items()
        }

    @property
    def client(self) -> list[Fact]:
        """Return the client's data with their labels."""
        return describe_client(self.case)

    @property
    def categories(self) -> list[str]:
        """Return the titles of the categories."""
        return [
            get_title("riaya.cases.categories", code)
            for code in self.case.categories or ()
        ]

    @property
    def handling(self) -> list[Fact]:
        """Return who works on the case and since when."""
        return describe_handling(self.case)

    @cached_property
    def deadlines(self) -> list[ClockFact]:
        """Return the clocks with their names and states in words."""
        return describe_deadlines(self.case)

    @property
    def earlier_runs(self) -> list[ClockFact]:
        """Return how the same clocks ran before."""
        return describe_earlier_runs(self.case)

    @property
    def due_changes(self) -> list[ChangeFact]:
        """Return the due moments that were moved."""
        return describe_changes(self.case)
