"""Which fields the add and edit forms of files and pictures show.

In a case file: what the case needs to know and nothing of a web site's fields.
Anywhere else: Plone's fields without those of a case.
"""

from plone.dexterity.browser.add import DefaultAddForm
from plone.dexterity.browser.edit import DefaultEditForm
from plone.z3cform.fieldsets.extensible import FormExtender
from riaya.cases.lookup import find_case
from riaya.core.interfaces import IRiayaLayer
from riaya.documents.confidentiality import DOCUMENT_TYPES
from riaya.documents.interfaces import IDocumentSupport
from zope.component import adapter
from zope.interface import Interface


CASE_FIELDS = ("document_kind", "dated_on", "document_confidentiality")
KEPT = (*CASE_FIELDS, "title", "description", "file", "image", "changeNote")


class DocumentFormExtender(FormExtender):
    """Take fields out of a form."""

    def update(self) -> None:
        """Keep only the fields that belong where the document is."""
        if self.form.portal_type not in DOCUMENT_TYPES:
            return
        is_in_case = find_case(self.context) is not None
        for group in (self.form, *self.form.groups):
            for name in list(group.fields):
                plain = name.rpartition(".")[2]
                if plain not in KEPT if is_in_case else plain in CASE_FIELDS:
                    group.fields = group.fields.omit(name)
        self.form.groups = [group for group in self.form.groups if len(group.fields)]


@adapter(Interface, IRiayaLayer, DefaultAddForm)
class AddFormExtender(DocumentFormExtender):
    """Fields of the add form."""


@adapter(IDocumentSupport, IRiayaLayer, DefaultEditForm)
class EditFormExtender(DocumentFormExtender):
    """Fields of the edit form."""
