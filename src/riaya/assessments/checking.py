"""What cannot be true of an assessment, whoever writes it."""

from riaya import _
from riaya.assessments.kinds import AssessmentKind
from riaya.cases.days import refuse_before
from riaya.cases.days import refuse_future
from riaya.cases.lookup import find_case
from riaya.core.validation import InvalidField
from typing import Any


def check_day(data: Any) -> None:
    """Refuse an assessment in the future or before its client was born."""
    refuse_future("assessed_on", data.assessed_on)
    case = find_case(getattr(data, "__context__", None) or data)
    refuse_before(
        "assessed_on",
        data.assessed_on,
        case.birth_date if case is not None else None,
        _(
            "error_assessed_before_birth",
            default="This day lies before the birth date of the client.",
        ),
    )


def check_response_group(data: Any) -> None:
    """Refuse a response group that the rapid assessment does not give."""
    if data.response_group and data.kind != AssessmentKind.RAPID:
        raise InvalidField(
            "response_group",
            _(
                "error_response_group_not_rapid",
                default="Only the rapid assessment decides the response group. Leave it empty here.",
            ),
        )
