"""Form templates: spreadsheets in the XLSForm standard, reviewed and published."""

from plone.namedfile.field import NamedBlobFile
from plone.supermodel import model
from riaya import _
from zope import schema


class IFormTemplate(model.Schema):
    """A form, its version and the spreadsheet that defines it."""

    title = schema.TextLine(title=_("label_title", default="Title"))
    description = schema.Text(
        title=_("label_description", default="Description"), required=False
    )
    form_id = schema.ASCIILine(title=_("label_form_id", default="Form id"))
    form_version = schema.ASCIILine(
        title=_("label_form_version", default="Form version")
    )
    kind = schema.Choice(
        title=_("label_form_kind", default="Kind of form"),
        vocabulary="riaya.assessments.kinds",
    )
    xlsform = NamedBlobFile(
        title=_("label_xlsform", default="Spreadsheet (XLSForm)"),
        description=_(
            "help_xlsform", default="An .xlsx file in the XLSForm standard."
        ),
    )
