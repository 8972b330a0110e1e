"""What cannot be true of a plan, whoever writes it."""

from riaya import _
from riaya.cases.days import refuse_before
from riaya.core.validation import InvalidField
from typing import Any


def check_steps(data: Any) -> None:
    """Refuse steps that end before they start, naming their rows."""
    wrong = [
        str(number)
        for number, step in enumerate(data.steps or (), start=1)
        if step.get("start_on")
        and step.get("due_on")
        and step.get("due_on") < step.get("start_on")
    ]
    if wrong:
        raise InvalidField(
            "steps",
            _(
                "error_step_ends_before_start",
                default="Row ${numbers}: the step is due before it starts. Correct one of the two days.",
                mapping={"numbers": ", ".join(wrong)},
            ),
        )


def check_period(data: Any) -> None:
    """Refuse a period, or a review, that ends before it begins."""
    refuse_before(
        "period_end",
        data.period_end,
        data.period_start,
        _(
            "error_period_ends_before_start",
            default="The period ends before it starts.",
        ),
    )
    refuse_before(
        "review_on",
        data.review_on,
        data.period_start,
        _(
            "error_review_before_start",
            default="The review lies before the start of the period.",
        ),
    )
