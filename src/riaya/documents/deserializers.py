"""The check of a file that comes over REST, in JSON or by resumable upload."""

from plone.dexterity.interfaces import IDexterityContent
from plone.namedfile.interfaces import INamed
from plone.namedfile.interfaces import INamedField
from plone.restapi.deserializer.dxfields import NamedFieldDeserializer
from plone.restapi.interfaces import IFieldDeserializer
from riaya import _
from riaya.cases.lookup import find_case
from riaya.core.interfaces import IRiayaLayer
from riaya.core.validation import InvalidValue
from riaya.documents.validators import check_value
from typing import Any
from zope.component import adapter
from zope.interface import implementer


@implementer(IFieldDeserializer)
@adapter(INamedField, IDexterityContent, IRiayaLayer)
class CaseFileDeserializer(NamedFieldDeserializer):
    """Refuse, inside a case, a file that does not belong there."""

    def __call__(self, value: Any) -> Any:
        """Return the named file; raise InvalidValue with the reason."""
        if find_case(self.context) is None:
            return super().__call__(value)
        if isinstance(value, dict) and value.get("data") == "":
            raise InvalidValue(_("error_document_empty", default="The file is empty."))
        named = super().__call__(value)
        if INamed.providedBy(named):
            check_value(named)
        return named
