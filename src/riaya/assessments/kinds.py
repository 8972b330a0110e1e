"""The kinds of assessment on which rules depend; offices may have more."""

from enum import StrEnum


class AssessmentKind(StrEnum):
    """Codes of `riaya.assessments.kinds`."""

    RAPID = "rapid"
    COMPREHENSIVE = "comprehensive"
