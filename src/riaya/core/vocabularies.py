"""Vocabularies that staff may edit: one registry record per list.

A record holds rows of code, Arabic and English title; a row that is not
active is no longer offered but still names what was chosen earlier.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from plone import api
from plone.registry.interfaces import IRegistry
from typing import Any
from zope.component import getUtility
from zope.globalrequest import getRequest
from zope.interface import implementer
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


@implementer(IVocabularyFactory)
class RegistryVocabulary:
    """Offer the rows of one registry record, titled in the reader's language."""

    def __init__(self, record: str):
        self.record = record

    def __call__(self, context: Any) -> SimpleVocabulary:
        language = get_language()
        return SimpleVocabulary(
            [
                SimpleTerm(row["code"], row["code"], row[language])
                for row in get_rows(self.record)
            ]
        )


_chosen: ContextVar[str | None] = ContextVar("riaya.core.language", default=None)


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Read in `ar` or `en` during a block, whatever the reader's own language is.

    For what is made once for everybody, such as a printed book.
    """
    token = _chosen.set(language)
    try:
        yield
    finally:
        _chosen.reset(token)


def get_language() -> str:
    """Return `en` for readers of English and `ar` for everybody else."""
    if chosen := _chosen.get():
        return chosen
    if getRequest() is None:
        return "ar"
    return "en" if api.portal.get_current_language().startswith("en") else "ar"


def get_rows(record: str) -> list[dict]:
    """Return the rows of a list in their order; an unknown list is empty."""
    return getUtility(IRegistry).get(record) or []


def get_row(record: str, code: str | None) -> dict:
    """Return the row of a code; an unknown code is its own title."""
    for row in get_rows(record):
        if row["code"] == code:
            return row
    return {"code": code or "", "ar": code or "", "en": code or ""}


def get_title(record: str, code: str | None) -> str:
    """Return the title of a code in the reader's language."""
    return get_row(record, code)[get_language()]
