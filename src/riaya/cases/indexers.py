"""What the catalog's text indexes know of titles."""

from plone import api
from plone.indexer import indexer
from riaya.cases.lookup import find_case
from typing import Any
from zope.interface import Interface


@indexer(Interface)
def title_text(content: Any) -> str:
    """Return a title whose words are indexed; nothing in a case file has one.

    The title of a case is its number.  Each number would be one more word in
    the site's lexicon, and the trees of words make writers wait for each other.
    """
    if find_case(content) is not None:
        raise AttributeError("title_text")
    return content.Title()


def refill_title_index() -> None:
    """Index the titles of content that was there before Riaya; its profile clears the index."""
    catalog = api.portal.get_tool("portal_catalog")
    if not catalog.Indexes["Title"].indexSize():
        catalog.reindexIndex("Title", None)
