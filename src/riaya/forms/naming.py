"""Naming new templates after their form and its version."""

from plone.app.content.interfaces import INameFromTitle
from riaya.forms.content import FormTemplate
from riaya.forms.exceptions import FormRefused
from riaya.forms.keeping import convert_template
from zope.component import adapter
from zope.interface import implementer

import re


def make_template_id(form_id: str, version: str) -> str:
    """Return rapid-1-0 for version 1.0 of the form rapid."""
    return re.sub(r"[^a-z0-9]+", "-", f"{form_id}-{version}".lower()).strip("-")


@implementer(INameFromTitle)
@adapter(FormTemplate)
class NameFromForm:
    """Give a template an id that says which version of which form it is."""

    def __init__(self, template: FormTemplate):
        self.template = template

    @property
    def title(self) -> str:
        """Return the text that the id is made from."""
        if self.template.xlsform is None:
            return self.template.title
        try:
            settings = convert_template(self.template).settings
        except FormRefused:
            # It will be refused for that, with everything there is to say.
            return self.template.title
        return make_template_id(settings.form_id, settings.version)
