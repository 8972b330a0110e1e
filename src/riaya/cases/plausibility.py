"""What can be true of a client: identity numbers and birth dates."""

from riaya import _
from riaya.cases.identity import check_identity
from riaya.cases.identity import IIdentityRule
from riaya.cases.identity import InvalidIdentityNumber
from riaya.core.settings import get_policy
from riaya.core.settings import get_zone
from riaya.core.time.clock import now
from riaya.core.time.clock import today
from riaya.core.time.office_time import to_office_zone
from riaya.core.validation import InvalidField
from typing import Any
from zope.component import getUtility


def normalise_identity(data: Any) -> str | None:
    """Return the identity number in Western digits without spaces.

    Raises InvalidIdentityNumber, in a sentence, for one that cannot be true.
    """
    return check_identity(
        data.id_kind,
        data.national_id,
        data.no_id_reason,
        getUtility(IIdentityRule, name=get_policy("identity_rule")),
    )


def settle_report(case: Any) -> None:
    """Keep the moment of the report in the zone of the offices."""
    if case.reported_at:
        moment = to_office_zone(case.reported_at)
        if repr(moment) != repr(case.reported_at):
            case.reported_at = moment


def check_client(data: Any) -> None:
    """Refuse, beside the field, what cannot be true of a client."""
    if data.birth_date and data.birth_date > today(get_zone()):
        raise InvalidField(
            "birth_date",
            _(
                "error_birth_date_in_future",
                default="The birth date lies in the future.",
            ),
        )
    reported_at = getattr(data, "reported_at", None)
    if reported_at and to_office_zone(reported_at) > now():
        raise InvalidField(
            "reported_at",
            _(
                "error_reported_in_future",
                default="The moment of the report lies in the future.",
            ),
        )
    try:
        normalise_identity(data)
    except InvalidIdentityNumber as error:
        field = (
            "no_id_reason"
            if data.id_kind == "none" and not data.national_id
            else "national_id"
        )
        raise InvalidField(field, error.message) from error
