"""What the catalog keeps of documents, and what it must not keep.

The text of a case is nowhere in the full-text index: a search must not show
that somebody is in a file, and the index would make writers wait for each other.
"""

from Acquisition import aq_base
from datetime import date
from plone.app.contenttypes.indexers import SearchableText
from plone.app.contenttypes.indexers import SearchableText_file
from plone.app.contenttypes.interfaces import IFile
from plone.indexer import indexer
from riaya.cases.interfaces import ICase
from riaya.cases.interfaces import ICaseItem
from riaya.cases.lookup import find_case
from riaya.documents.interfaces import ICaseDocument
from riaya.documents.interfaces import IDocumentSupport
from typing import Any


@indexer(IDocumentSupport)
def document_kind(document: Any) -> str | None:
    """Return the code of a document's kind."""
    return ICaseDocument(document).document_kind


@indexer(IDocumentSupport)
def dated_on(document: Any) -> date | None:
    """Return the date that a document bears."""
    return ICaseDocument(document).dated_on


@indexer(IDocumentSupport)
def document_confidentiality(document: Any) -> str | None:
    """Return the code of the confidentiality of a document in a case."""
    if find_case(document) is None:
        return None
    return ICaseDocument(document).document_confidentiality


@indexer(IDocumentSupport)
def changed_by(document: Any) -> str | None:
    """Return the user id of who last changed a document of a case."""
    if find_case(document) is None:
        return None
    return getattr(aq_base(document), "changed_by", None)


@indexer(IDocumentSupport)
def searchable_text(document: Any) -> str:
    """Return the text of a document outside of case files, and nothing inside."""
    if find_case(document) is not None:
        raise AttributeError("SearchableText")
    if IFile.providedBy(document):
        return SearchableText_file.callable(document)
    return SearchableText(document)


@indexer(ICase)
def case_text(case: Any) -> str:
    """Keep a case out of the full-text index."""
    raise AttributeError("SearchableText")


@indexer(ICaseItem)
def case_item_text(item: Any) -> str:
    """Keep what is in a case file out of the full-text index."""
    raise AttributeError("SearchableText")
