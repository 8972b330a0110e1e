"""Giving and withdrawing consent."""

from riaya import _
from riaya.cases.days import refuse_before
from riaya.cases.days import refuse_future
from typing import Any


def check_consent(data: Any) -> None:
    """Refuse days that cannot be true, beside their field; raise InvalidField."""
    refuse_future("given_on", data.given_on)
    refuse_future("withdrawn_on", data.withdrawn_on)
    refuse_before(
        "withdrawn_on",
        data.withdrawn_on,
        data.given_on,
        _(
            "error_withdrawn_before_given",
            default="Consent cannot be withdrawn before it was given.",
        ),
    )
