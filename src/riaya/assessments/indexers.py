"""What lists know of an assessment without waking it."""

from plone.indexer import indexer
from riaya.assessments.content import Assessment
from riaya.assessments.interfaces import IAssessment


@indexer(IAssessment)
def assessment_kind(assessment: Assessment) -> str:
    """Return the kind."""
    return assessment.kind
