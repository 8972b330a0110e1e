"""The forms that a guide may ask for."""

from riaya.core.vocabularies import get_language
from riaya.core.vocabularies import get_rows
from riaya.forms.lookup import find_templates
from typing import Any
from zope.interface import implementer
from zope.schema.interfaces import IVocabularyFactory
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


@implementer(IVocabularyFactory)
class FormIds:
    """Offer every kind of form and every published form, by its id."""

    def __call__(self, context: Any) -> SimpleVocabulary:
        language = get_language()
        titles = {row["code"]: row[language] for row in get_rows("riaya.assessments.kinds")}
        for template in find_templates(["published"]):
            titles.setdefault(template.form_id, template.title)
        return SimpleVocabulary([
            SimpleTerm(form_id, form_id, title) for form_id, title in titles.items()
        ])


form_ids = FormIds()
