"""Finding the plans of a case."""

from riaya.cases.content import Case
from riaya.cases.lookup import find_items
from riaya.plans.content import InterventionPlan


def find_plans(case: Case, state: str) -> list[InterventionPlan]:
    """Return the plans of a case in one state, whoever asks."""
    brains = find_items(case, portal_type="riaya.intervention_plan", review_state=state)
    return [brain._unrestrictedGetObject() for brain in brains]


def get_plan_in_force(case: Case) -> InterventionPlan | None:
    """Return the approved plan with the highest number, or None."""
    approved = find_plans(case, "approved")
    return max(approved, key=lambda plan: plan.version, default=None)


def get_next_version(case: Case) -> int:
    """Return the number after the highest one given in a case."""
    brains = find_items(case, portal_type="riaya.intervention_plan")
    return max((brain.plan_version or 0 for brain in brains), default=0) + 1
