"""Intervention plans."""

from plone.dexterity.content import Item
from riaya.cases.interfaces import ICaseItem
from riaya.plans.interfaces import IInterventionPlan
from zope.interface import implementer


@implementer(IInterventionPlan, ICaseItem)
class InterventionPlan(Item):
    """Goals and the steps that reach them."""
