"""The forms that the present person may fill in for a case, as its page offers them."""

from dataclasses import dataclass
from riaya.cases.content import Case
from riaya.cases.interfaces import IFillableForms
from riaya.cases.items.kinds import CaseItemKind
from riaya.cases.items.kinds import find_item_kinds
from zope.component import getAdapters


@dataclass(frozen=True)
class FillableForm:
    """A published form; `fill_url` is the page on which it is filled in for the case."""

    form_id: str
    kind: str
    version: str
    title: str
    description: str
    template_url: str
    fill_url: str


def find_fillable_forms(case: Case) -> list[FillableForm]:
    """Return the forms of all features, by title; none for who may not add any."""
    return [
        form
        for _name, voice in sorted(getAdapters((case,), IFillableForms))
        for form in voice.find()
    ]


def get_fill_url(case_url: str, template_uid: str, assessment_id: str = "") -> str:
    """Return the page on which a form is filled in, or a draft of it continued."""
    url = f"{case_url}/@@fill-form?form={template_uid}"
    return f"{url}&assessment={assessment_id}" if assessment_id else url


def get_form_item_kind(required: str) -> CaseItemKind:
    """Return the kind of item that a required form is: a kind of its own, or a filled form.

    Raises LookupError when no feature takes filled forms.
    """
    kinds = find_item_kinds()
    for kind in kinds:
        if required and kind.form_kind == required:
            return kind
    for kind in kinds:
        if kind.takes_forms:
            return kind
    raise LookupError("No kind of case item takes filled forms.")


def find_forms_for(required: str, forms: list[FillableForm]) -> list[FillableForm]:
    """Return the forms that satisfy a required form, an id of a form or a kind.

    A form of that very id comes before others of the kind.
    """
    if not get_form_item_kind(required).takes_forms:
        return []
    of_kind = [form for form in forms if form.kind == required]
    by_id = [form for form in of_kind or forms if form.form_id == required]
    return by_id or of_kind
