"""The forms that the guide asks for, as the page of a case leads to them."""

from dataclasses import dataclass
from riaya.cases.items.contents import Entry
from riaya.cases.items.fillable import FillableForm
from riaya.cases.items.fillable import find_forms_for
from riaya.cases.items.fillable import FORM_TYPES
from riaya.cases.items.fillable import get_fill_url
from riaya.cases.page.actions import Action


ASSESSMENT = "riaya.assessment"
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
    entries: list[Entry]
    additions: list[Action]
    fillable: list[FillableForm]

    def describe(self, row: dict) -> RequiredForm:
        """Return a form of `describe_step` with its state and where to go."""
        form, title = row["form"], row["title"]
        if not row["is_missing"] and not row.get("is_skipped"):
            return RequiredForm(title, "on_file")
        for entry in self.entries:
            if _is_of_form(entry, form) and entry.state == WAITING:
                return RequiredForm(title, "waiting", entry.url)
            if _is_of_form(entry, form) and entry.state in BEGUN:
                return RequiredForm(title, "begun", self._find_continuation(entry))
        return RequiredForm(title, _name_absence(row), self._find_beginning(form))

    def _find_continuation(self, entry: Entry) -> str:
        """Return where a draft goes on: a filled form on the page that fills it."""
        if not entry.form or ASSESSMENT not in self._addition_urls:
            return entry.url
        return get_fill_url(self.case_url, entry.form, entry.id)

    def _find_beginning(self, form: str) -> str:
        """Return where a form is filled in or written; the list where several would do."""
        candidates = find_forms_for(form, self.fillable)
        if len(candidates) == 1:
            return candidates[0].fill_url
        if candidates:
            return f"{self.case_url}/@@forms#{form}"
        portal_type = FORM_TYPES.get(form, ASSESSMENT)
        url = self._addition_urls.get(portal_type, "")
        if url and portal_type == ASSESSMENT:
            return f"{url}?form.widgets.kind:list={form}"
        return url

    @property
    def _addition_urls(self) -> dict[str, str]:
        return {action.id: action.url for action in self.additions}


def _name_absence(row: dict) -> str:
    if row.get("is_skipped"):
        return "skipped"
    return "optional" if row.get("is_optional") else "missing"


def _is_of_form(entry: Entry, form: str) -> bool:
    if form in FORM_TYPES:
        return entry.portal_type == FORM_TYPES[form]
    return entry.portal_type == ASSESSMENT and form in (entry.form_id, entry.kind)
