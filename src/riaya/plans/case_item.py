"""What a case has to know of intervention plans."""

from dataclasses import dataclass
from riaya import _
from riaya.cases.items.entries import EntryWords
from riaya.cases.items.entries import ItemEntry
from riaya.cases.items.kinds import CaseItemKind
from riaya.cases.marks import ClockMarks
from riaya.cases.marks import DECISION_ASKED
from riaya.cases.marks import DECISION_GIVEN
from riaya.cases.marks import REVIEW
from riaya.cases.stages import Stage
from riaya.transitions.actions import Action
from riaya.transitions.wording import APPROVE
from riaya.transitions.wording import RETURN
from riaya.transitions.wording import SUBMIT
from riaya.transitions.wording import SUPERSEDE
from riaya.transitions.wording import TransitionWords
from typing import Any


@dataclass(frozen=True)
class PlanItemKind(CaseItemKind):
    """Intervention plans, known by their numbers."""

    def name(self, brain: Any, words: EntryWords) -> str:
        """Return the plan with its number."""
        if not brain.plan_version:
            return super().name(brain, words)
        return _(
            "label_plan_number",
            default="Intervention plan ${number}",
            mapping={"number": brain.plan_version},
        )

    def find_preparation(self, entry: ItemEntry, transition: str) -> Action | None:
        """Return the rating of goals, which goes before closure."""
        if transition != "request_closure" or entry.state != "approved":
            return None
        label = _("link_rate_goals", default="Rate the goals of the plan")
        return Action("rate-goals", label, f"{entry.url}/@@rate-goals")

    def find_clock_marks(
        self, item: Any, transition: str, stage: Stage
    ) -> list[ClockMarks]:
        """Return the marks of the decision; a new plan while one is carried out is a review."""
        match transition:
            case "submit":
                return [DECISION_ASKED]
            case "return_":
                return [DECISION_GIVEN]
            case "approve":
                is_anew = stage == Stage.IMPLEMENTATION
                return [DECISION_GIVEN, REVIEW] if is_anew else [DECISION_GIVEN]
        return []

    def awaits_decision(self, brain: Any) -> bool:
        """Return True for a submitted plan."""
        return brain.review_state == "submitted"


PLAN = PlanItemKind(
    portal_type="riaya.intervention_plan",
    title=_("title_plans", default="Intervention plans"),
    order=20,
    add_label=_("button_add_plan", default="Write an intervention plan"),
    id_prefix="plan",
    form_kind="plan",
    transitions={
        "submit": SUBMIT,
        "approve": APPROVE,
        "return_": RETURN,
        "supersede": SUPERSEDE,
        "complete": TransitionWords(
            _(
                "msg_will_complete",
                default="The plan ends; its goals stay as they are rated.",
            ),
            _("msg_item_completed", default="Completed"),
            is_final=True,
        ),
    },
)
