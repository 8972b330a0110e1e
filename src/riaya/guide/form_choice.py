"""The choice of forms in a step: boxes to tick, kept as form ids.

What is kept and sent over REST stays a list of ids, which may name a form that
is not published any more; such a form is still shown, so that it can be unticked.
"""

from riaya import _
from riaya.forms.vocabularies import find_form_titles
from typing import Any
from z3c.form.browser.checkbox import CheckBoxWidget
from z3c.form.interfaces import IFieldWidget
from z3c.form.interfaces import NO_VALUE
from z3c.form.term import CollectionTermsVocabulary
from z3c.form.widget import FieldWidget
from zope.i18n import translate
from zope.interface import implementer
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


class FormChoiceWidget(CheckBoxWidget):
    """Offer every kind of form and every published form."""

    terms: Any = None

    def updateTerms(self) -> Any:
        """Return what may be ticked, forms that are ticked but not published last."""
        if self.terms is None:
            self.terms = CollectionTermsVocabulary(
                self.context,
                self.request,
                self.form,
                self.field,
                SimpleVocabulary(self._find_terms()),
                self,
            )
        return self.terms

    def _find_terms(self) -> list[SimpleTerm]:
        titles = find_form_titles()
        unpublished = {
            form_id: translate(
                _(
                    "label_form_not_published",
                    default="${form} (not published)",
                    mapping={"form": form_id},
                ),
                context=self.request,
            )
            for form_id in self._find_ticked()
            if form_id not in titles
        }
        return [
            SimpleTerm(form_id, form_id, title)
            for form_id, title in {**titles, **unpublished}.items()
        ]

    def _find_ticked(self) -> list[str]:
        sent = self.request.get(self.name, NO_VALUE)
        if sent is not NO_VALUE:
            return [sent] if isinstance(sent, str) else list(sent)
        if self.ignoreContext:
            return []
        return list(getattr(self.context, self.field.__name__, None) or ())


@implementer(IFieldWidget)
def FormChoiceFieldWidget(field: Any, request: Any) -> Any:
    """Return the widget for a list of form ids."""
    return FieldWidget(field, FormChoiceWidget(request))
