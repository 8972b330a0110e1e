"""The forms that the present person may fill in for a case, as its page offers them."""

from dataclasses import dataclass
from riaya.cases.content import Case
from riaya.cases.interfaces import IFillableForms
from zope.component import getAdapters


# Required forms that are types of their own; all others are assessments.
FORM_TYPES = {"plan": "riaya.intervention_plan", "follow_up": "riaya.follow_up"}


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


def find_forms_for(required: str, forms: list[FillableForm]) -> list[FillableForm]:
    """Return the forms that satisfy a required form, an id of a form or a kind.

    A form of that very id comes before others of the kind.
    """
    if required in FORM_TYPES:
        return []
    of_kind = [form for form in forms if form.kind == required]
    by_id = [form for form in of_kind or forms if form.form_id == required]
    return by_id or of_kind
