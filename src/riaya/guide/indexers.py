"""What the catalog knows of a guide."""

from plone.indexer import indexer
from riaya.guide.interfaces import IGuide


@indexer(IGuide)
def policy(edition: IGuide) -> str:
    """Return the policy of an edition."""
    return edition.policy
