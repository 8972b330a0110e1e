"""What has to be done in a case: a task, and an absence of a worker."""

from plone.autoform import directives
from plone.supermodel import model
from riaya import _
from zope import schema


LONGEST_TITLE = 200
LONGEST_TEXT = 4000


class ITask(model.Schema):
    """One task of a case; whoever is responsible is a worker, or a group of the office."""

    title = schema.TextLine(
        title=_("label_task", default="Task"),
        description=_(
            "help_task_title",
            default="What has to be done. It is read only by those who may open the task.",
        ),
        max_length=LONGEST_TITLE,
    )
    details = schema.Text(
        title=_("label_details", default="Details"),
        required=False,
        max_length=LONGEST_TEXT,
    )
    responsible = schema.Choice(
        title=_("label_responsible", default="Responsible"),
        description=_(
            "help_responsible",
            default="A worker of the office. Without a name the task waits for a group.",
        ),
        vocabulary="riaya.tasks.responsibles",
    )
    due_on = schema.Date(title=_("label_due_on", default="Due on"), required=False)

    directives.write_permission(
        title_en="riaya.cases.SetSystemFields",
        standard_task="riaya.cases.SetSystemFields",
        stage="riaya.cases.SetSystemFields",
        responsible_role="riaya.cases.SetSystemFields",
        origin="riaya.cases.SetSystemFields",
        stands_in_for="riaya.cases.SetSystemFields",
        stands_in_until="riaya.cases.SetSystemFields",
        ended_at="riaya.cases.SetSystemFields",
        ended_by="riaya.cases.SetSystemFields",
        reason="riaya.cases.SetSystemFields",
    )
    title_en = schema.TextLine(
        title=_("label_task_english", default="Task (English)"), required=False
    )
    standard_task = schema.ASCIILine(
        title=_("label_standard_task", default="Standard task"),
        description=_(
            "help_standard_task",
            default="The UID of the step of the guide and the place in it; empty for a task added by hand.",
        ),
        required=False,
        default="",
    )
    stage = schema.Choice(
        title=_("label_stage", default="Stage"),
        vocabulary="riaya.guide.stages",
        required=False,
    )
    responsible_role = schema.Choice(
        title=_("label_responsible_role", default="Responsible role"),
        description=_(
            "help_task_role",
            default="A task of a role goes over when the case is given to another worker.",
        ),
        vocabulary="riaya.security.roles",
        required=False,
    )
    origin = schema.ASCIILine(
        title=_("label_origin", default="Origin"),
        description=_("help_task_origin", default="guide or hand."),
        required=False,
        default="hand",
    )
    stands_in_for = schema.ASCIILine(
        title=_("label_stands_in_for", default="Stands in for"), required=False
    )
    stands_in_until = schema.Date(
        title=_("label_stands_in_until", default="Stands in until"), required=False
    )
    ended_at = schema.Datetime(
        title=_("label_ended_at", default="Ended at"), required=False
    )
    ended_by = schema.ASCIILine(
        title=_("label_ended_by", default="Ended by"), required=False
    )
    reason = schema.Text(
        title=_("label_result_or_reason", default="Result, or reason"), required=False
    )
