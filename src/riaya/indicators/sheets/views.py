"""The compliance report and its lists as spreadsheets."""

from collections.abc import Sequence
from dataclasses import replace
from riaya import _
from riaya.cases.practice.judging import Outcome
from riaya.cases.practice.wording import OUTCOME_TITLES
from riaya.core.spreadsheets import answer_spreadsheet
from riaya.core.spreadsheets import write_spreadsheet
from riaya.indicators.compliance import ComplianceReport
from riaya.indicators.listing import list_visits
from riaya.indicators.views import OUTCOMES
from riaya.indicators.views import ReportView
from riaya.indicators.wording import FILTER_TITLES
from riaya.indicators.wording import NOBODY_TITLE
from riaya.indicators.wording import OUTCOME_HEADING
from typing import Any
from zope.i18n import translate
from zope.i18nmessageid import Message


TITLE = _("title_compliance", default="How the guide is followed")
# A sheet that names more is of no use to a reader, and its reasons take long to read.
MOST_ROWS = 5000


class SheetView(ReportView):
    """A spreadsheet of the report."""

    def write(self, name: str, headings: Sequence, rows: list) -> bytes:
        """Return a spreadsheet in the reader's language."""
        content = write_spreadsheet(
            self.say(TITLE),
            [self.say(each) for each in headings],
            [[self.say(cell) for cell in row] for row in rows],
        )
        return answer_spreadsheet(self.request.response, name, content)

    def say(self, cell: Any) -> Any:
        """Return a message in the reader's language, and everything else as it is."""
        is_message = isinstance(cell, Message)
        return translate(cell, context=self.request) if is_message else cell


class ComplianceSheet(SheetView):
    """One table of the report as a spreadsheet."""

    def answer(self) -> bytes:
        """Return the spreadsheet."""
        grouping = self.question.group_by
        titles = [OUTCOME_TITLES[outcome] for outcome in OUTCOMES]
        percent = _("label_percent_followed", default="Followed, in percent")
        total = _("label_stays_total", default="Stays")
        rows = [
            [
                figures.title or NOBODY_TITLE,
                *(figures[outcome] for outcome in OUTCOMES),
                figures.total,
                figures.get_share(Outcome.FOLLOWED),
            ]
            for figures in ComplianceReport(self.question).find_figures(grouping)
        ]
        headings = [FILTER_TITLES[grouping], *titles, total, percent]
        return self.write(f"compliance-{grouping}", headings, rows)


class ComplianceCasesSheet(SheetView):
    """The list behind a number as a spreadsheet."""

    def answer(self) -> bytes:
        """Return the spreadsheet; of a list longer than MOST_ROWS the last row tells."""
        question = replace(self.question.visits, start=0, size=MOST_ROWS)
        lines, total = list_visits(question)
        headings = [
            _("label_case_number", default="Case number"),
            FILTER_TITLES["step"],
            FILTER_TITLES["worker"],
            _("label_entered_at", default="Entered"),
            _("label_left_at", default="Left"),
            OUTCOME_HEADING,
            _("label_what_and_why", default="What, and why"),
        ]
        rows = [
            [
                line.case_number,
                line.step,
                line.worker or NOBODY_TITLE,
                line.entered,
                line.left,
                line.outcome,
                "\n".join(line.remarks),
            ]
            for line in lines
        ]
        if total > len(lines):
            rows.append([describe_cut(len(lines), total)])
        return self.write("compliance-cases", headings, rows)


def describe_cut(shown: int, total: int) -> Message:
    """Return what a spreadsheet says when the list is longer than it."""
    return _(
        "msg_sheet_is_cut",
        default="These are the first ${shown} of ${total}. Narrow the list to see the others.",
        mapping={"shown": shown, "total": total},
    )
