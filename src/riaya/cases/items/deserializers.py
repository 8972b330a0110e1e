"""Writing into a case file over REST."""

from plone.dexterity.interfaces import IDexterityContent
from plone.restapi.deserializer import json_body
from plone.restapi.deserializer.dxcontent import DeserializeFromJson
from plone.restapi.interfaces import IDeserializeFromJson
from riaya.cases.lookup import find_case
from riaya.core.interfaces import IRiayaLayer
from typing import Any
from zope.component import adapter
from zope.interface import implementer


@implementer(IDeserializeFromJson)
@adapter(IDexterityContent, IRiayaLayer)
class CaseContentDeserializer(DeserializeFromJson):
    """Write fields, but not the page that shows them.

    plone.restapi lets whoever may change content choose any page as its
    `layout`, also one that other readers of the case cannot open.
    """

    def __call__(
        self,
        validate_all: bool = False,
        data: dict | None = None,
        create: bool = False,
        mask_validation_errors: bool = True,
    ) -> Any:
        """Return the content; a layout is ignored inside of cases."""
        if data is None:
            data = json_body(self.request)
        if find_case(self.context) is not None:
            data = {name: value for name, value in data.items() if name != "layout"}
        return super().__call__(validate_all, data, create, mask_validation_errors)
