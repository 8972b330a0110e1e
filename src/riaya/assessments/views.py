"""Writing and reading assessments."""

from collections.abc import Iterable
from riaya.assessments.kinds import get_usual_kind
from riaya.cases.items_forms import ItemAddForm
from riaya.cases.items_views import ItemView
from riaya.core.clock import today
from riaya.core.forms import AddView
from riaya.core.settings import get_zone


class AssessmentAddForm(ItemAddForm):
    """Write an assessment, as a rule the kind that the stage asks for, today."""

    def updateWidgets(self, prefix: str | None = None) -> None:
        """Propose kind and day while nothing was typed."""
        super().updateWidgets(prefix)
        kind, day = self.widgets["kind"], self.widgets["assessed_on"]
        if not kind.value:
            kind.value = [get_usual_kind(self.context)]
            kind.update()
        if not day.value and day.name not in self.request.form:
            day.value = today(get_zone()).isoformat()


class AssessmentAddView(AddView):
    """The page on which an assessment is written."""

    form = AssessmentAddForm


class AssessmentView(ItemView):
    """Show an assessment: what was found, and what follows from it."""

    @property
    def needs(self) -> list[dict]:
        """Return the needs by rank, with the titles of their domains."""
        return self._rank(self.context.needs)

    @property
    def strengths(self) -> list[dict]:
        """Return the strengths by rank, with the titles of their domains."""
        return self._rank(self.context.strengths)

    def _rank(self, rows: Iterable[dict] | None) -> list[dict]:
        titled = [
            row | {"domain": self.title_of("riaya.assessments.domains", row["domain"])}
            for row in rows or ()
        ]
        return sorted(
            titled, key=lambda row: (row.get("rank") is None, row.get("rank") or 0)
        )
