"""What a case has to know of contacts."""

from dataclasses import dataclass
from riaya import _
from riaya.cases.items.entries import EntryWords
from riaya.cases.items.kinds import CaseItemKind
from riaya.cases.marks import ClockMarks
from riaya.cases.marks import CONTACT
from riaya.cases.stages import Stage
from riaya.transitions.wording import TransitionWords
from typing import Any


@dataclass(frozen=True)
class FollowUpItemKind(CaseItemKind):
    """Contacts, planned and recorded."""

    def describe(self, brain: Any, words: EntryWords) -> dict[str, Any]:
        """Return also whether a planned contact was missed."""
        due_on = brain.due_on or None
        return super().describe(brain, words) | {
            "is_overdue": bool(
                brain.review_state == "planned" and due_on and due_on < words.today
            )
        }

    def name(self, brain: Any, words: EntryWords) -> str:
        """Return the kind of contact."""
        if brain.follow_up_kind:
            return words.get_title("riaya.followup.kinds", brain.follow_up_kind)
        return super().name(brain, words)

    def find_clock_marks(
        self, item: Any, transition: str, stage: Stage
    ) -> list[ClockMarks]:
        """Return the marks of a contact when it is recorded."""
        return [CONTACT] if transition == "record" else []


FOLLOW_UP = FollowUpItemKind(
    portal_type="riaya.follow_up",
    title=_("title_follow_ups", default="Follow-ups"),
    order=30,
    add_label=_("button_add_follow_up", default="Plan a follow-up"),
    form_kind="follow_up",
    days=("done_on", "due_on"),
    transitions={
        "record": TransitionWords(
            _(
                "msg_will_record",
                default="The contact is recorded as done and can no longer be changed.",
            ),
            _("msg_item_recorded", default="Recorded"),
            is_final=True,
        )
    },
)
