"""The compliance report over REST."""

from plone.restapi.services import Service
from riaya.indicators.compliance import ComplianceReport
from riaya.indicators.questions import read_report_question
from riaya.indicators.readers import check_reader
from riaya.indicators.views import OUTCOMES
from typing import Any


class ComplianceGet(Service):
    """Count visits to steps by their outcome, per office, worker or step."""

    def reply(self) -> dict:
        """Return the numbers; each has the address of the list behind it."""
        check_reader(self.context)
        question = read_report_question(self.request.form)
        report = ComplianceReport(question)
        name = str(question.group_by)
        base = self.context.absolute_url()
        items: list[dict[str, Any]] = [
            {
                name: figures.value,
                "title": figures.title,
                "total": figures.total,
                "cases": f"{base}/@@compliance-cases"
                f"?{question.narrow(**{name: figures.value}).encode()}",
            }
            | {str(outcome): figures[outcome] for outcome in OUTCOMES}
            for figures in report.find_figures(question.group_by)
        ]
        since, until = question.visits.since, question.visits.until
        return {
            "@id": f"{base}/@compliance",
            "group_by": name,
            "from": since and since.isoformat(),
            "to": until and until.isoformat(),
            "items": items,
            "items_total": len(items),
        }
