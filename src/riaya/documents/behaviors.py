"""Where the facts about a document are kept."""

from Acquisition import aq_base
from datetime import date
from riaya.cases.lookup import find_case
from riaya.documents.confidentiality import apply_confidentiality
from riaya.documents.confidentiality import get_confidentiality
from riaya.documents.interfaces import ICaseDocument
from riaya.documents.interfaces import IDocumentSupport
from typing import Any
from zope.component import adapter
from zope.interface import implementer


@implementer(ICaseDocument)
@adapter(IDocumentSupport)
class CaseDocument:
    """Kind and date stand on the document, confidentiality in its permissions."""

    def __init__(self, context: Any):
        self.context = context

    @property
    def document_kind(self) -> str | None:
        """Return the code of the kind."""
        return getattr(aq_base(self.context), "document_kind", None)

    @document_kind.setter
    def document_kind(self, value: str | None) -> None:
        self.context.document_kind = value

    @property
    def dated_on(self) -> date | None:
        """Return the date that the document bears."""
        return getattr(aq_base(self.context), "dated_on", None)

    @dated_on.setter
    def dated_on(self, value: date | None) -> None:
        self.context.dated_on = value

    @property
    def document_confidentiality(self) -> str:
        """Return the code of the confidentiality."""
        return get_confidentiality(self.context)

    @document_confidentiality.setter
    def document_confidentiality(self, value: str | None) -> None:
        # Outside of case files Plone's own sharing decides.
        if find_case(self.context) is not None:
            apply_confidentiality(self.context, value or "")
