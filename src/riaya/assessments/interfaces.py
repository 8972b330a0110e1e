"""What was found out about a client: needs, strengths, risk."""

from plone.autoform import directives
from plone.schema import JSONField
from plone.supermodel import model
from riaya import _
from riaya.core.rows import RowList
from zope import schema
from zope.interface import Interface
from zope.interface import invariant


class INeedRow(Interface):
    """A need of the client, ranked: 1 comes first."""

    domain = schema.Choice(
        title=_("label_domain", default="Domain"),
        vocabulary="riaya.assessments.domains",
    )
    text = schema.TextLine(title=_("label_need", default="Need"))
    rank = schema.Int(
        title=_("label_rank", default="Rank"), required=False, min=1, max=99
    )


class IStrengthRow(Interface):
    """A strength or resource of the client."""

    domain = schema.Choice(
        title=_("label_domain", default="Domain"),
        vocabulary="riaya.assessments.domains",
    )
    text = schema.TextLine(title=_("label_strength", default="Strength"))
    rank = schema.Int(
        title=_("label_rank", default="Rank"), required=False, min=1, max=99
    )


class IAssessment(model.Schema):
    """A dated assessment of one kind."""

    kind = schema.Choice(
        title=_("label_assessment_kind", default="Kind of assessment"),
        vocabulary="riaya.assessments.kinds",
    )
    assessed_on = schema.Date(title=_("label_assessed_on", default="Assessed on"))
    summary = schema.Text(title=_("label_summary", default="Summary"), required=False)
    risk_level = schema.Choice(
        title=_("label_risk_level", default="Risk level"),
        vocabulary="riaya.cases.risk_levels",
        required=False,
    )
    response_group = schema.Choice(
        title=_("label_response_group", default="Response group"),
        description=_(
            "help_response_group",
            default="Decided by the rapid assessment; it sets the deadlines.",
        ),
        vocabulary="riaya.cases.response_groups",
        required=False,
    )
    needs = RowList(INeedRow, title=_("label_needs", default="Needs and challenges"))
    strengths = RowList(
        IStrengthRow, title=_("label_strengths", default="Strengths and resources")
    )
    # What a filled form brings with it is not typed by hand.
    directives.omitted("form_template", "form_version", "answers", "scores")
    form_template = schema.ASCIILine(
        title=_("label_form_template", default="Form template (UID)"), required=False
    )
    form_version = schema.ASCIILine(
        title=_("label_form_version", default="Form version"), required=False
    )
    answers = JSONField(title=_("label_answers", default="Answers"), required=False)
    scores = JSONField(title=_("label_scores", default="Scores"), required=False)

    @invariant
    def is_assessed_on_a_possible_day(data):
        """Refuse days that cannot be true."""
        from riaya.assessments.checking import check_day

        check_day(data)

    @invariant
    def leaves_the_response_group_to_the_rapid_assessment(data):
        """Refuse a response group in other kinds."""
        from riaya.assessments.checking import check_response_group

        check_response_group(data)
