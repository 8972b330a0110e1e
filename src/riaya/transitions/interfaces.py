"""What a feature says of the transitions of its types."""

from zope.interface import Attribute
from zope.interface import Interface


class ITransitionWords(Interface):
    """The words of the transitions of one type, a utility named by the portal type."""

    transitions = Attribute("TransitionWords by the ids of transitions.")
