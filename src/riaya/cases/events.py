"""What happens to a case, for those who listen."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class CaseReassigned:
    """A case changed hands without leaving its stage."""

    case: Any
    former_manager: str | None
    comment: str
