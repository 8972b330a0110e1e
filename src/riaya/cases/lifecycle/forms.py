"""Registering a case, and correcting the data of its client."""

from functools import cached_property
from plone import api
from plone.app.z3cform.widgets.checkbox import CheckBoxFieldWidget
from plone.app.z3cform.widgets.datetime import DatetimeFieldWidget
from plone.app.z3cform.widgets.radio import RadioFieldWidget
from plone.autoform.widgets import ParameterizedWidget
from plone.z3cform.layout import FormWrapper
from riaya import _
from riaya.cases.content import Case
from riaya.cases.duplicates import find_cases_of_identity
from riaya.cases.interfaces import ICase
from riaya.cases.registration import make_case
from riaya.cases.registration import register_case
from riaya.core.forms import EditForm
from riaya.core.forms import EditView
from riaya.core.forms import RefusalsInForm
from riaya.core.time.office_time import get_zone_name
from riaya.offices.lookup import get_office_title
from typing import Any
from z3c.form import button
from z3c.form.field import Fields
from z3c.form.form import AddForm
from z3c.form.interfaces import ICheckBoxWidget
from z3c.form.interfaces import IRadioWidget
from zope.browserpage.viewpagetemplatefile import ViewPageTemplateFile


SECTIONS = (
    (
        _("title_section_client", default="The client"),
        ("client_kind", "client_name", "sex", "birth_date", "age_estimated"),
    ),
    (
        _("title_section_identity", default="Identity"),
        ("id_kind", "national_id", "no_id_reason"),
    ),
    (
        _("title_section_contact", default="How to reach the client"),
        ("phone", "address"),
    ),
    (
        _("title_section_need", default="What is needed"),
        (
            "categories",
            "response_group",
            "entrance",
            "reported_at",
            "description_of_need",
        ),
    ),
)
RADIOS = ("client_kind", "sex", "id_kind")


def make_client_fields() -> Fields:
    """Return the form fields of a client, as registration asks for them."""
    names = [name for _title, names in SECTIONS for name in names]
    fields = Fields(ICase).select(*names)
    for name in RADIOS:
        fields[name].widgetFactory = RadioFieldWidget
    fields["categories"].widgetFactory = CheckBoxFieldWidget
    fields["reported_at"].widgetFactory = ParameterizedWidget(
        DatetimeFieldWidget, default_timezone=get_zone_name
    )
    return fields


class ClientForm:
    """The fields of a client in their sections."""

    template = ViewPageTemplateFile("templates/client_form.pt")
    enableCSRFProtection = True
    widgets: Any
    duplicates: list[str] = []

    @property
    def sections(self) -> list[dict[str, Any]]:
        """Return the sections with their widgets."""
        return [
            {
                "title": title,
                "widgets": [
                    self.widgets[name] for name in names if name in self.widgets
                ],
            }
            for title, names in SECTIONS
        ]

    @property
    def known_duplicates(self) -> list[str]:
        """Return the numbers that the present person may know."""
        return [number for number in self.duplicates if number]

    @property
    def has_hidden_duplicates(self) -> bool:
        """Return True when there are others, which the person may not know."""
        return "" in self.duplicates

    def is_choice(self, widget: Any) -> bool:
        """Return True for a widget of several buttons, which needs a legend."""
        return widget.mode == "input" and (
            IRadioWidget.providedBy(widget)
            or (ICheckBoxWidget.providedBy(widget) and len(list(widget.items)) > 1)
        )

    def get_input_type(self, widget: Any) -> str:
        """Return what kind of buttons a choice has."""
        return "radio" if IRadioWidget.providedBy(widget) else "checkbox"


class RegisterCaseForm(ClientForm, RefusalsInForm, AddForm):
    """Register a case; warn when the client seems to be registered already."""

    ignoreContext = True
    css_class = "riaya-form"
    enable_unload_protection = False

    @cached_property
    def draft(self) -> Case:
        """Return a case with what is usual for this policy."""
        return make_case()

    @property
    def label(self) -> str:
        """Return the heading of the page."""
        return _(
            "title_register_case",
            default="Register a case: ${office}",
            mapping={"office": get_office_title(self.context)},
        )

    @property
    def fields(self) -> Fields:
        """Return the fields of the client."""
        return make_client_fields()

    def updateWidgets(self, prefix: str | None = None) -> None:
        """Choose the policy's usual kind of client for a form that is still empty."""
        super().updateWidgets(prefix)
        kind = self.widgets["client_kind"]
        if not kind.value:
            kind.value = [self.draft.client_kind]
            kind.update()

    @button.buttonAndHandler(
        _("button_save_new_case", default="Register the case"), name="save"
    )
    def handle_register(self, action: Any) -> None:
        """Register the case, or show what is to be corrected."""
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return
        for name, value in data.items():
            setattr(self.draft, name, value)
        if "register_anyway" not in self.request.form:
            self.duplicates = find_cases_of_identity(self.draft)
        if self.duplicates:
            return
        case = register_case(self.context, self.draft)
        api.portal.show_message(
            _(
                "msg_case_is_registered",
                default="Case ${number} is registered.",
                mapping={"number": case.case_number},
            ),
            self.request,
        )
        self.request.response.redirect(case.absolute_url())

    @button.buttonAndHandler(_("button_cancel", default="Cancel"), name="cancel")
    def handle_cancel(self, action: Any) -> None:
        """Go back to the office."""
        self.request.response.redirect(self.context.absolute_url())


class RegisterCaseView(FormWrapper):
    """The page on which an office registers a case."""

    form = RegisterCaseForm


class EditCaseForm(ClientForm, EditForm):
    """Correct the data of the client; stage and closure are not edited here."""

    css_class = "riaya-form"
    enable_unload_protection = False

    @property
    def label(self) -> str:
        """Return the heading of the page."""
        return _(
            "title_edit_client",
            default="Client data of case ${number}",
            mapping={"number": self.context.case_number},
        )

    def updateFields(self) -> None:
        """Offer the client's fields only."""
        self.fields = make_client_fields()


class EditCaseView(EditView):
    """The page on which the client's data are corrected."""

    form = EditCaseForm
