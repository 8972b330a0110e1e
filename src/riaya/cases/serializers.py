"""A case as JSON."""

from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.dxcontent import SerializeFolderToJson
from riaya.cases.interfaces import ICase
from riaya.core.interfaces import IRiayaLayer
from typing import Any
from zope.component import adapter
from zope.interface import implementer


@implementer(ISerializeToJson)
@adapter(ICase, IRiayaLayer)
class CaseToJson(SerializeFolderToJson):
    """The fields of a case, its items, and its number as title."""

    def __call__(self, *args: Any, **kw: Any) -> dict:
        """Return the case as plone.restapi would, with `title` and `confidentiality`."""
        answer = super().__call__(*args, **kw)
        workflow = self.context.portal_workflow
        return answer | {
            "title": self.context.title,
            "confidentiality": workflow.getInfoFor(
                self.context, "confidentiality", None
            ),
        }
