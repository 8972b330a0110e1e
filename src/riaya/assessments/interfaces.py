"""What was found out about a client: needs, strengths, risk."""

from plone.autoform import directives
from plone.schema import JSONField
from plone.supermodel import model
from riaya import _
from riaya.assessments.checking import check_day
from riaya.assessments.checking import check_response_group
from riaya.core.rows.fields import RowList
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
        vocabulary="riaya.forms.kinds",
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
        vocabulary="riaya.guide.response_groups",
        required=False,
    )
    needs = RowList(INeedRow, title=_("label_needs", default="Needs and challenges"))
    strengths = RowList(
        IStrengthRow, title=_("label_strengths", default="Strengths and resources")
    )
    # What a filled form brings with it is checked against the form when the
    # form is sent; nobody writes it by hand, nor over REST.
    directives.omitted(
        "form_template",
        "form_id",
        "form_version",
        "form_titles",
        "submission_key",
        "is_complete",
        "filled_at",
        "answers",
        "attachments",
        "scores",
        "computed_risk_level",
        "risk_override_reason",
        "risk_overridden_by",
        "risk_overridden_at",
    )
    directives.write_permission(
        form_template="riaya.cases.SetSystemFields",
        form_id="riaya.cases.SetSystemFields",
        form_version="riaya.cases.SetSystemFields",
        form_titles="riaya.cases.SetSystemFields",
        submission_key="riaya.cases.SetSystemFields",
        is_complete="riaya.cases.SetSystemFields",
        filled_at="riaya.cases.SetSystemFields",
        answers="riaya.cases.SetSystemFields",
        attachments="riaya.cases.SetSystemFields",
        scores="riaya.cases.SetSystemFields",
        computed_risk_level="riaya.cases.SetSystemFields",
        risk_override_reason="riaya.cases.SetSystemFields",
        risk_overridden_by="riaya.cases.SetSystemFields",
        risk_overridden_at="riaya.cases.SetSystemFields",
    )
    form_template = schema.ASCIILine(
        title=_("label_form_template", default="Form template (UID)"), required=False
    )
    form_id = schema.ASCIILine(
        title=_("label_form_id", default="Form id"), required=False
    )
    form_version = schema.ASCIILine(
        title=_("label_form_version", default="Form version"), required=False
    )
    form_titles = JSONField(
        title=_("label_form_titles", default="Title of the form"), required=False
    )
    submission_key = schema.ASCIILine(
        title=_("label_submission_key", default="Key of the submission"),
        required=False,
    )
    is_complete = schema.Bool(
        title=_("label_is_complete", default="The form is filled in completely"),
        required=False,
        default=True,
    )
    filled_at = schema.Datetime(
        title=_("label_filled_at", default="Filled in at"), required=False
    )
    answers = JSONField(title=_("label_answers", default="Answers"), required=False)
    attachments = JSONField(
        title=_("label_attachments", default="Documents of the answers (UIDs)"),
        required=False,
    )
    scores = JSONField(title=_("label_scores", default="Scores"), required=False)
    computed_risk_level = schema.Choice(
        title=_("label_computed_risk_level", default="Risk level of the form"),
        vocabulary="riaya.cases.risk_levels",
        required=False,
    )
    risk_override_reason = schema.Text(
        title=_(
            "label_risk_override_reason",
            default="Reason for another risk level than the form's",
        ),
        required=False,
    )
    risk_overridden_by = schema.ASCIILine(
        title=_("label_risk_overridden_by", default="Risk level set by"),
        required=False,
    )
    risk_overridden_at = schema.Datetime(
        title=_("label_risk_overridden_at", default="Risk level set at"),
        required=False,
    )

    @invariant
    def is_assessed_on_a_possible_day(data):
        """Refuse days that cannot be true."""
        check_day(data)

    @invariant
    def leaves_the_response_group_to_the_rapid_assessment(data):
        """Refuse a response group in other kinds."""
        check_response_group(data)
