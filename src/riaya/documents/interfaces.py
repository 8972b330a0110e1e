"""What a case file needs to know of a document."""

from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from riaya import _
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.core.validation import InvalidField
from zope import schema
from zope.interface import Interface
from zope.interface import invariant
from zope.interface import provider


class IDocumentSupport(Interface):
    """Marks files and pictures, which are case documents when they lie in a case."""


@provider(IFormFieldProvider)
class ICaseDocument(model.Schema):
    """Kind, date and confidentiality of a file or picture in a case file."""

    document_kind = schema.Choice(
        title=_("label_document_kind", default="Kind of document"),
        vocabulary="riaya.documents.kinds",
        required=False,
    )
    dated_on = schema.Date(
        title=_("label_dated_on", default="Date of the document"), required=False
    )
    document_confidentiality = schema.Choice(
        title=_("label_document_confidentiality", default="Confidentiality"),
        description=_(
            "help_document_confidentiality",
            default="A confidential document is read only by the assigned case manager and supervisor.",
        ),
        vocabulary="riaya.documents.confidentialities",
        required=False,
        default="standard",
    )

    @invariant
    def is_not_dated_in_the_future(data):
        """Refuse a document that is dated after today."""
        if data.dated_on and data.dated_on > today(get_zone()):
            raise InvalidField(
                "dated_on",
                _(
                    "error_document_dated_in_future",
                    default="The date of the document lies in the future.",
                ),
            )
