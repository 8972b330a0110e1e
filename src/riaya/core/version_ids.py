"""Numbers under which the versions of content are kept.

CMFUid counts them in one object, so any two people who save something new at
the same moment get in each other's way, and says itself that another generator
may take its place.
"""

from Products.CMFUid.interfaces import IUniqueIdGenerator
from zope.interface import implementer

import secrets


BITS = 62


@implementer(IUniqueIdGenerator)
class VersionIds:
    """Draws numbers that nobody else draws, without writing anything."""

    def __call__(self) -> int:
        """Return a number that was not used before."""
        return secrets.randbits(BITS)

    def convert(self, uid: str) -> int:
        """Return a number from its text."""
        return int(uid)
