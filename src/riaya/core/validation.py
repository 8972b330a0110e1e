"""Refusals that belong beside one field."""

from zope.i18nmessageid import Message
from zope.interface import Invalid
from zope.schema.interfaces import ValidationError


class InvalidField(Invalid):
    """Refuse the value of one field, in a sentence shown beside that field."""

    def __init__(self, field_name: str, message: Message):
        super().__init__(message)
        self.field_name = field_name


class InvalidValue(ValidationError):
    """Refuse a value; the sentence is the argument, not the class's docstring."""

    def doc(self) -> Message:
        """Return the sentence, as plone.restapi and z3c.form ask for it."""
        return self.args[0]
