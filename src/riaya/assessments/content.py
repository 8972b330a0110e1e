"""Assessments."""

from plone.dexterity.content import Item
from riaya.assessments.interfaces import IAssessment
from riaya.cases.interfaces import ICaseItem
from zope.interface import implementer


@implementer(IAssessment, ICaseItem)
class Assessment(Item):
    """A dated assessment of one kind."""
