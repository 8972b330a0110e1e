"""The cards of a case page, each with what it shows to the present person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from riaya.cases.clocks.facts import ChangeFact
from riaya.cases.clocks.facts import ClockFact
from riaya.cases.clocks.facts import describe_changes
from riaya.cases.clocks.facts import describe_deadlines
from riaya.cases.clocks.facts import describe_earlier_runs
from riaya.cases.content import Case
from riaya.cases.items.contents import describe_kinds
from riaya.cases.items.contents import group_entries
from riaya.cases.items.contents import LABELS
from riaya.cases.items.entries import ItemEntry
from riaya.cases.items.entries import name_risk
from riaya.cases.page.facts import describe_client
from riaya.cases.page.facts import describe_handling
from riaya.cases.page.facts import Fact
from riaya.cases.stages import ENDED
from riaya.cases.stages import get_stage
from riaya.cases.stages import is_restricted
from riaya.cases.stages import PATH
from riaya.cases.stages import Stage
from riaya.core.time.dates import format_day
from riaya.core.vocabularies import get_title
from typing import Any
from zope.i18n import translate


@dataclass(frozen=True)
class StageMark:
    """One stage in the stepper."""

    title: str
    css: str
    is_current: bool


class HeadCard:
    """Where the case stands: stage, group, risk, restriction."""

    def __init__(self, case: Case):
        self.case = case

    @cached_property
    def stage(self) -> Stage:
        """Return the stage the case is in."""
        return get_stage(self.case)

    @cached_property
    def stage_title(self) -> str:
        """Return the stage in words."""
        return get_title("riaya.guide.stages", self.stage)

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
    def marks(self) -> Iterator[StageMark]:
        """Return the stages from registration to closure."""
        here = PATH.index(self.stage)
        for place, stage in enumerate(PATH):
            css = "is-done" if place < here else "is-next"
            yield StageMark(
                get_title("riaya.guide.stages", stage),
                "is-current" if place == here else css,
                place == here,
            )

    @property
    def badges(self) -> Iterator[dict[str, str]]:
        """Return stage, response group and risk with their titles."""
        yield {"state": self.stage, "title": self.stage_title}
        if self.case.response_group:
            title = get_title("riaya.guide.response_groups", self.case.response_group)
            yield {"group": self.case.response_group, "title": title}
        if self.case.risk_level:
            title = name_risk(self.case.risk_level)
            yield {"risk": self.case.risk_level, "title": title}


class FileCard:
    """What this person may see in the file."""

    def __init__(self, entries: list[ItemEntry], request: Any):
        self.groups = group_entries(entries)
        self.request = request

    @property
    def documents(self) -> list[ItemEntry]:
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

    def format_day(self, day: date | None) -> str:
        """Return a day as people write it."""
        return format_day(day)


class ClientCard:
    """Who the client is, and who works on the case."""

    def __init__(self, case: Case):
        self.case = case

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


class ClockCard:
    """The clocks with their names and states in words."""

    def __init__(self, case: Case):
        self.case = case

    @cached_property
    def deadlines(self) -> list[ClockFact]:
        """Return the clocks that run, and of others the last run."""
        return describe_deadlines(self.case)

    @property
    def earlier_runs(self) -> list[ClockFact]:
        """Return how the same clocks ran before."""
        return describe_earlier_runs(self.case)

    @property
    def due_changes(self) -> list[ChangeFact]:
        """Return the due moments that were moved."""
        return describe_changes(self.case)
