"""The blank forms that belong to an edition."""

from collections.abc import Iterator
from riaya.core.exceptions import RiayaError
from riaya.forms.content import FormTemplate
from riaya.forms.lookup import find_current_templates
from riaya.forms.printing.paper import describe_printed_form
from riaya.guide.content import Guide
from riaya.guide.contents import find_step_objects
from typing import Any

import logging


logger = logging.getLogger(__name__)


def find_book_forms(edition: Guide) -> list[FormTemplate]:
    """Return the forms that steps require or offer, in the order of the steps.

    Of each it is the version in force.  A step may name a kind of form: then it
    is every form of that kind.
    """
    current = find_current_templates()
    forms: dict[str, FormTemplate] = {}
    for wanted in _find_wanted(edition):
        for template in current:
            if wanted in (template.form_id, template.kind):
                forms.setdefault(template.form_id, template)
    return list(forms.values())


def find_form_labels(forms: list[FormTemplate]) -> dict[str, str]:
    """Return where in the book a form stands, by its id and by its kind."""
    labels = {form.form_id: get_form_label(form) for form in forms}
    for form in forms:
        labels.setdefault(form.kind, get_form_label(form))
    return labels


def get_form_label(form: FormTemplate) -> str:
    """Return the label of a form in the book."""
    return f"form-{form.form_id}"


def describe_book_forms(
    forms: list[FormTemplate], language: str
) -> list[dict[str, Any]]:
    """Return the forms as the template prints them; one that cannot be read is left out."""
    described: list[dict[str, Any]] = []
    for form in forms:
        try:
            printed = describe_printed_form(form, language)
        except RiayaError:
            logger.warning("Form %s cannot be printed in a book", form.form_id)
            continue
        number = str(len(described) + 1)
        described.append(printed | {"label": get_form_label(form), "number": number})
    return described


def _find_wanted(edition: Guide) -> Iterator[str]:
    for step in find_step_objects(edition):
        yield from step.required_forms or ()
        yield from step.optional_forms or ()
