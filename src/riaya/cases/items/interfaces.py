"""What a feature says of the items that it brings into case files."""

from riaya.transitions.interfaces import ITransitionWords
from zope.interface import Attribute


class ICaseItemKind(ITransitionWords):
    """What the case has to know of one type of item in its file.

    A utility named by the portal type, registered by the feature that owns the
    type.  The case asks it for everything that differs from kind to kind.
    """

    portal_type = Attribute("The portal type of the items.")
    group = Attribute("The id of the list in which the page shows them.")
    title = Attribute("The heading of that list; empty for one that is not shown.")
    order = Attribute("Where the list, and the button that adds one, stands.")
    add_label = Attribute("What the button says; empty where no button adds one.")
    id_prefix = Attribute("The word before the number in their ids.")
    form_kind = Attribute("The required form that such an item is; empty for none.")
    takes_forms = Attribute("True when forms of other kinds are filled as such items.")
    occurrences = Attribute("What else happens to one, in words, by its id.")

    def get_add_url(case_url: str, form: str) -> str:
        """Return the page that adds one to a case, for a required form if one is named."""

    def describe(brain: object, words: object) -> dict:
        """Return the fields of its ItemEntry that a catalog brain fills in.

        At least `title`, what it is called, never a person's name, and `on`, the
        day that matters.
        """

    def find_preparation(entry: object, transition: str) -> object:
        """Return an Action to take with an entry before the case takes a transition."""

    def find_clock_marks(item: object, transition: str, stage: str) -> list:
        """Return the ClockMarks of a transition of an item in a stage of the case."""

    def awaits_decision(brain: object) -> bool:
        """Return True when the supervisor has to decide on the item of a brain."""
