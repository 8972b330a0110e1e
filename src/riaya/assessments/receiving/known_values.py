"""What a case knows already, so that no form asks for it again."""

from collections.abc import Iterable
from datetime import date
from riaya.cases.content import Case
from riaya.offices.lookup import get_office
from riaya.offices.lookup import get_office_title


# What a form is there to decide, as the risk level, is not proposed by the file.
FIELDS = (
    "case_number",
    "client_kind",
    "client_name",
    "client_code",
    "id_kind",
    "national_id",
    "no_id_reason",
    "sex",
    "birth_date",
    "phone",
    "address",
    "categories",
    "entrance",
    "registered_on",
)


def find_known_values(case: Case) -> dict[str, str]:
    """Return the values of a case as answers, by the names of the questions they answer."""
    known = {name: _write(getattr(case, name, None)) for name in FIELDS}
    known["office"] = get_office_title(get_office(case))
    return {name: value for name, value in known.items() if value}


def _write(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    return " ".join(map(str, value)) if isinstance(value, Iterable) else ""
