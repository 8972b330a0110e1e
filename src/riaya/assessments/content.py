"""Assessments."""

from riaya.assessments.interfaces import IAssessment
from riaya.cases.content import CaseItem
from riaya.core.vocabularies import get_language
from riaya.core.vocabularies import get_title
from zope.interface import implementer


@implementer(IAssessment)
class Assessment(CaseItem):
    """A dated assessment of one kind, written by hand or filled in as a form."""

    @property
    def readable_title(self) -> str:
        """Return the title of the form, or else the kind, in the reader's language."""
        titles = get_form_titles(self)
        return titles.get(get_language()) or get_title("riaya.forms.kinds", self.kind)


def is_filled_form(assessment: Assessment) -> bool:
    """Return True for an assessment whose contents come from the answers of a form."""
    return bool(assessment.form_template)


def get_form_titles(assessment: Assessment) -> dict[str, str]:
    """Return the title of the form in each language; nothing without a form."""
    return assessment.form_titles or {}
