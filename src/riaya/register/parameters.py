"""Reading a worklist question from the parameters of an address."""

from collections.abc import Mapping
from enum import StrEnum
from riaya import _
from riaya.cases.stages import Stage
from riaya.core.arabic import to_western_digits
from riaya.core.exceptions import RiayaError
from riaya.core.vocabularies import get_rows
from riaya.register.questions import SortKey
from riaya.register.questions import View
from riaya.register.questions import WorklistFilter
from riaya.register.questions import WorklistQuery
from typing import Any


LARGEST_BATCH = 500
ORDERS = ("ascending", "descending")


class WorklistQuestionInvalid(RiayaError):
    """Raised when a parameter of a worklist has a value that cannot be."""


def read_worklist_query(form: Mapping[str, Any]) -> WorklistQuery:
    """Return what the parameters ask for; raise WorklistQuestionInvalid.

    Parameters: `view`, `review_state`, `response_group`, `category`,
    `case_manager` (each may be repeated), `q`, `sort_on`, `sort_order`
    (`ascending` or `descending`), `b_start`, `b_size`.
    """
    return WorklistQuery(
        view=View(_read_choice(form, "view", list(View), View.MINE)),
        filters={
            kind: values
            for kind in WorklistFilter
            if (values := _read_filter(form, kind))
        },
        text=_read_values(form, "q")[0] if _read_values(form, "q") else "",
        sort_on=SortKey(_read_choice(form, "sort_on", list(SortKey), SortKey.NEXT_DUE)),
        is_descending=_read_choice(form, "sort_order", ORDERS, "ascending")
        == "descending",
        start=_read_number(form, "b_start", 0, 0, 10**9),
        size=_read_number(form, "b_size", 25, 1, LARGEST_BATCH),
    )


def _read_filter(form: Mapping[str, Any], kind: WorklistFilter) -> tuple[str, ...]:
    values = _read_values(form, kind)
    known = _find_known_values(kind)
    for value in values if known else ():
        if value not in known:
            raise _refuse(kind, value, known)
    return values


def _find_known_values(kind: WorklistFilter) -> list[str]:
    """Return the codes that a filter may have; empty when it may be any person."""
    match kind:
        case WorklistFilter.REVIEW_STATE:
            return [stage.value for stage in Stage]
        case WorklistFilter.RESPONSE_GROUP:
            return [row["code"] for row in get_rows("riaya.guide.response_groups")]
        case WorklistFilter.CATEGORY:
            return [row["code"] for row in get_rows("riaya.cases.categories")]
    return []


def _read_values(form: Mapping[str, Any], name: str) -> tuple[str, ...]:
    given = form.get(name) or ()
    values = given if isinstance(given, list | tuple) else (given,)
    return tuple(str(value).strip() for value in values if str(value).strip())


def _read_choice(
    form: Mapping[str, Any], name: str, choices: list | tuple, default: str
) -> str:
    values = _read_values(form, name) or (default,)
    if values[0] not in choices:
        raise _refuse(name, values[0], choices)
    return values[0]


def _read_number(
    form: Mapping[str, Any], name: str, default: int, least: int, most: int
) -> int:
    value = (_read_values(form, name) or (str(default),))[0]
    digits = to_western_digits(value)
    if not (
        digits.isascii() and digits.isdigit() and least <= int(digits[:12]) <= most
    ):
        raise WorklistQuestionInvalid(
            _(
                "error_worklist_number",
                default="“${value}” is not possible for ${name}: give a whole number from ${least} to ${most}.",
                mapping={
                    "value": value[:60],
                    "name": name,
                    "least": least,
                    "most": most,
                },
            )
        )
    return int(digits)


def _refuse(name: str, value: str, choices: list | tuple) -> WorklistQuestionInvalid:
    return WorklistQuestionInvalid(
        _(
            "error_worklist_choice",
            default="“${value}” is not possible for ${name}. Choose one of: ${choices}.",
            mapping={
                "value": value[:60],
                "name": str(name),
                "choices": ", ".join(
                    each.value if isinstance(each, StrEnum) else each
                    for each in choices
                ),
            },
        )
    )
