"""What happens to plans and their case with each transition."""

from OFS.interfaces import IObjectWillBeAddedEvent
from Products.DCWorkflow.interfaces import IAfterTransitionEvent
from Products.DCWorkflow.interfaces import IBeforeTransitionEvent
from riaya.cases.content import Case
from riaya.cases.interfaces import ICase
from riaya.cases.items.authorship import refuse_own_item
from riaya.cases.lookup import find_case
from riaya.plans.approval import check_completion
from riaya.plans.approval import check_plan_submission
from riaya.plans.approval import complete_plans
from riaya.plans.approval import supersede_others
from riaya.plans.content import InterventionPlan
from riaya.plans.lookup import get_next_version


def number_plan(plan: InterventionPlan, event: IObjectWillBeAddedEvent) -> None:
    """Give a plan its number in the case, before it is indexed."""
    if event.object is plan and not plan.version and ICase.providedBy(event.newParent):
        plan.version = get_next_version(event.newParent)


def refuse_unready_plan(plan: InterventionPlan, event: IBeforeTransitionEvent) -> None:
    """Refuse what is incomplete, and to approve one's own work."""
    match event.transition and event.transition.id:
        case "submit":
            check_plan_submission(plan)
        case "approve":
            refuse_own_item(plan)
        case "complete":
            check_completion(plan, find_case(plan))


def follow_plan(plan: InterventionPlan, event: IAfterTransitionEvent) -> None:
    """Let a newly approved plan supersede the older one."""
    case = find_case(plan)
    if event.transition and event.transition.id == "approve" and case is not None:
        supersede_others(plan, case)


def follow_closure(case: Case, event: IAfterTransitionEvent) -> None:
    """Complete the plan of a case that is closed."""
    if event.transition and event.transition.id == "approve_closure":
        complete_plans(case)
