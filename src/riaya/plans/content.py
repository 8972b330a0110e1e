"""Intervention plans."""

from riaya import _
from riaya.cases.content import CaseItem
from riaya.plans.interfaces import IInterventionPlan
from zope.i18nmessageid import Message
from zope.interface import implementer


@implementer(IInterventionPlan)
class InterventionPlan(CaseItem):
    """Goals and the steps that reach them."""

    @property
    def readable_title(self) -> Message:
        """Return the plan with its number."""
        return _(
            "label_plan_number",
            default="Intervention plan ${number}",
            mapping={"number": self.version},
        )
