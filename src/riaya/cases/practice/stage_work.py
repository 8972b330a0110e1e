"""What is still to do in the stage of a case, as its page offers it to one person."""

from AccessControl.security import checkPermission
from dataclasses import dataclass
from functools import cached_property
from riaya.cases.content import Case
from riaya.cases.practice.readiness import describe_open
from riaya.cases.practice.readiness import find_other_obstacles
from riaya.cases.practice.requirements import RequirementKind
from riaya.cases.practice.requirements import StageRequirement
from riaya.cases.practice.requirements import Standing
from riaya.cases.stages import FORWARD
from riaya.cases.stages import get_stage
from riaya.core.time.dates import format_moment
from riaya.security.people import find_names
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class OpenRequirement:
    """One thing that is still to do; `skip_url` or `task_url` is for those who may skip it."""

    text: str | Message
    id: str = ""
    skip_url: str = ""
    task_url: str = ""


@dataclass(frozen=True)
class Ended:
    """A requirement that was ticked or skipped, by whom and when."""

    id: str
    title: str
    is_done: bool
    is_skipped: bool
    by: str
    at: str
    reason: str
    is_task: bool = False


class StageWork:
    """What the guide requires in the present stage, for the present person."""

    def __init__(self, case: Case, asked: list[StageRequirement]):
        self.case = case
        self.asked = asked

    @cached_property
    def may_tick(self) -> bool:
        """Return True for those who work on the case in this stage."""
        return bool(checkPermission("riaya.cases.TickChecklist", self.case))

    @cached_property
    def may_read_reasons(self) -> bool:
        """Return False for guests of a case: reasons tell of the client."""
        return bool(checkPermission("riaya.cases.ReadTimeline", self.case))

    @cached_property
    def checklist(self) -> list[Ended]:
        """Return the items of the checklist, each with who ticked or skipped it."""
        return [
            self._tell(each) for each in self.asked if each.kind == RequirementKind.ITEM
        ]

    @cached_property
    def skipped(self) -> list[Ended]:
        """Return what was skipped in the present visit."""
        return [
            self._tell(each) for each in self.asked if each.standing == Standing.SKIPPED
        ]

    @cached_property
    def obstacles(self) -> list[OpenRequirement]:
        """Return what holds the case back."""
        lines = [self._offer(each) for each in self.asked if each.blocks]
        forward = FORWARD.get(get_stage(self.case))
        if forward:
            others = find_other_obstacles(self.case, forward)
            lines += [OpenRequirement(sentence) for sentence in others]
        return lines

    @cached_property
    def still_open(self) -> list[OpenRequirement]:
        """Return what is still open and does not hold the case back."""
        return [
            self._offer(each) for each in self.asked if each.is_open and not each.blocks
        ]

    @cached_property
    def _names(self) -> dict[str, str]:
        return find_names(each.by for each in self.asked)

    def _offer(self, requirement: StageRequirement) -> OpenRequirement:
        text = describe_open(requirement)
        if not (self.may_tick and requirement.may_be_skipped):
            return OpenRequirement(text, requirement.id)
        if requirement.kind == RequirementKind.TASK:
            return OpenRequirement(text, requirement.id, task_url=requirement.url)
        url = f"{self.case.absolute_url()}/@@skip-requirement"
        return OpenRequirement(text, requirement.id, skip_url=url)

    def _tell(self, requirement: StageRequirement) -> Ended:
        return Ended(
            id=requirement.id,
            title=requirement.readable_title,
            is_done=requirement.standing == Standing.DONE,
            is_skipped=requirement.standing == Standing.SKIPPED,
            by=self._names.get(requirement.by, ""),
            at=format_moment(requirement.at),
            reason=requirement.reason if self.may_read_reasons else "",
            is_task=requirement.kind == RequirementKind.TASK,
        )
