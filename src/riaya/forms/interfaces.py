"""Form templates: spreadsheets in the XLSForm standard, reviewed and published."""

from dataclasses import dataclass
from plone.autoform import directives
from plone.supermodel import model
from riaya import _
from riaya.forms.fields import SpreadsheetFile
from riaya.forms.form_ids import is_form_id
from riaya.forms.form_ids import is_form_version
from typing import BinaryIO
from zope import schema
from zope.interface import Interface


class IFormTemplate(model.Schema):
    """A form, its version and the spreadsheet that defines it.

    Form id and version are those of the spreadsheet's sheet of settings.
    """

    title = schema.TextLine(title=_("label_title", default="Title"))
    title_en = schema.TextLine(
        title=_("label_title_english", default="Title (English)"), required=False
    )
    description = schema.Text(
        title=_("label_description", default="Description"), required=False
    )
    kind = schema.Choice(
        title=_("label_form_kind", default="Kind of form"),
        vocabulary="riaya.forms.kinds",
    )
    xlsform = SpreadsheetFile(
        title=_("label_xlsform", default="Spreadsheet (XLSForm)"),
        description=_(
            "help_xlsform",
            default="An .xlsx file in the XLSForm standard, at most 5 MB. Form id and version stand in its sheet “settings”.",
        ),
    )
    directives.omitted("form_id", "form_version")
    form_id = schema.ASCIILine(
        title=_("label_form_id", default="Form id"),
        description=_(
            "help_form_id", default="As in the settings sheet, for example rapid."
        ),
        constraint=is_form_id,
        required=False,
    )
    form_version = schema.ASCIILine(
        title=_("label_form_version", default="Form version"),
        description=_("help_form_version", default="For example 1.0 or 2027010101."),
        constraint=is_form_version,
        required=False,
    )
    score_questions = schema.List(
        title=_("label_score_questions", default="Questions of the score"),
        description=_(
            "help_score_questions",
            default="Names of calculations whose numbers make the score, one a line. Empty: those that the sheet “settings” names.",
        ),
        value_type=schema.ASCIILine(),
        required=False,
    )
    risk_question = schema.ASCIILine(
        title=_("label_risk_question", default="Question of the risk level"),
        description=_(
            "help_risk_question",
            default="Name of the calculation that says high, medium or low. Empty: the one that the sheet “settings” names.",
        ),
        required=False,
    )


@dataclass(frozen=True)
class Attachment:
    """A file that came with answers; the answers call it by its name."""

    filename: str
    stream: BinaryIO
    size: int


class IFilledForms(Interface):
    """Takes filled forms in: the voice of those who keep them."""

    def receive(
        template,
        case_uid,
        instance,
        key,
        attachments,
        filled_at=None,
        awaits_files=False,
    ):
        """Keep the answers of a form and return the address of what holds them.

        `instance` is an XForms instance as it came, `key` names this filling
        for ever, `attachments` are Attachment by their names.  `filled_at` is
        when it was filled; with `awaits_files` more files are to come.  Raises
        AnswersRefused and other refusals, or Unauthorized; then nothing is kept.
        """


class IOpenCases(Interface):
    """Tells the cases for which the present person may fill forms."""

    def find():
        """Return rows with `name` (the UID), `label`, `case_number` and `version`.

        The version is a number that rises whenever something else changes.
        """
