"""The kinds of assessment on which rules depend; offices may have more."""

from enum import StrEnum
from riaya.cases.content import Case
from riaya.cases.stages import get_stage
from riaya.cases.stages import WITH_INTAKE


class AssessmentKind(StrEnum):
    """Codes of `riaya.forms.kinds`."""

    RAPID = "rapid"
    COMPREHENSIVE = "comprehensive"
    REVIEW = "review"
    COMPLAINT = "complaint"


def get_usual_kind(case: Case) -> AssessmentKind:
    """Return the kind of assessment that a case needs in its present stage."""
    if get_stage(case) in WITH_INTAKE:
        return AssessmentKind.RAPID
    return AssessmentKind.COMPREHENSIVE
