"""What was decided about an edition: sent to review, returned, published, superseded."""

from dataclasses import dataclass
from datetime import datetime
from riaya.core.settings import get_zone
from riaya.guide.content import Guide
from riaya.guide.lookup import WORKFLOW


@dataclass(frozen=True)
class Decision:
    """One step of the edition through its workflow."""

    action: str
    by: str
    at: datetime
    comment: str


def find_decisions(edition: Guide) -> list[Decision]:
    """Return the decisions, the newest first; what made the draft is none."""
    history = edition.workflow_history.get(WORKFLOW, ())
    return [
        Decision(
            action=entry["action"],
            by=entry["actor"] or "",
            at=entry["time"].asdatetime().astimezone(get_zone()),
            comment=entry.get("comments") or "",
        )
        for entry in reversed(history)
        if entry["action"]
    ]
