"""The book of a published edition: made once in each language, then kept.

A book takes seconds to set, so publishing does not wait for it: the job
`guide.books` makes what is missing in the next minute.
"""

from collections.abc import Iterator
from datetime import datetime
from datetime import timedelta
from hashlib import sha256
from persistent import Persistent
from persistent.mapping import PersistentMapping
from plone import api
from plone.namedfile.file import NamedBlobFile
from riaya import _
from riaya import logger
from riaya.core.interfaces import IJob
from riaya.core.time.clock import now
from riaya.guide.content import Guide
from riaya.guide.exceptions import BookRefused
from riaya.guide.lookup import FROZEN_STATES
from riaya.guide.lookup import get_edition
from riaya.guide.printing.book import LANGUAGES
from riaya.guide.printing.book import print_book
from riaya.guide.states import get_state
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer


KEY = "riaya.guide.books"
# A book that cannot be set is not tried again every minute.
PAUSE = timedelta(hours=1)


class Book(Persistent):
    """A book in one language, as it was made."""

    def __init__(self, pdf: bytes, name: str):
        self.file = NamedBlobFile(pdf, "application/pdf", name)
        self.size = len(pdf)
        self.digest = sha256(pdf).hexdigest()
        self.made_at = now()


def find_book(edition: Guide, language: str) -> Book | None:
    """Return the kept book in a language, or None as long as there is none."""
    return IAnnotations(edition).get(KEY, {}).get(language)


def find_missing_languages(edition: Guide) -> list[str]:
    """Return the languages in which the book of a published edition is not made yet."""
    if get_state(edition) not in FROZEN_STATES:
        return []
    return [each for each in LANGUAGES if find_book(edition, each) is None]


def make_book(edition: Guide, language: str) -> Book:
    """Return the book of a published edition, made now unless it is kept already.

    Raises BookRefused for an edition that can still change.
    """
    if get_state(edition) not in FROZEN_STATES:
        raise BookRefused(
            _(
                "error_book_of_draft",
                default="Edition ${number} can still change, so no book of it is kept. Publish it first; until then there is a preview.",
                mapping={"number": edition.edition},
            )
        )
    kept = find_book(edition, language)
    if kept is not None:
        return kept
    book = Book(print_book(edition, language), get_book_name(edition, language))
    books = IAnnotations(edition).setdefault(KEY, PersistentMapping())
    books[language] = book
    logger.info("Made the book of edition %s in %s", edition.getId(), language)
    return book


def get_book_name(edition: Guide, language: str) -> str:
    """Return the name of the file, such as guide-ps-1.0-ar.pdf."""
    number = "".join(
        each if each.isascii() and (each.isalnum() or each in ".-") else "-"
        for each in edition.edition
    )
    return f"guide-{edition.policy}-{number}-{language}.pdf"


@implementer(IJob)
class MissingBooks:
    """Makes the books of published editions that have none."""

    def __init__(self) -> None:
        self.failures: dict[str, datetime] = {}

    def find_work(self, site: Any) -> Iterator[str]:
        """Return an edition's UID and a language for each book that is missing."""
        for brain in api.portal.get_tool("portal_catalog").unrestrictedSearchResults(
            portal_type="riaya.guide", review_state=list(FROZEN_STATES)
        ):
            for language in find_missing_languages(brain._unrestrictedGetObject()):
                key = f"{brain.UID}:{language}"
                if key not in self.failures or now() - self.failures[key] >= PAUSE:
                    yield key

    def do(self, site: Any, key: str) -> None:
        """Make a book, unless it was made in the meantime."""
        uid, _colon, language = key.partition(":")
        edition = get_edition(uid)
        if edition is None or language not in find_missing_languages(edition):
            return
        try:
            make_book(edition, language)
        except Exception:
            self.failures[key] = now()
            raise


missing_books = MissingBooks()
