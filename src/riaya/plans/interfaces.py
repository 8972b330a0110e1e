"""The intervention plan: goals from ranked needs, steps that reach them."""

from plone.autoform import directives
from plone.namedfile.field import NamedBlobFile
from plone.supermodel import model
from riaya import _
from riaya.core.rows.fields import RowList
from riaya.plans.checking import check_period
from riaya.plans.checking import check_steps
from zope import schema
from zope.interface import Interface
from zope.interface import invariant


class IGoalRow(Interface):
    """What is to be reached for one need."""

    id = schema.ASCIILine(title=_("label_goal_id", default="Number"))
    need = schema.TextLine(title=_("label_need", default="Need"))
    dimension = schema.Choice(
        title=_("label_domain", default="Domain"),
        vocabulary="riaya.assessments.domains",
        required=False,
    )
    priority = schema.Int(
        title=_("label_priority", default="Priority"), required=False, min=1, max=99
    )
    goal = schema.TextLine(title=_("label_goal", default="Goal"))
    attainment = schema.Choice(
        title=_("label_attainment", default="Attainment"),
        vocabulary="riaya.plans.attainments",
        required=False,
    )


class IPlanStepRow(Interface):
    """One action towards a goal, with who brings the resource."""

    id = schema.ASCIILine(title=_("label_step_id", default="Number"))
    goal_id = schema.ASCIILine(title=_("label_goal_number", default="Goal"))
    intervention = schema.TextLine(
        title=_("label_intervention", default="Intervention")
    )
    resource = schema.Choice(
        title=_("label_resource", default="Resource of"),
        vocabulary="riaya.plans.resources",
    )
    responsible = schema.TextLine(
        title=_("label_responsible", default="Responsible"), required=False
    )
    programme = schema.TextLine(
        title=_("label_programme", default="Programme"), required=False
    )
    start_on = schema.Date(
        title=_("label_start_on", default="Starts on"), required=False
    )
    due_on = schema.Date(title=_("label_due_on", default="Due on"), required=False)


class IInterventionPlan(model.Schema):
    """A versioned plan; exactly one approved plan of a case is in force."""

    directives.omitted("version")
    version = schema.Int(
        title=_("label_plan_version", default="Plan number"), readonly=True, default=0
    )
    goals = RowList(
        IGoalRow,
        id_prefix="G",
        decided_later=("attainment",),
        long_columns=("goal",),
        title=_("label_goals", default="Goals"),
    )
    steps = RowList(
        IPlanStepRow,
        id_prefix="S",
        references={"goal_id": "goals"},
        long_columns=("intervention",),
        title=_("label_plan_steps", default="Steps"),
    )
    period_start = schema.Date(
        title=_("label_period_start", default="Intervention period from"),
        required=False,
    )
    period_end = schema.Date(
        title=_("label_period_end", default="Intervention period to"), required=False
    )
    review_on = schema.Date(
        title=_("label_review_on", default="Review on"), required=False
    )
    agreement = NamedBlobFile(
        title=_("label_agreement", default="Signed page"),
        description=_(
            "help_agreement",
            default="A scan or photo of the page signed by the client or guardian.",
        ),
        required=False,
    )

    @invariant
    def has_steps_that_end_after_they_start(data):
        """Refuse days of steps that cannot be true."""
        check_steps(data)

    @invariant
    def has_a_possible_period(data):
        """Refuse days of the period that cannot be true."""
        check_period(data)
