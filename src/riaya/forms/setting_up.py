"""Making form templates from the files of a profile."""

from collections.abc import Iterable
from plone import api
from plone.namedfile.file import NamedBlobFile
from riaya.forms.content import FormTemplate
from riaya.forms.spreadsheets import build_spreadsheet
from riaya.security.system import as_system
from typing import Any


# What a description may say of a template beyond what every template has.
OPTIONAL = ("score_questions", "risk_question")


def create_templates(forms: Iterable[dict]) -> None:
    """Have all forms published that a policy brings."""
    for form in forms:
        create_template(form)


def create_template(form: dict) -> FormTemplate:
    """Return the published template that a profile brings; keep an existing one.

    `form` is a description as `build_spreadsheet` takes it, with `id`, `kind`
    and `description`.
    """
    library = api.portal.get()["forms"]
    if form["id"] in library:
        return library[form["id"]]
    # A form that comes with a profile waits for no second trainer.
    with as_system():
        template = api.content.create(
            container=library, type="riaya.form_template", **_read_fields(form)
        )
        api.content.transition(obj=template, transition="submit")
        api.content.transition(obj=template, transition="publish")
    return template


def _read_fields(form: dict) -> dict[str, Any]:
    return {
        "id": form["id"],
        "title": form["title"]["ar"],
        "title_en": form["title"]["en"],
        "description": form["description"]["ar"],
        "form_id": form["form_id"],
        "form_version": form["form_version"],
        "kind": form["kind"],
        "xlsform": NamedBlobFile(
            build_spreadsheet(form),
            filename=f"{form['form_id']}-{form['form_version']}.xlsx",
        ),
        **{name: form[name] for name in OPTIONAL if name in form},
    }
