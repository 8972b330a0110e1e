"""The data of a case in words, as its page lists them."""

from collections.abc import Iterable
from dataclasses import dataclass
from riaya import _
from riaya.cases.content import Case
from riaya.core.time.dates import format_day
from riaya.core.time.dates import format_moment
from riaya.core.vocabularies import get_title
from riaya.offices.lookup import get_office
from riaya.offices.lookup import get_office_title
from riaya.security.people import find_names
from typing import Any


@dataclass(frozen=True)
class Fact:
    """A label with its value; numbers keep their own direction."""

    label: str
    value: Any
    is_number: bool


def describe_client(case: Case) -> list[Fact]:
    """Return the client's data, filled ones only, with their labels."""
    return _keep_filled(
        (
            (
                _("label_client_kind", default="Kind of client"),
                _title("client_kinds", case.client_kind),
                False,
            ),
            (
                _("label_client_name", default="Name of the client"),
                case.client_name,
                False,
            ),
            (_title("id_kinds", case.id_kind), case.national_id, True),
            (
                _("label_no_id_reason", default="Why there is no number"),
                _title("no_id_reasons", case.no_id_reason),
                False,
            ),
            (_("label_sex", default="Sex"), _title("sexes", case.sex), False),
            (
                _("label_birth_date", default="Birth date"),
                format_day(case.birth_date),
                False,
            ),
            (
                _("label_age_estimated", default="The age is estimated"),
                case.age_estimated and _("label_yes", default="Yes"),
                False,
            ),
            (_("label_phone", default="Telephone"), case.phone, True),
            (_("label_address", default="Address"), case.address, False),
            (
                _("label_entrance", default="How the case came in"),
                _title("entrances", case.entrance),
                False,
            ),
            (_("label_client_code", default="Client code"), case.client_code, True),
        )
    )


def describe_handling(case: Case) -> list[Fact]:
    """Return who works on a case and since when."""
    names = find_names([case.case_manager, case.supervisor])
    office_title = get_office_title(get_office(case))
    return _keep_filled(
        (
            (_("label_office", default="Office"), office_title, False),
            (
                _("label_case_manager", default="Case manager"),
                names.get(case.case_manager),
                False,
            ),
            (
                _("label_supervisor", default="Supervisor"),
                names.get(case.supervisor),
                False,
            ),
            (
                _("label_reported_at", default="Reported at"),
                format_moment(case.reported_at),
                False,
            ),
            (
                _("label_registered_on", default="Registered on"),
                format_day(case.registered_on),
                False,
            ),
            (
                _("label_closed_on", default="Closed on"),
                format_day(case.closed_on),
                False,
            ),
            (
                _("label_closure_reason", default="Closure reason"),
                _title("closure_reasons", case.closure_reason),
                False,
            ),
            (
                _("label_independence_rating", default="Independence (1 to 5)"),
                case.independence_rating,
                True,
            ),
        )
    )


def _keep_filled(rows: Iterable[tuple]) -> list[Fact]:
    return [Fact(*row) for row in rows if row[1]]


def _title(vocabulary: str, code: str | None) -> str:
    return get_title(f"riaya.cases.{vocabulary}", code) if code else ""
