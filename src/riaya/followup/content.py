"""Follow-up contacts."""

from plone.dexterity.content import Item
from riaya.cases.interfaces import ICaseItem
from riaya.followup.interfaces import IFollowUp
from zope.interface import implementer


@implementer(IFollowUp, ICaseItem)
class FollowUp(Item):
    """A planned or recorded contact."""
