"""Assessments."""

from riaya.assessments.interfaces import IAssessment
from riaya.cases.content import CaseItem
from riaya.core.vocabularies import get_title
from zope.interface import implementer


@implementer(IAssessment)
class Assessment(CaseItem):
    """A dated assessment of one kind."""

    @property
    def readable_title(self) -> str:
        """Return the kind, in the reader's language."""
        return get_title("riaya.assessments.kinds", self.kind)
