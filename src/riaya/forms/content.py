"""Form templates."""

from plone.dexterity.content import Item
from riaya.forms.interfaces import IFormTemplate
from zope.interface import implementer


@implementer(IFormTemplate)
class FormTemplate(Item):
    """A form as an XLSForm spreadsheet."""
