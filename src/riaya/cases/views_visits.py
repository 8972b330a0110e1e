"""How the guide was followed, as a part of the page of a case."""

from plone.app.layout.viewlets.common import ViewletBase
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from riaya.cases.judging import Outcome
from riaya.cases.visit_wording import find_remarks
from riaya.cases.visit_wording import OUTCOME_TITLES
from riaya.cases.visits import find_visits
from riaya.cases.visits import get_step_title
from riaya.core.dates import format_moment
from riaya.security.people import find_names
from typing import Any


class VisitsPanel(ViewletBase):
    """Show each visit to a stage with its outcome and reasons."""

    index = ViewPageTemplateFile("templates/visits.pt")

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Return the visits, the newest first, a row for each step."""
        visits = find_visits(self.context)
        names = find_names(step.worker for visit in visits for step in visit.steps)
        return [
            {
                "title": get_step_title(step, visit.stage),
                "worker": names.get(step.worker, ""),
                "entered": format_moment(visit.entered_at),
                "left": format_moment(visit.left_at),
                "outcome": OUTCOME_TITLES[visit.judge(step)],
                "is_late": visit.judge(step) in (Outcome.LATE, Outcome.SKIPPED),
                "remarks": find_remarks(visit, step),
            }
            for visit in reversed(visits)
            for step in visit.steps
        ]
