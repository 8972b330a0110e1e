"""What a case has to know of pledges."""

from dataclasses import dataclass
from riaya.cases.items.forms import ItemAddForm
from riaya.cases.items.kinds import CaseItemKind
from riaya.cases.marks import ClockMarks
from riaya.core.forms import AddView
from riaya.transitions.wording import TransitionWords


# T9 waits for the answer of somebody outside of the ministry.
MARKS = {
    "promise": ClockMarks(starts=("T9",), of_item=True),
    "keep": ClockMarks(stops=("T9",), of_item=True),
    "break": ClockMarks(stops=("T9",), of_item=True),
}


@dataclass(frozen=True)
class PledgeItemKind(CaseItemKind):
    """Pledges of the family."""

    def describe(self, brain, words):
        """Return also whether the pledge was broken, which counts as overdue."""
        is_broken = brain.review_state == "broken"
        return super().describe(brain, words) | {"is_overdue": is_broken}

    def name(self, brain, words):
        """Return the number of the pledge."""
        return f"Pledge no. {brain.getId.rpartition('-')[2]}"

    def find_clock_marks(self, item, transition, stage):
        """Return the marks of a promise and of its end."""
        return [MARKS[transition]]

    def awaits_decision(self, brain):
        """Return True: a supervisor looks at each promise that was submitted."""
        return brain.review_state == "submitted"


PLEDGE = PledgeItemKind(
    portal_type="test.pledge",
    title="Pledges of the family",
    order=25,
    add_label="Take down a pledge",
    id_prefix="word",
    form_kind="pledge",
    transitions={
        "promise": TransitionWords("The family gives its word.", "Promised"),
        "keep": TransitionWords("The word is kept.", "Word kept", is_final=True),
        "break": TransitionWords(None, "Word broken", needs_comment=True),
    },
    occurrences={"witnessed": "Witnessed"},
)


class PledgeAddView(AddView):
    """The page on which a pledge is taken down."""

    form = ItemAddForm
