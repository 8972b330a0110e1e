"""Reading what a compliance report is asked for from the parameters of an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from datetime import timedelta
from enum import StrEnum
from riaya import _
from riaya.cases.practice.judging import Outcome
from riaya.core.arabic import to_western_digits
from riaya.core.exceptions import RiayaError
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.indicators.visits import COLUMNS
from riaya.indicators.visits import VisitQuestion
from typing import Any
from urllib.parse import urlencode


PAGE = 50


class Grouping(StrEnum):
    """What the numbers are broken down by."""

    OFFICE = "office"
    WORKER = "worker"
    STEP = "step"


class Preset(StrEnum):
    """Periods that can be chosen with one click."""

    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THREE_MONTHS = "three_months"
    THIS_YEAR = "this_year"
    ALL = "all"


class ReportQuestionInvalid(RiayaError):
    """Raised when a parameter of a report has a value that cannot be."""


@dataclass(frozen=True)
class ReportQuestion:
    """What a report is asked for; `preset` is empty for days chosen one by one."""

    visits: VisitQuestion
    preset: str
    group_by: Grouping = Grouping.OFFICE

    def narrow(self, **filters: str) -> "ReportQuestion":
        """Return the question with further filters; an empty value takes one away."""
        outcome = filters.pop("outcome", self.visits.outcome)
        changed = self.visits.filters | filters
        kept = {name: value for name, value in changed.items() if value}
        visits = replace(self.visits, filters=kept, outcome=outcome, start=0)
        return replace(self, visits=visits)

    def turn_to(self, start: int) -> "ReportQuestion":
        """Return the question for another page of its list."""
        return replace(self, visits=replace(self.visits, start=start))

    def choose(self, preset: Preset) -> "ReportQuestion":
        """Return the question for another period."""
        since, until = find_period(preset)
        visits = replace(self.visits, since=since, until=until, start=0)
        return replace(self, visits=visits, preset=preset)

    def encode(self) -> str:
        """Return the question as the parameters of an address."""
        asked = self.visits
        parameters: dict[str, Any] = {"period": self.preset}
        if not self.preset:
            parameters = {"from": asked.since or "", "to": asked.until or ""}
        parameters |= asked.filters
        parameters |= {"outcome": asked.outcome, "start": asked.start or ""}
        return urlencode({name: value for name, value in parameters.items() if value})


def read_report_question(form: Mapping[str, Any]) -> ReportQuestion:
    """Return what the parameters ask for; raise ReportQuestionInvalid.

    Parameters: `period`, or `from` and `to` (days, inclusive); `office`,
    `worker`, `step`, `edition`; `outcome`; `group_by`; `start`.
    """
    since, until = _read_day(form, "from"), _read_day(form, "to")
    preset = ""
    if since and until and since > until:
        raise ReportQuestionInvalid(
            _(
                "error_period_backwards",
                default="The period ends before it begins. Choose an earlier first day.",
            )
        )
    if not (since or until):
        preset = _read_choice(form, "period", list(Preset), Preset.THREE_MONTHS)
        since, until = find_period(Preset(preset))
    return ReportQuestion(
        visits=VisitQuestion(
            since=since,
            until=until,
            filters={name: value for name in COLUMNS if (value := _read(form, name))},
            outcome=_read_choice(form, "outcome", ["", *Outcome], ""),
            start=_read_number(form, "start"),
            size=PAGE,
        ),
        preset=preset,
        group_by=Grouping(
            _read_choice(form, "group_by", list(Grouping), Grouping.OFFICE)
        ),
    )


def find_period(preset: Preset) -> tuple[date | None, date | None]:
    """Return the first and the last day of a period, each None where it is open."""
    day = today(get_zone())
    first = day.replace(day=1)
    match preset:
        case Preset.THIS_MONTH:
            return first, day
        case Preset.LAST_MONTH:
            last = first - timedelta(days=1)
            return last.replace(day=1), last
        case Preset.THREE_MONTHS:
            before = (first - timedelta(days=1)).replace(day=1)
            return (before - timedelta(days=1)).replace(day=1), day
        case Preset.THIS_YEAR:
            return day.replace(month=1, day=1), day
    return None, None


def _read(form: Mapping[str, Any], name: str) -> str:
    value = form.get(name) or ""
    return str(value[0] if isinstance(value, list | tuple) else value).strip()


def _read_choice(
    form: Mapping[str, Any], name: str, choices: list, default: str
) -> str:
    value = _read(form, name) or default
    if value not in choices:
        raise _refuse(name, value)
    return value


def _read_day(form: Mapping[str, Any], name: str) -> date | None:
    value = to_western_digits(_read(form, name))
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise _refuse(name, value) from None


def _read_number(form: Mapping[str, Any], name: str) -> int:
    value = to_western_digits(_read(form, name)) or "0"
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise _refuse(name, value)
    return int(value)


def _refuse(name: str, value: str) -> ReportQuestionInvalid:
    return ReportQuestionInvalid(
        _(
            "error_report_parameter",
            default="“${value}” is not possible for ${name}.",
            mapping={"value": value[:60], "name": name},
        )
    )
