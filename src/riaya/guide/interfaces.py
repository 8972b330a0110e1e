"""The procedural guide: an edition, its chapters, their steps."""

from plone.app.textfield import RichText
from plone.autoform import directives
from plone.supermodel import model
from riaya import _
from riaya.core.rows import RowList
from zope import schema
from zope.interface import Interface


class IDeadlineRow(Interface):
    """How long one clock may run for one response group."""

    clock = schema.Choice(
        title=_("label_clock", default="Clock"), vocabulary="riaya.guide.clocks"
    )
    group = schema.Choice(
        title=_("label_response_group", default="Response group"),
        vocabulary="riaya.cases.response_groups",
    )
    amount = schema.Int(title=_("label_amount", default="Amount"), min=1, max=3650)
    unit = schema.Choice(
        title=_("label_unit", default="Unit"), vocabulary="riaya.guide.units"
    )


class IStandardTaskRow(Interface):
    """A task that falls due when the stage is entered."""

    title = schema.TextLine(title=_("label_task", default="Task"))
    responsible_role = schema.Choice(
        title=_("label_responsible_role", default="Responsible role"),
        vocabulary="riaya.guide.roles",
        required=False,
    )
    days = schema.Int(
        title=_("label_days", default="Days"), required=False, min=0, max=3650
    )


class IGuide(model.Schema):
    """One edition of the procedural guide of one policy."""

    title = schema.TextLine(title=_("label_title", default="Title"))
    description = schema.Text(
        title=_("label_description", default="Description"), required=False
    )
    edition = schema.TextLine(
        title=_("label_edition", default="Edition"),
        description=_("help_edition", default="For example 1.0 or 2027."),
    )
    policy = schema.ASCIILine(
        title=_("label_policy", default="Policy"),
        description=_(
            "help_policy", default="The code of the policy profile: ps or sy."
        ),
    )
    effective_from = schema.Date(
        title=_("label_effective_from", default="In force from"), required=False
    )
    approval_reference = schema.TextLine(
        title=_("label_approval_reference", default="Approval reference"),
        description=_(
            "help_approval_reference",
            default="The decision by which the ministry approved this edition.",
        ),
        required=False,
    )
    supersedes = schema.ASCIILine(
        title=_("label_supersedes", default="Supersedes edition (UID)"), required=False
    )
    directives.omitted("supersedes")


class IGuideChapter(model.Schema):
    """A chapter of the guide: text, and the steps it explains."""

    title = schema.TextLine(title=_("label_title", default="Title"))
    title_en = schema.TextLine(
        title=_("label_title_english", default="Title (English)"), required=False
    )
    text = RichText(title=_("label_text", default="Text"), required=False)
    text_en = RichText(
        title=_("label_text_english", default="Text (English)"), required=False
    )


class IGuideStep(model.Schema):
    """What has to be done in one stage of a case, by whom, until when."""

    title = schema.TextLine(title=_("label_title", default="Title"))
    title_en = schema.TextLine(
        title=_("label_title_english", default="Title (English)"), required=False
    )
    stage = schema.Choice(
        title=_("label_stage", default="Stage"), vocabulary="riaya.cases.stages"
    )
    responsible_role = schema.Choice(
        title=_("label_responsible_role", default="Responsible role"),
        vocabulary="riaya.guide.roles",
    )
    text = RichText(title=_("label_text", default="Text"), required=False)
    text_en = RichText(
        title=_("label_text_english", default="Text (English)"), required=False
    )
    required_forms = schema.List(
        title=_("label_required_forms", default="Required forms"),
        description=_(
            "help_required_forms",
            default="One form id in each line. The stage cannot be left before each of them is in the case file.",
        ),
        value_type=schema.ASCIILine(),
        required=False,
        defaultFactory=list,
    )
    checklist = schema.List(
        title=_("label_checklist", default="Checklist"),
        description=_("help_one_a_line", default="One item in each line."),
        value_type=schema.TextLine(),
        required=False,
        defaultFactory=list,
    )
    checklist_en = schema.List(
        title=_("label_checklist_english", default="Checklist (English)"),
        description=_("help_one_a_line", default="One item in each line."),
        value_type=schema.TextLine(),
        required=False,
        defaultFactory=list,
    )
    standard_tasks = RowList(
        IStandardTaskRow, title=_("label_standard_tasks", default="Standard tasks")
    )
    deadlines = RowList(IDeadlineRow, title=_("label_deadlines", default="Deadlines"))
