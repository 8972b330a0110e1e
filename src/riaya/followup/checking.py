"""What cannot be true of a contact, whoever writes it."""

from riaya import _
from riaya.cases.days import refuse_before
from riaya.cases.days import refuse_future
from typing import Any


def check_days(data: Any) -> None:
    """Refuse a contact done in the future, or a next one before this one."""
    refuse_future("done_on", data.done_on)
    refuse_before(
        "next_on",
        data.next_on,
        data.done_on,
        _(
            "error_next_contact_before_this",
            default="The next contact lies before this one.",
        ),
    )
