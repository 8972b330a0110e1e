"""Follow-up contacts."""

from riaya.cases.content import CaseItem
from riaya.core.vocabularies import get_title
from riaya.followup.interfaces import IFollowUp
from zope.interface import implementer


@implementer(IFollowUp)
class FollowUp(CaseItem):
    """A planned or recorded contact."""

    @property
    def readable_title(self) -> str:
        """Return the kind of contact, in the reader's language."""
        return get_title("riaya.followup.kinds", self.kind)
