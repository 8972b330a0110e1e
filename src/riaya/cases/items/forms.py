"""The forms in which items of a case file are written and changed."""

from riaya import _
from riaya.cases.items.kinds import get_item_kind
from riaya.core.forms import AddForm
from riaya.core.forms import AddView
from riaya.core.forms import EditForm
from riaya.core.forms import EditView
from zope.i18nmessageid import Message


class ItemAddForm(AddForm):
    """Put something into a case file."""

    css_class = "riaya-form"

    @property
    def label(self) -> Message:
        """Return the heading, the words of the button that led here."""
        return get_item_kind(self.portal_type).add_label


class ItemEditForm(EditForm):
    """Change something in a case file while its state allows."""

    css_class = "riaya-form"

    @property
    def label(self) -> Message:
        """Return the heading."""
        return _(
            "title_edit_item",
            default="Change: ${title}",
            mapping={"title": self.context.readable_title},
        )


class ConsentAddView(AddView):
    """The page on which a consent is recorded."""

    form = ItemAddForm


class NoteAddView(AddView):
    """The page on which a note is written."""

    form = ItemAddForm


class ItemEditView(EditView):
    """The page on which an item is changed."""

    form = ItemEditForm
