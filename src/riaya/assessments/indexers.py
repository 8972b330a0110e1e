"""What lists know of an assessment without waking it.

Nothing here may ask the catalog: in the middle of indexing that indexes the
same object a second time, under a second number.
"""

from plone.indexer import indexer
from riaya.assessments.content import Assessment
from riaya.assessments.content import get_form_titles
from riaya.assessments.interfaces import IAssessment


@indexer(IAssessment)
def assessment_kind(assessment: Assessment) -> str:
    """Return the kind."""
    return assessment.kind


@indexer(IAssessment)
def assessment_risk(assessment: Assessment) -> str | None:
    """Return the risk level that holds."""
    return assessment.risk_level


@indexer(IAssessment)
def assessment_form(assessment: Assessment) -> str | None:
    """Return the UID of the form's version."""
    return assessment.form_template


@indexer(IAssessment)
def form_id(assessment: Assessment) -> str | None:
    """Return the id of the form, the same for all its versions."""
    return assessment.form_id


@indexer(IAssessment)
def form_version(assessment: Assessment) -> str | None:
    """Return the version of the form."""
    return assessment.form_version


@indexer(IAssessment)
def form_titles(assessment: Assessment) -> dict[str, str]:
    """Return the title of the form in each language."""
    return get_form_titles(assessment)
