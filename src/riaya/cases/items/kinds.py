"""The kinds of items in a case file, as the features that own them describe them."""

from dataclasses import dataclass
from dataclasses import field
from datetime import date
from riaya.cases.content import Case
from riaya.cases.items.entries import EntryWords
from riaya.cases.items.entries import ItemEntry
from riaya.cases.items.interfaces import ICaseItemKind
from riaya.cases.lookup import find_items
from riaya.cases.marks import ClockMarks
from riaya.cases.stages import Stage
from riaya.cases.wording import ITEM_OCCURRENCES
from riaya.transitions.actions import Action
from riaya.transitions.wording import TransitionWords
from typing import Any
from zope.component import getUtilitiesFor
from zope.component import queryUtility
from zope.i18nmessageid import Message
from zope.interface import implementer


@implementer(ICaseItemKind)
@dataclass(frozen=True)
class CaseItemKind:
    """A kind of item of which the case need not know anything special.

    Features give the words, and overwrite what is different for theirs.
    `days` are catalog columns; the first that holds a day is the entry's own.
    """

    portal_type: str
    title: Message | str = ""
    order: int = 1000
    add_label: Message | str = ""
    id_prefix: str = ""
    form_kind: str = ""
    takes_forms: bool = False
    days: tuple[str, ...] = ()
    transitions: dict[str, TransitionWords] = field(default_factory=dict)
    occurrences: dict[str, Message] = field(default_factory=dict)

    @property
    def group(self) -> str:
        """Return the id of the list in which the page shows these items."""
        return self.portal_type.removeprefix("riaya.").replace("_", "-").lower()

    def get_add_url(self, case_url: str, form: str = "") -> str:
        """Return the page of the type's own add form."""
        return f"{case_url}/++add++{self.portal_type}"

    def describe(self, brain: Any, words: EntryWords) -> dict[str, Any]:
        """Return title and day of an entry."""
        return {"title": self.name(brain, words), "on": self.get_day(brain)}

    def name(self, brain: Any, words: EntryWords) -> str:
        """Return what an entry is called: its type, never a person's name."""
        return words.get_type_title(self.portal_type)

    def get_day(self, brain: Any) -> date:
        """Return the day that matters, or the moment at which it was added."""
        for column in self.days:
            if isinstance(day := getattr(brain, column, None), date):
                return day
        return brain.created.asdatetime()

    def find_preparation(self, entry: ItemEntry, transition: str) -> Action | None:
        """Return None: nothing is to be done before the case goes on."""
        return None

    def find_clock_marks(
        self, item: Any, transition: str, stage: Stage
    ) -> list[ClockMarks]:
        """Return nothing: no clock starts or stops."""
        return []

    def awaits_decision(self, brain: Any) -> bool:
        """Return False: nobody decides on it."""
        return False


def get_item_kind(portal_type: str) -> CaseItemKind:
    """Return the kind of a portal type; a plain one for types that nobody describes."""
    return queryUtility(ICaseItemKind, name=portal_type) or CaseItemKind(portal_type)


def find_item_kinds() -> list[CaseItemKind]:
    """Return all kinds in their order."""
    kinds = [kind for _name, kind in getUtilitiesFor(ICaseItemKind)]
    return sorted(kinds, key=lambda kind: (kind.order, kind.portal_type))


def holds_submitted_work(case: Case) -> bool:
    """Return True when something in the file waits for the supervisor's decision."""
    return any(
        get_item_kind(brain.portal_type).awaits_decision(brain)
        for brain in find_items(case, review_state="submitted")
    )


def get_item_occurrence(portal_type: str, occurrence: str) -> str:
    """Return what happened to an item, in words; an unknown occurrence names itself."""
    kind = get_item_kind(portal_type)
    said = kind.transitions.get(occurrence)
    return (
        (said and said.occurrence)
        or kind.occurrences.get(occurrence)
        or ITEM_OCCURRENCES.get(occurrence)
        or occurrence
    )
