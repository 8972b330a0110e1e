"""A case as its page shows it; each part is worked out once."""

from AccessControl.security import checkPermission
from functools import cached_property
from riaya.cases.content import Case
from riaya.cases.items.contents import find_entries
from riaya.cases.items.entries import ItemEntry
from riaya.cases.items.fillable import FillableForm
from riaya.cases.items.fillable import find_fillable_forms
from riaya.cases.page.actions import find_additions
from riaya.cases.page.actions import find_case_transitions
from riaya.cases.page.actions import find_other_actions
from riaya.cases.page.cards import ClientCard
from riaya.cases.page.cards import ClockCard
from riaya.cases.page.cards import FileCard
from riaya.cases.page.cards import HeadCard
from riaya.cases.page.guide_card import GuideCard
from riaya.cases.page.required_forms import FormGuide
from riaya.cases.practice.guidance import find_guidance
from riaya.cases.practice.requirements import find_present_requirements
from riaya.cases.practice.requirements import StageRequirement
from riaya.cases.practice.stage_work import StageWork
from riaya.transitions.actions import Action
from typing import Any


class CaseDisplay:
    """What the page of one case shows to the present person, card by card."""

    def __init__(self, case: Case, request: Any):
        self.case = case
        self.request = request
        self.head = HeadCard(case)
        self.client = ClientCard(case)
        self.clocks = ClockCard(case)

    @cached_property
    def asked(self) -> list[StageRequirement]:
        """Return what the guide requires in the present stage, and how it stands."""
        return find_present_requirements(self.case)

    @cached_property
    def work(self) -> StageWork:
        """Return what is still to do, as it is offered to this person."""
        return StageWork(self.case, self.asked)

    @cached_property
    def guide(self) -> GuideCard:
        """Return what the guide asks for now."""
        guidance = find_guidance(self.case, self.fillable, self.asked)
        forms = FormGuide(
            self.case.absolute_url(), self.entries, self.additions, self.fillable
        )
        return GuideCard(guidance, forms, self.request)

    @cached_property
    def file(self) -> FileCard:
        """Return what the file holds."""
        return FileCard(self.entries, self.request)

    @cached_property
    def entries(self) -> list[ItemEntry]:
        """Return what this person may see in the file."""
        return find_entries(self.case)

    @cached_property
    def fillable(self) -> list[FillableForm]:
        """Return the published forms that this person may fill in for the case."""
        return find_fillable_forms(self.case)

    @cached_property
    def transitions(self) -> list[Action]:
        """Return the transitions that are open to the present person."""
        return find_case_transitions(self.case, self.head.stage)

    @property
    def next_transition(self) -> Action | None:
        """Return the transition that leads forward, if this person may take it."""
        return next((each for each in self.transitions if each.is_primary), None)

    @cached_property
    def additions(self) -> list[Action]:
        """Return what this person may put into the file now."""
        return find_additions(self.case, has_forms=bool(self.fillable))

    @cached_property
    def other_actions(self) -> list[Action]:
        """Return editing, handing over and the list of readers."""
        return find_other_actions(self.case, self.head.stage)

    @property
    def may_read_timeline(self) -> bool:
        """Return False for guests: the timeline tells what others wrote and decided."""
        return bool(checkPermission("riaya.cases.ReadTimeline", self.case))
