"""The compliance report and the lists behind its numbers, as pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from Products.Five.browser import BrowserView
from riaya.cases.practice.judging import Outcome
from riaya.cases.practice.wording import OUTCOME_TITLES
from riaya.core.lists import PagedList
from riaya.core.time.dates import format_day
from riaya.indicators.compliance import ComplianceFigures
from riaya.indicators.compliance import ComplianceReport
from riaya.indicators.listing import list_visits
from riaya.indicators.listing import VisitLine
from riaya.indicators.questions import PAGE
from riaya.indicators.questions import read_report_question
from riaya.indicators.readers import check_reader
from riaya.indicators.readers import may_see_report
from riaya.indicators.wording import FILTER_TITLES
from riaya.indicators.wording import GROUP_TITLES
from riaya.indicators.wording import NOBODY_TITLE
from riaya.indicators.wording import OUTCOME_HEADING
from riaya.indicators.wording import PRESET_TITLES
from riaya.register.rebuilding import needs_rebuild
from typing import Any
from zope.i18nmessageid import Message


OUTCOMES = (Outcome.FOLLOWED, Outcome.LATE, Outcome.SKIPPED, Outcome.OPEN)
JUDGED = OUTCOMES[:3]
# Bootstrap's colours of the parts of a bar.
COLOURS = {
    Outcome.FOLLOWED: "bg-success",
    Outcome.LATE: "bg-warning",
    Outcome.SKIPPED: "bg-danger",
}


@dataclass(frozen=True)
class ReportNumber:
    """A number with the list behind it; `share` is in percent of the judged visits."""

    title: Message
    count: int
    url: str
    share: int | None = None
    colour: str = ""


@dataclass(frozen=True)
class Breakdown:
    """A table of the report."""

    grouping: str
    title: Message
    heading: Message
    rows: list[tuple[str | Message, list[ReportNumber], ReportNumber]]
    sheet_url: str


class ReportView(BrowserView):
    """A page of the report: it reads its question and refuses who may not see it."""

    def __call__(self) -> Any:
        """Return the page; raise Unauthorized, or ReportQuestionInvalid."""
        check_reader(self.context)
        self.question = read_report_question(self.request.form)
        return self.answer()

    def answer(self) -> Any:
        """Return the page."""
        return self.index()

    @property
    def needs_rebuild(self) -> bool:
        """Return True when the register does not yet hold all cases."""
        return needs_rebuild(self.context)

    @property
    def period(self) -> str:
        """Return the first and the last day of the period."""
        days = (self.question.visits.since, self.question.visits.until)
        return " – ".join(format_day(day) for day in days if day)

    def link(self, name: str, question: Any = None) -> str:
        """Return the address of a page for a question, by default the present one."""
        parameters = (question or self.question).encode()
        url = f"{self.context.absolute_url()}/@@{name}"
        return f"{url}?{parameters}" if parameters else url


class CompliancePage(ReportView):
    """Show how far practice follows the guide, per office, worker and step."""

    def answer(self) -> Any:
        """Return the page with its numbers."""
        self.report = ComplianceReport(self.question)
        return self.index()

    @property
    def presets(self) -> list[dict[str, Any]]:
        """Return the periods to choose from."""
        return [
            {
                "title": title,
                "url": self.link("compliance", self.question.choose(preset)),
                "is_chosen": preset == self.question.preset,
            }
            for preset, title in PRESET_TITLES.items()
        ]

    @property
    def filters(self) -> list[dict[str, Any]]:
        """Return the filters with what can be chosen."""
        chosen = self.question.visits.filters
        return [
            {
                "name": name,
                "title": title,
                "choices": [
                    {
                        "value": value,
                        "title": label or NOBODY_TITLE,
                        "is_chosen": chosen.get(name) == value,
                    }
                    for value, label in self.report.find_choices(name).items()
                ],
            }
            for name, title in FILTER_TITLES.items()
        ]

    @property
    def is_empty(self) -> bool:
        """Return True when nothing is counted."""
        return not self.report.counts

    @property
    def summary(self) -> list[ReportNumber]:
        """Return all visits together, by outcome."""
        return self._find_numbers(self.report.total, {})

    @property
    def breakdowns(self) -> Iterator[Breakdown]:
        """Return the tables per office, per worker and per step."""
        for grouping, title in GROUP_TITLES.items():
            rows = [
                (
                    figures.title or NOBODY_TITLE,
                    self._find_numbers(figures, {grouping: figures.value}),
                    self._find_total(figures, {grouping: figures.value}),
                )
                for figures in self.report.find_figures(grouping)
            ]
            sheet = f"{self.link('compliance-sheet')}&group_by={grouping}"
            yield Breakdown(grouping, title, FILTER_TITLES[grouping], rows, sheet)

    @property
    def outcome_titles(self) -> list[Message]:
        """Return the headings of the numbers."""
        return [OUTCOME_TITLES[outcome] for outcome in OUTCOMES]

    def _find_numbers(
        self, figures: ComplianceFigures, filters: dict
    ) -> list[ReportNumber]:
        return [
            ReportNumber(
                OUTCOME_TITLES[outcome],
                figures[outcome],
                self._link_list(filters, outcome),
                figures.get_share(outcome) if outcome in JUDGED else None,
                COLOURS.get(outcome, ""),
            )
            for outcome in OUTCOMES
        ]

    def _find_total(self, figures: ComplianceFigures, filters: dict) -> ReportNumber:
        return ReportNumber(
            OUTCOME_TITLES[Outcome.OPEN], figures.total, self._link_list(filters, "")
        )

    def _link_list(self, filters: dict, outcome: str) -> str:
        question = self.question.narrow(**filters, outcome=str(outcome))
        return self.link("compliance-cases", question)


class ComplianceCasesPage(ReportView, PagedList):
    """List the visits behind a number."""

    def answer(self) -> Any:
        """Return the page with its list."""
        self.lines, self.total = list_visits(self.question.visits)
        return self.index()

    @property
    def chosen(self) -> list[tuple[Message, str | Message]]:
        """Return what the list is narrowed to, in words."""
        report = ComplianceReport(self.question)
        chosen: list[tuple[Message, str | Message]] = [
            (
                FILTER_TITLES[name],
                report.find_titles(name, [value])[value] or NOBODY_TITLE,
            )
            for name, value in self.question.visits.filters.items()
        ]
        if self.question.visits.outcome:
            outcome = OUTCOME_TITLES[Outcome(self.question.visits.outcome)]
            chosen.append((OUTCOME_HEADING, outcome))
        return chosen

    @property
    def report_url(self) -> str:
        """Return the address of the report that the list belongs to."""
        return self.link("compliance", self.question.narrow(outcome=""))

    @property
    def extent(self) -> tuple[int, int, int]:
        """Return start, size and total of the list."""
        return self.question.visits.start, PAGE, self.total

    def link_to(self, start: int) -> str:
        """Return the address of the page that begins at a row."""
        return self.link("compliance-cases", self.question.turn_to(start))

    def name_worker(self, line: VisitLine) -> str | Message:
        """Return who a step was up to, or that nobody knows yet."""
        return line.worker or NOBODY_TITLE


class MaySeeReport(BrowserView):
    """Answers the navigation, which shows the report to those who may see it."""

    def __call__(self) -> bool:
        """Return True for those who may see the report."""
        return may_see_report(self.context)
