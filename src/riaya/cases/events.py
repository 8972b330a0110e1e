"""What happens to a case, for those who listen."""

from dataclasses import dataclass
from riaya.cases.stages import Stage
from typing import Any


@dataclass(frozen=True)
class CaseReassigned:
    """A case changed hands without leaving its stage."""

    case: Any
    former_manager: str | None
    comment: str


@dataclass(frozen=True)
class StageEntered:
    """A case entered a stage; everything about the case itself is in step with it.

    `left` is None for a case that was just registered.
    """

    case: Any
    stage: Stage
    left: Stage | None


@dataclass(frozen=True)
class ClockEscalated:
    """An overdue clock of a case was told to its supervisor, or to the director."""

    case: Any
    clock: str
    level: str


@dataclass(frozen=True)
class EditionChanged:
    """A case was moved to another edition of the guide; its clocks follow it already."""

    case: Any
    former_uid: str | None
