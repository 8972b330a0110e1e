"""Planning, recording and reading contacts."""

from plone import api
from riaya import _
from riaya.cases.items.forms import ItemAddForm
from riaya.cases.items.forms import ItemEditForm
from riaya.cases.items.views import ItemView
from riaya.core.forms import AddView
from riaya.core.forms import EditView
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.transitions.actions import Action
from typing import Any
from z3c.form import button
from zope.i18nmessageid import Message


class FollowUpAddForm(ItemAddForm):
    """Plan a contact; what comes of it is recorded later."""

    fields: Any

    def updateFields(self) -> None:
        """Ask for what is known beforehand."""
        super().updateFields()
        self.fields = self.fields.select("kind", "due_on")


class FollowUpAddView(AddView):
    """The page on which a contact is planned."""

    form = FollowUpAddForm


class RecordForm(ItemEditForm):
    """Write what came of a contact and record it in one go."""

    fields: Any

    buttons = ItemEditForm.buttons.omit("save", "cancel")
    handlers = ItemEditForm.handlers.copy()

    @property
    def label(self) -> Message:
        """Return the heading."""
        return _(
            "title_record_follow_up",
            default="Record the contact: ${title}",
            mapping={"title": self.context.readable_title},
        )

    def updateFields(self) -> None:
        """Ask for what is known afterwards."""
        super().updateFields()
        names = ("done_on", "present", "outcome", "next_on")
        self.fields = self.fields.select(*names)

    def updateWidgets(self, prefix: str | None = None) -> None:
        """Propose today while nothing was typed."""
        super().updateWidgets(prefix)
        done_on = self.widgets["done_on"]
        if not done_on.value and done_on.name not in self.request.form:
            done_on.value = today(get_zone()).isoformat()

    def updateActions(self) -> None:
        """Show which of the buttons is the one that records."""
        super().updateActions()
        self.actions["record"].klass = "submit-widget btn btn-primary"

    @button.buttonAndHandler(
        _("button_record_follow_up", default="Record the contact"), name="record"
    )
    def handle_record(self, action: Any) -> None:
        """Keep the fields and take the step; a refusal stores neither."""
        data, errors = self.extractData()
        if errors:
            self.status = self.formErrorsMessage
            return
        self.applyChanges(data)
        api.content.transition(obj=self.context, transition="record")
        message = _("msg_contact_recorded", default="The contact is recorded.")
        api.portal.show_message(message, self.request)
        self.request.response.redirect(self.context.absolute_url())

    @button.buttonAndHandler(_("button_cancel", default="Cancel"), name="leave")
    def handle_leave(self, action: Any) -> None:
        """Go back to the contact."""
        self.request.response.redirect(self.context.absolute_url())


class RecordView(EditView):
    """The page on which a contact is recorded."""

    form = RecordForm


class FollowUpView(ItemView):
    """Show a contact: planned, or what came of it."""

    @property
    def steps(self) -> list[Action]:
        """Return the steps other than recording, which has a page of its own."""
        return [step for step in super().steps if step.id != "record"]

    @property
    def may_record(self) -> bool:
        """Return True when the present person may record the contact now."""
        return self.state == "planned" and self.may("Riaya: Record follow-up")

    @property
    def is_missed(self) -> bool:
        """Return True when the contact was due before today and is not recorded."""
        return self.state == "planned" and self.context.due_on < today(get_zone())
