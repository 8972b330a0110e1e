"""The forms that a guide may ask for."""

from riaya.core.vocabularies import get_language
from riaya.core.vocabularies import get_rows
from riaya.core.vocabularies import RegistryVocabulary
from riaya.forms.offering import find_offered_forms
from typing import Any
from zope.interface import implementer
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


def get_form_title(form_id: str) -> str:
    """Return the title of a kind of form or a published form, or the id itself."""
    # Most are kinds, for which nobody has to ask the catalog.
    return _find_kind_titles().get(form_id) or find_form_titles().get(form_id, form_id)


def find_form_titles() -> dict[str, str]:
    """Return every form that a guide may ask for, by its id, titled for the reader."""
    titles = _find_kind_titles()
    for form in find_offered_forms():
        titles.setdefault(form.form_id, form.title)
    return titles


def _find_kind_titles() -> dict[str, str]:
    language = get_language()
    return {row["code"]: row[language] for row in get_rows("riaya.forms.kinds")}


@implementer(IVocabularyFactory)
class FormIds:
    """Offer every kind of form and every published form, by its id."""

    def __call__(self, context: Any) -> SimpleVocabulary:
        return SimpleVocabulary(
            [
                SimpleTerm(form_id, form_id, title)
                for form_id, title in find_form_titles().items()
            ]
        )


form_ids = FormIds()


form_kinds = RegistryVocabulary("riaya.forms.kinds")
