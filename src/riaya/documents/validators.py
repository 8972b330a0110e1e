"""The check of a file, beside its field in a form."""

from plone.formwidget.namedfile.validator import NamedFileWidgetValidator
from plone.namedfile.interfaces import INamed
from plone.namedfile.interfaces import INamedField
from riaya.cases.lookup import find_case
from riaya.core.interfaces import IRiayaLayer
from riaya.core.validation import InvalidValue
from riaya.documents.checking import accept_file
from riaya.documents.exceptions import DocumentRefused
from typing import Any
from z3c.form.validator import WidgetValidatorDiscriminators


class CaseFileValidator(NamedFileWidgetValidator):
    """Refuse, inside a case, a file that does not belong there."""

    def validate(self, value: Any, force: bool = False) -> None:
        """Raise InvalidValue with the reason."""
        super().validate(value, force)
        if find_case(self.context) is not None and INamed.providedBy(value):
            check_value(value)


def check_value(value: Any) -> None:
    """Raise InvalidValue for a named file that does not belong in a case file."""
    try:
        accept_file(value)
    except DocumentRefused as refusal:
        raise InvalidValue(refusal.message) from refusal


WidgetValidatorDiscriminators(CaseFileValidator, request=IRiayaLayer, field=INamedField)
