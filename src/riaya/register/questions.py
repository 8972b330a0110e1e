"""What somebody may ask of a worklist."""

from dataclasses import dataclass
from dataclasses import field
from enum import StrEnum


class View(StrEnum):
    """The worklists, in the order in which they are offered."""

    MINE = "mine"
    DECISIONS = "decisions"
    UNASSIGNED = "unassigned"
    ESCALATED = "escalated"
    OVERDUE = "overdue"
    OFFICE = "office"


class WorklistFilter(StrEnum):
    """What a worklist can be narrowed by."""

    REVIEW_STATE = "review_state"
    RESPONSE_GROUP = "response_group"
    CATEGORY = "category"
    CASE_MANAGER = "case_manager"


class SortKey(StrEnum):
    """What a worklist can be sorted by."""

    NEXT_DUE = "next_due"
    CASE_NUMBER = "case_number"
    CLIENT_NAME = "client_name"
    REGISTERED_ON = "registered_on"


@dataclass(frozen=True)
class WorklistQuery:
    """What somebody asks of a worklist; several values of a filter mean any of them."""

    view: View = View.MINE
    filters: dict[WorklistFilter, tuple[str, ...]] = field(default_factory=dict)
    text: str = ""
    sort_on: SortKey = SortKey.NEXT_DUE
    is_descending: bool = False
    start: int = 0
    size: int = 25
