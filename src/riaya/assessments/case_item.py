"""What a case has to know of assessments."""

from dataclasses import dataclass
from riaya import _
from riaya.assessments.kinds import AssessmentKind
from riaya.assessments.risk import OCCURRENCE
from riaya.cases.items.entries import EntryWords
from riaya.cases.items.kinds import CaseItemKind
from riaya.cases.marks import ClockMarks
from riaya.cases.marks import DECISION_ASKED
from riaya.cases.marks import DECISION_GIVEN
from riaya.cases.marks import REVIEW
from riaya.cases.stages import Stage
from riaya.transitions.wording import APPROVE
from riaya.transitions.wording import RETURN
from riaya.transitions.wording import SUBMIT
from typing import Any


# A complaint of the client is answered within the time of T12.
COMPLAINT_MARKS = {
    "submit": ClockMarks(starts=("T12",), of_item=True),
    "approve": ClockMarks(stops=("T12",), of_item=True),
    "return_": ClockMarks(stops=("T12",), of_item=True),
}
DECISION_MARKS = {
    "submit": DECISION_ASKED,
    "approve": DECISION_GIVEN,
    "return_": DECISION_GIVEN,
}


@dataclass(frozen=True)
class AssessmentItemKind(CaseItemKind):
    """Assessments, written by hand or filled in as forms."""

    def get_add_url(self, case_url: str, form: str = "") -> str:
        """Return the page of the add form, with the kind chosen for a required form."""
        url = super().get_add_url(case_url)
        return f"{url}?form.widgets.kind:list={form}" if form else url

    def describe(self, brain: Any, words: EntryWords) -> dict[str, Any]:
        """Return also with which form it was filled in, and the risk it found."""
        risk = brain.assessment_risk or ""
        return super().describe(brain, words) | {
            "kind": brain.assessment_kind or "",
            "form": brain.assessment_form or "",
            "form_id": brain.form_id or "",
            "form_version": brain.form_version or "",
            "risk": risk,
            "risk_title": words.get_risk_title(risk) if risk else "",
        }

    def name(self, brain: Any, words: EntryWords) -> str:
        """Return the title of the form, or else the kind of assessment."""
        if brain.form_titles:
            return brain.form_titles[words.language]
        if brain.assessment_kind:
            return words.get_title("riaya.forms.kinds", brain.assessment_kind)
        return super().name(brain, words)

    def find_clock_marks(
        self, item: Any, transition: str, stage: Stage
    ) -> list[ClockMarks]:
        """Return the marks of decision, review or complaint; a rapid one waits for nobody."""
        if item.kind == AssessmentKind.RAPID:
            return []
        of_kind = (
            COMPLAINT_MARKS if item.kind == AssessmentKind.COMPLAINT else DECISION_MARKS
        )
        marks = [of_kind[transition]] if transition in of_kind else []
        if transition == "submit" and item.kind == AssessmentKind.REVIEW:
            marks.append(REVIEW)
        return marks

    def awaits_decision(self, brain: Any) -> bool:
        """Return True for a submitted one; a rapid one leads on by itself."""
        return (
            brain.review_state == "submitted"
            and brain.assessment_kind != AssessmentKind.RAPID
        )


ASSESSMENT = AssessmentItemKind(
    portal_type="riaya.assessment",
    title=_("title_assessments", default="Assessments"),
    order=10,
    add_label=_("button_add_assessment", default="Write an assessment"),
    takes_forms=True,
    days=("assessed_on",),
    transitions={"submit": SUBMIT, "approve": APPROVE, "return_": RETURN},
    occurrences={OCCURRENCE: _("msg_risk_overridden", default="Risk level set")},
)
