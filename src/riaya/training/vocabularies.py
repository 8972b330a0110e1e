"""What sessions choose from: offices and trainers."""

from riaya.offices.lookup import find_offices
from riaya.offices.lookup import get_office_title
from riaya.training.workers import find_trainers
from riaya.training.workers import sort_by_name
from typing import Any
from zope.interface import provider
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


@provider(IVocabularyFactory)
def offices(context: Any) -> SimpleVocabulary:
    """Offer the directorates by their codes."""
    return SimpleVocabulary(
        [
            SimpleTerm(office.code, office.code, get_office_title(office))
            for office in find_offices()
        ]
    )


@provider(IVocabularyFactory)
def trainers(context: Any) -> SimpleVocabulary:
    """Offer the trainers by their names."""
    return SimpleVocabulary(
        [
            SimpleTerm(worker, worker, name)
            for worker, name in sort_by_name(find_trainers())
        ]
    )
