"""What lists know of a plan without waking it."""

from plone.indexer import indexer
from riaya.plans.content import InterventionPlan
from riaya.plans.interfaces import IInterventionPlan


@indexer(IInterventionPlan)
def plan_version(plan: InterventionPlan) -> int:
    """Return the number of the plan in its case."""
    return plan.version
