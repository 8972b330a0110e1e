"""Giving an assessment another risk level than its form found.

Both levels are kept, with the reason, who decided and when: a form knows what
was answered, a worker also what was seen.
"""

from AccessControl import getSecurityManager
from plone import api
from riaya import _
from riaya.assessments.content import Assessment
from riaya.assessments.kinds import AssessmentKind
from riaya.cases.lookup import find_case
from riaya.cases.timeline import record_occurrence
from riaya.core.exceptions import RiayaError
from riaya.core.time.clock import now
from riaya.core.vocabularies import get_rows
from zope.i18nmessageid import Message


OVERRIDE = "Riaya: Override risk level"
OCCURRENCE = "override_risk"
RISK_LEVELS = "riaya.cases.risk_levels"


class RiskLevelRefused(RiayaError):
    """Raised when the risk level cannot be set so; the sentence says why."""


def override_risk(assessment: Assessment, level: str, reason: str) -> None:
    """Set the risk level of an assessment and keep the form's beside it.

    Choosing the form's own level takes an earlier decision back.  Raises
    RiskLevelRefused without a reason, for an unknown level, for the level that
    holds already, and for assessments whose level is not for overriding.
    """
    if refusal := find_refusal(assessment) or _find_fault(assessment, level, reason):
        raise RiskLevelRefused(refusal)
    is_overridden = level != assessment.computed_risk_level
    assessment.risk_level = level
    assessment.risk_override_reason = reason.strip() if is_overridden else None
    assessment.risk_overridden_by = (
        api.user.get_current().getId() if is_overridden else None
    )
    assessment.risk_overridden_at = now() if is_overridden else None
    # No event of a change: whoever decides on the level has not written the
    # assessment, and may go on to approve it.
    assessment.reindexObject(idxs=["modified"])
    case = find_case(assessment)
    if case is not None:
        record_occurrence(case, OCCURRENCE, assessment, reason.strip())


def may_override(assessment: Assessment) -> bool:
    """Return True when the present person may set another risk level now."""
    has_right = getSecurityManager().checkPermission(OVERRIDE, assessment)
    return bool(has_right) and find_refusal(assessment) is None


def find_refusal(assessment: Assessment) -> Message | None:
    """Return why nobody can override the risk level of an assessment, or None."""
    if not assessment.computed_risk_level:
        return _(
            "error_risk_not_from_form",
            default="No form found the risk level of this assessment. Change the assessment itself while it is a draft.",
        )
    is_draft = api.content.get_state(assessment) == "draft"
    if assessment.kind == AssessmentKind.RAPID and not is_draft:
        return _(
            "error_risk_of_rapid_counts",
            default="A submitted rapid assessment counts already. Write a new assessment if the risk has changed.",
        )
    return None


def find_unreasoned_level(assessment: Assessment) -> Message | None:
    """Return a sentence when the chosen level differs from the form's without a reason."""
    if (
        not assessment.computed_risk_level
        or assessment.risk_level == assessment.computed_risk_level
        or (assessment.risk_override_reason or "").strip()
    ):
        return None
    return _(
        "error_risk_reason_missing",
        default="The chosen risk level differs from the one that the form found. Give the reason.",
    )


def _find_fault(assessment: Assessment, level: str, reason: str) -> Message | None:
    if level not in {row["code"] for row in get_rows(RISK_LEVELS)}:
        return _("error_risk_level_unknown", default="Choose one of the risk levels.")
    if not reason.strip():
        return _(
            "error_risk_override_reason_missing",
            default="Give the reason for the risk level: both levels and the reason are kept.",
        )
    is_settled = find_unreasoned_level(assessment) is None
    if level == assessment.risk_level and is_settled:
        return _(
            "error_risk_level_unchanged",
            default="This risk level holds already. Choose another one.",
        )
    return None
