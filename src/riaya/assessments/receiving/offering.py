"""The forms that a person may fill in for a case."""

from AccessControl import getSecurityManager
from riaya.assessments.receiving.admission import ADD
from riaya.cases.content import Case
from riaya.cases.interfaces import ICase
from riaya.cases.interfaces import IFillableForms
from riaya.cases.items.fillable import FillableForm
from riaya.cases.items.fillable import get_fill_url
from riaya.forms.offering import find_offered_forms
from zope.component import adapter
from zope.interface import implementer


@implementer(IFillableForms)
@adapter(ICase)
class FormsToFill:
    """The published forms, each in its current version."""

    def __init__(self, case: Case):
        self.case = case

    def find(self) -> list[FillableForm]:
        """Return the forms by title; none for who may not add assessments now."""
        if not getSecurityManager().checkPermission(ADD, self.case):
            return []
        url = self.case.absolute_url()
        return [
            FillableForm(
                form_id=form.form_id,
                kind=form.kind,
                version=form.version,
                title=form.title,
                description=form.description,
                template_url=form.url,
                fill_url=get_fill_url(url, form.uid),
            )
            for form in find_offered_forms()
        ]
