"""Writing assessments by hand."""

from riaya.assessments.content import is_filled_form
from riaya.assessments.kinds import get_usual_kind
from riaya.cases.fillable import get_fill_url
from riaya.cases.items_forms import ItemAddForm
from riaya.cases.items_forms import ItemEditView
from riaya.cases.lookup import find_case
from riaya.core.clock import today
from riaya.core.forms import AddView
from riaya.core.settings import get_zone
from typing import Any


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


class AssessmentEditView(ItemEditView):
    """The page on which an assessment is changed: by hand, or as the form it is."""

    def __call__(self) -> Any:
        """Return the page; lead to the form for what was filled in with one."""
        case = find_case(self.context)
        if case is None or not is_filled_form(self.context):
            return super().__call__()
        url = get_fill_url(
            case.absolute_url(), self.context.form_template, self.context.getId()
        )
        self.request.response.redirect(url)
        return ""
