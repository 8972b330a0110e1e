"""The stages and transitions of a case, as its workflow names them."""

from enum import StrEnum
from riaya.core.content import read_status
from typing import Any


class Stage(StrEnum):
    """The states of `case_workflow`."""

    REGISTERED = "registered"
    SCREENED = "screened"
    ASSIGNED = "assigned"
    ASSESSMENT = "assessment"
    PLANNING = "planning"
    IMPLEMENTATION = "implementation"
    CLOSING = "closing"
    CLOSED = "closed"
    REFUSED = "refused"
    DUPLICATE = "duplicate"


PATH = tuple(Stage)[:8]
ENDED = frozenset({Stage.CLOSED, Stage.REFUSED, Stage.DUPLICATE})
WITH_INTAKE = frozenset({Stage.REGISTERED, Stage.SCREENED})

# The transition that leads a stage forward, where the edition's requirements count.
FORWARD = {
    Stage.REGISTERED: "complete_rapid_assessment",
    Stage.SCREENED: "assign",
    Stage.ASSIGNED: "accept_assignment",
    Stage.ASSESSMENT: "complete_assessment",
    Stage.PLANNING: "start_implementation",
    Stage.IMPLEMENTATION: "request_closure",
    Stage.CLOSING: "approve_closure",
}


def get_stage(case: Any) -> Stage:
    """Return the stage of a case; one that is just being made is registered."""
    status = read_status(case, "case_workflow")
    return Stage(status["review_state"]) if status else Stage.REGISTERED


def is_restricted(case: Any) -> bool:
    """Return True when only the assigned people may know the case."""
    status = read_status(case, "confidentiality_workflow")
    return status is not None and status["confidentiality"] == "restricted"
