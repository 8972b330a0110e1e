"""The procedural guide."""

from plone.dexterity.content import Container
from plone.dexterity.content import Item
from riaya.guide.interfaces import IGuide
from riaya.guide.interfaces import IGuideChapter
from riaya.guide.interfaces import IGuideStep
from zope.interface import implementer


@implementer(IGuide)
class Guide(Container):
    """One edition of the guide."""


@implementer(IGuideChapter)
class GuideChapter(Container):
    """A chapter of an edition."""


@implementer(IGuideStep)
class GuideStep(Item):
    """What to do in one stage of a case."""
