"""Making a form template from a profile's file."""

from plone import api
from plone.namedfile.file import NamedBlobFile
from riaya.forms.content import FormTemplate
from riaya.forms.spreadsheets import build_spreadsheet
from riaya.security.system import as_system


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
            container=library,
            type="riaya.form_template",
            id=form["id"],
            title=form["title"]["ar"],
            description=form["description"],
            form_id=form["form_id"],
            form_version=form["form_version"],
            kind=form["kind"],
            xlsform=NamedBlobFile(
                build_spreadsheet(form),
                filename=f"{form['form_id']}-{form['form_version']}.xlsx",
            ),
        )
        api.content.transition(obj=template, transition="submit")
        api.content.transition(obj=template, transition="publish")
    return template
