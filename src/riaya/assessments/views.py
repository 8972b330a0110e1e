"""Writing and reading assessments."""

from collections.abc import Iterable
from riaya.cases.items_forms import ItemAddForm
from riaya.cases.items_views import ItemView
from riaya.core.forms import AddView


class AssessmentAddView(AddView):
    """The page on which an assessment is written."""

    form = ItemAddForm


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
