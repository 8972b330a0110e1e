"""Submitting and approving assessments.

A rapid assessment counts from its submission, every other kind from its
approval.  Source: the contract's guards of `case_workflow`.
"""

from riaya import _
from riaya.assessments.content import Assessment
from riaya.assessments.content import is_filled_form
from riaya.assessments.kinds import AssessmentKind
from riaya.assessments.risk import find_unreasoned_level
from riaya.cases.clocks.running import follow_response_group
from riaya.cases.content import Case
from riaya.cases.exceptions import TransitionRefused
from riaya.cases.lookup import find_actor
from riaya.cases.lookup import find_items
from riaya.core.vocabularies import get_rows
from zope.i18nmessageid import Message


FINISHED = ("submitted", "approved")


def check_assessment_submission(assessment: Assessment) -> None:
    """Raise TransitionRefused with what the assessment still lacks."""
    if obstacles := find_assessment_obstacles(assessment):
        raise TransitionRefused(
            _(
                "error_assessment_incomplete",
                default="The assessment cannot be submitted yet.",
            ),
            obstacles,
        )


def find_assessment_obstacles(assessment: Assessment) -> list[Message]:
    """Return what an assessment lacks before somebody can decide on it."""
    if not assessment.is_complete:
        return [
            _(
                "error_form_not_complete",
                default="The form is not yet complete. Continue filling it in.",
            )
        ]
    obstacles = [] if is_filled_form(assessment) else _find_without_findings(assessment)
    match assessment.kind:
        case AssessmentKind.RAPID:
            obstacles += _find_without_decision(assessment)
        case AssessmentKind.COMPREHENSIVE:
            obstacles = _find_without_needs_or_strengths(assessment)
    unreasoned = find_unreasoned_level(assessment)
    return [*obstacles, unreasoned] if unreasoned else obstacles


def was_handed_in(assessment: Assessment) -> bool:
    """Return True when somebody else may have seen it: it was submitted at least once."""
    return find_actor(assessment, "submit") is not None


def find_finished_kinds(case: Case) -> set[str]:
    """Return the kinds of assessment that count as done in a case."""
    return {brain.assessment_kind for brain in _find_finished(case)}


def find_finished_forms(case: Case) -> set[str]:
    """Return the ids of the forms with which finished assessments were filled in.

    A form that is called like a kind counts as what its own kind is.
    """
    kinds = {row["code"] for row in get_rows("riaya.forms.kinds")}
    return {brain.form_id for brain in _find_finished(case) if brain.form_id} - kinds


def find_waiting(case: Case) -> int:
    """Return how many assessments wait for a decision; a rapid one waits for none."""
    return sum(
        brain.assessment_kind != AssessmentKind.RAPID
        for brain in find_items(
            case, portal_type="riaya.assessment", review_state="submitted"
        )
    )


def take_over_rapid_result(case: Case) -> None:
    """Give the case the response group and risk of its latest submitted rapid assessment."""
    rapid = [
        brain._unrestrictedGetObject()
        for brain in find_items(
            case, portal_type="riaya.assessment", review_state=list(FINISHED)
        )
        if brain.assessment_kind == AssessmentKind.RAPID
    ]
    if rapid:
        latest = max(rapid, key=lambda each: (each.assessed_on, each.created()))
        case.response_group = latest.response_group
        case.risk_level = latest.risk_level
        follow_response_group(case)
        case.reindexObject(idxs=["modified"])


def take_over_risk(case: Case, assessment: Assessment) -> None:
    """Give the case the risk level that an approved comprehensive assessment found."""
    if assessment.kind == AssessmentKind.COMPREHENSIVE and assessment.risk_level:
        case.risk_level = assessment.risk_level
        case.reindexObject(idxs=["modified"])


def _find_finished(case: Case) -> list:
    return [
        brain
        for brain in find_items(
            case, portal_type="riaya.assessment", review_state=list(FINISHED)
        )
        if brain.assessment_kind == AssessmentKind.RAPID
        or brain.review_state == "approved"
    ]


def _find_without_findings(assessment: Assessment) -> list[Message]:
    if (assessment.summary or "").strip() or assessment.needs:
        return []
    return [
        _(
            "error_assessment_without_findings",
            default="There is neither a summary nor a need. Write what was found.",
        )
    ]


def _find_without_decision(assessment: Assessment) -> list[Message]:
    obstacles = []
    if not assessment.risk_level:
        obstacles.append(
            _("error_risk_level_missing", default="The risk level is missing.")
        )
    if not assessment.response_group:
        obstacles.append(
            _(
                "error_response_group_missing",
                default="The response group is missing; it sets the time limits of the case.",
            )
        )
    return obstacles


def _find_without_needs_or_strengths(assessment: Assessment) -> list[Message]:
    obstacles = []
    if not assessment.needs:
        obstacles.append(_("error_needs_missing", default="Write at least one need."))
    if not assessment.strengths:
        obstacles.append(
            _("error_strengths_missing", default="Write at least one strength.")
        )
    for number, row in enumerate(assessment.needs or (), start=1):
        if not row.get("rank"):
            obstacles.append(
                _(
                    "error_need_without_rank",
                    default="Need ${number} has no rank. Say in which order the needs come.",
                    mapping={"number": number},
                )
            )
    return obstacles
