"""The forms in which our content is written and changed.

They are Dexterity's own forms, with three habits added: a refusal stands
beside the field it is about, a refusal by the domain stores nothing at all,
and nobody overwrites what they have not seen.
"""

from plone.dexterity.browser.add import DefaultAddForm
from plone.dexterity.browser.add import DefaultAddView
from plone.dexterity.browser.edit import DefaultEditForm
from plone.dexterity.interfaces import IDexterityEditForm
from plone.z3cform.layout import FormWrapper
from riaya import _
from riaya.core.editing import check_opened_version
from riaya.core.editing import get_version_stamp
from riaya.core.exceptions import RiayaError
from riaya.core.validation import InvalidField
from typing import Any
from z3c.form.interfaces import ITextAreaWidget
from zope.browserpage.viewpagetemplatefile import ViewPageTemplateFile
from zope.i18n import translate
from zope.interface import implementer

import transaction


class RefusalsInForm:
    """What our add and edit forms share."""

    request: Any
    widgets: Any

    template = ViewPageTemplateFile("templates/form.pt")
    # What Plone's behaviors would ask for is not the office's business.
    additionalSchemata = ()
    enable_form_tabbing = False
    enableCSRFProtection = True
    description = ""
    refusal: RiayaError | None = None

    def update(self) -> None:
        """Run the form; keep what the domain refuses for the page."""
        _take_chosen_files(self.request.form)
        try:
            super().update()
        except RiayaError as error:
            self.refuse(error)

    def updateWidgets(self, prefix: str | None = None) -> None:
        """Give longer texts the room that they need."""
        super().updateWidgets(prefix)
        for widget in self.widgets.values():
            if ITextAreaWidget.providedBy(widget):
                widget.rows = 5

    def extractData(self, setErrors: bool = True) -> tuple[dict, tuple]:
        """Return data and errors, each error at the field that it names."""
        data, errors = super().extractData(setErrors)
        for view in errors:
            widget = self._find_widget(view.error)
            if widget is not None and view.widget is None:
                view.widget, view.field = widget, widget.field
                if setErrors:
                    widget.error = view
        return data, errors

    @property
    def refusals(self) -> list[str]:
        """Return the sentences of a refusal by the domain."""
        if self.refusal is None:
            return []
        sentences = (self.refusal.message, *self.refusal.obstacles)
        return [translate(sentence, context=self.request) for sentence in sentences]

    @property
    def opened_version(self) -> str:
        """Return the version that the form shows; a new thing has none."""
        return ""

    def refuse(self, refusal: RiayaError) -> None:
        """Undo everything this request did and keep the sentences for the page.

        What was typed stays in the inputs, which are filled from the request.
        """
        transaction.abort()
        self.refusal = refusal

    def _find_widget(self, error: Any) -> Any:
        if not isinstance(error, InvalidField):
            return None
        return self.widgets.get(error.field_name)


def _take_chosen_files(form: dict) -> None:
    """Let a chosen file take the place of the one that is there.

    Plone's input keeps the earlier file, without a word, until somebody also
    says in so many words that it is to be replaced.
    """
    for name, value in list(form.items()):
        if getattr(value, "filename", None) and f"{name}.action" in form:
            form[f"{name}.action"] = "replace"


class AddForm(RefusalsInForm, DefaultAddForm):
    """The form of something new."""

    success_message = _("msg_saved", default="It is saved.")


class AddView(DefaultAddView):
    """The page of an add form; subclasses name the form."""

    form = AddForm


class EditForm(RefusalsInForm, DefaultEditForm):
    """The form of something that exists."""

    success_message = _("msg_saved", default="It is saved.")

    @property
    def opened_version(self) -> str:
        """Return the version that the form shows."""
        return get_version_stamp(self.context)

    def applyChanges(self, data: dict) -> dict:
        """Change the content; raise ChangedMeanwhile when somebody else already did."""
        check_opened_version(self.context, self.request.form.get("opened_version", ""))
        return super().applyChanges(data)


@implementer(IDexterityEditForm)
class EditView(FormWrapper):
    """The page of an edit form; subclasses may name another form."""

    form = EditForm
