"""What a case file needs to know of a document."""

from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from riaya import _
from zope import schema
from zope.interface import provider


@provider(IFormFieldProvider)
class ICaseDocument(model.Schema):
    """Kind, date and confidentiality of a file or picture."""

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
