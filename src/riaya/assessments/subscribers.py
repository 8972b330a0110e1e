"""What happens to assessments and their case with each transition."""

from Products.DCWorkflow.interfaces import IAfterTransitionEvent
from Products.DCWorkflow.interfaces import IBeforeTransitionEvent
from riaya.assessments.content import Assessment
from riaya.assessments.submission import check_assessment_submission
from riaya.assessments.submission import take_over_rapid_result
from riaya.assessments.submission import take_over_risk
from riaya.cases.content import Case
from riaya.cases.items.authorship import refuse_own_item
from riaya.cases.lookup import find_case


def refuse_unready_assessment(
    assessment: Assessment, event: IBeforeTransitionEvent
) -> None:
    """Refuse to submit what is incomplete, and to approve one's own work."""
    match event.transition and event.transition.id:
        case "submit":
            check_assessment_submission(assessment)
        case "approve":
            refuse_own_item(assessment)


def follow_assessment(assessment: Assessment, event: IAfterTransitionEvent) -> None:
    """Let an approved comprehensive assessment set the risk level of the case."""
    case = find_case(assessment)
    if event.transition and event.transition.id == "approve" and case is not None:
        take_over_risk(case, assessment)


def follow_screening(case: Case, event: IAfterTransitionEvent) -> None:
    """Let the rapid assessment set response group and risk of a screened case."""
    if event.transition and event.transition.id == "complete_rapid_assessment":
        take_over_rapid_result(case)
