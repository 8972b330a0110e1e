"""The forms that the guide asks for, as the page of a case leads to them."""

from dataclasses import dataclass
from riaya.cases.items.entries import ItemEntry
from riaya.cases.items.fillable import FillableForm
from riaya.cases.items.fillable import find_forms_for
from riaya.cases.items.fillable import get_fill_url
from riaya.cases.items.fillable import get_form_item_kind
from riaya.cases.practice.guidance import GuidedForm
from riaya.transitions.actions import Action


BEGUN = frozenset({"draft", "planned"})
WAITING = "submitted"


@dataclass(frozen=True)
class RequiredForm:
    """A form that a step asks for.

    `state` is on_file, waiting (for the supervisor), begun, missing, skipped or
    optional (useful and not there); `url`
    leads to what this person can do about it, or is empty.
    """

    title: str
    state: str
    url: str = ""


@dataclass(frozen=True)
class FormGuide:
    """Knows what a case holds and what the present person may put into it."""

    case_url: str
    entries: list[ItemEntry]
    additions: list[Action]
    fillable: list[FillableForm]

    def describe(self, guided: GuidedForm) -> RequiredForm:
        """Return a form that a step names with its state and where to go."""
        form, title = guided.form, guided.title
        if not guided.is_missing and not guided.is_skipped:
            return RequiredForm(title, "on_file")
        for entry in self.entries:
            if _is_of_form(entry, form) and entry.state == WAITING:
                return RequiredForm(title, "waiting", entry.url)
            if _is_of_form(entry, form) and entry.state in BEGUN:
                return RequiredForm(title, "begun", self._find_continuation(entry))
        return RequiredForm(title, _name_absence(guided), self._find_beginning(form))

    def _find_continuation(self, entry: ItemEntry) -> str:
        """Return where a draft goes on: a filled form on the page that fills it."""
        if not entry.form or entry.portal_type not in self._addition_ids:
            return entry.url
        return get_fill_url(self.case_url, entry.form, entry.id)

    def _find_beginning(self, form: str) -> str:
        """Return where a form is filled in or written; the list where several would do."""
        candidates = find_forms_for(form, self.fillable)
        if len(candidates) == 1:
            return candidates[0].fill_url
        if candidates:
            return f"{self.case_url}/@@forms#{form}"
        kind = get_form_item_kind(form)
        if kind.portal_type not in self._addition_ids:
            return ""
        return kind.get_add_url(self.case_url, form)

    @property
    def _addition_ids(self) -> set[str]:
        return {action.id for action in self.additions}


def _name_absence(guided: GuidedForm) -> str:
    if guided.is_skipped:
        return "skipped"
    return "optional" if guided.is_optional else "missing"


def _is_of_form(entry: ItemEntry, form: str) -> bool:
    kind = get_form_item_kind(form)
    if entry.portal_type != kind.portal_type:
        return False
    return not kind.takes_forms or form in (entry.form_id, entry.kind)
