"""The case, and what is noted or agreed in its file."""

from plone.autoform import directives
from plone.supermodel import model
from riaya import _
from riaya.cases.consenting import check_consent
from riaya.cases.plausibility import check_client
from riaya.core.validation import InvalidValue
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from zope import schema
from zope.interface import Interface
from zope.interface import invariant
from zope.viewlet.interfaces import IViewletManager


def has_category(value: list) -> bool:
    """Return True for a list with a category; raise InvalidValue for an empty one."""
    if not value:
        raise InvalidValue(
            _("error_categories_missing", default="Choose at least one category.")
        )
    return True


def has_scope(value: list) -> bool:
    """Return True for a list with a scope; raise InvalidValue for an empty one."""
    if not value:
        raise InvalidValue(
            _(
                "error_consent_scope_missing",
                default="Choose at least one thing that is agreed to.",
            )
        )
    return True


class ICase(model.Schema):
    """The file of one household or person."""

    client_kind = schema.Choice(
        title=_("label_client_kind", default="Kind of client"),
        vocabulary="riaya.cases.client_kinds",
    )
    client_name = schema.TextLine(
        title=_("label_client_name", default="Name of the client"),
        description=_(
            "help_client_name",
            default="Of the person, or of the head of the household.",
        ),
        max_length=200,
    )
    id_kind = schema.Choice(
        title=_("label_id_kind", default="Identity document"),
        vocabulary="riaya.cases.id_kinds",
        default="national",
    )
    national_id = schema.TextLine(
        title=_("label_national_id", default="Identity number"), required=False
    )
    no_id_reason = schema.Choice(
        title=_("label_no_id_reason", default="Why there is no number"),
        vocabulary="riaya.cases.no_id_reasons",
        required=False,
    )
    sex = schema.Choice(
        title=_("label_sex", default="Sex"),
        vocabulary="riaya.cases.sexes",
        required=False,
    )
    birth_date = schema.Date(
        title=_("label_birth_date", default="Birth date"), required=False
    )
    age_estimated = schema.Bool(
        title=_("label_age_estimated", default="The age is estimated"),
        required=False,
        default=False,
    )
    phone = schema.TextLine(title=_("label_phone", default="Telephone"), required=False)
    address = schema.TextLine(
        title=_("label_address", default="Address"), required=False
    )
    categories = schema.List(
        title=_("label_categories", default="Categories"),
        value_type=schema.Choice(vocabulary="riaya.cases.categories"),
        min_length=1,
        constraint=has_category,
    )
    response_group = schema.Choice(
        title=_("label_response_group", default="Response group"),
        vocabulary="riaya.guide.response_groups",
        required=False,
    )
    entrance = schema.Choice(
        title=_("label_entrance", default="How the case came in"),
        vocabulary="riaya.cases.entrances",
        required=False,
    )
    reported_at = schema.Datetime(
        title=_("label_reported_at", default="Reported at"),
        description=_(
            "help_reported_at",
            default="When the ministry first heard of it; the time until registration counts from here.",
        ),
        required=False,
    )
    description_of_need = schema.Text(
        title=_("label_description_of_need", default="What was reported"),
        required=False,
    )

    closure_reason = schema.Choice(
        title=_("label_closure_reason", default="Closure reason"),
        vocabulary="riaya.cases.closure_reasons",
        required=False,
    )
    independence_rating = schema.Int(
        title=_("label_independence_rating", default="Independence (1 to 5)"),
        description=_(
            "help_independence_rating",
            default="1: depends on help in everything; 5: manages without help.",
        ),
        required=False,
        min=1,
        max=5,
    )

    directives.write_permission(
        case_number="riaya.cases.SetSystemFields",
        client_code="riaya.cases.SetSystemFields",
        risk_level="riaya.cases.SetSystemFields",
        guide="riaya.cases.SetSystemFields",
        case_manager="riaya.cases.SetSystemFields",
        supervisor="riaya.cases.SetSystemFields",
        registered_on="riaya.cases.SetSystemFields",
        closed_on="riaya.cases.SetSystemFields",
    )
    case_number = schema.ASCIILine(
        title=_("label_case_number", default="Case number"), required=False
    )
    client_code = schema.ASCIILine(
        title=_("label_client_code", default="Client code"), required=False
    )
    risk_level = schema.Choice(
        title=_("label_risk_level", default="Risk level"),
        vocabulary="riaya.cases.risk_levels",
        required=False,
    )
    guide = schema.ASCIILine(
        title=_("label_guide_edition", default="Guide edition (UID)"), required=False
    )
    case_manager = schema.ASCIILine(
        title=_("label_case_manager", default="Case manager"), required=False
    )
    supervisor = schema.ASCIILine(
        title=_("label_supervisor", default="Supervisor"), required=False
    )
    registered_on = schema.Date(
        title=_("label_registered_on", default="Registered on"), required=False
    )
    closed_on = schema.Date(
        title=_("label_closed_on", default="Closed on"), required=False
    )

    @invariant
    def describes_a_possible_client(data):
        """Refuse identity numbers and dates that cannot be true."""
        check_client(data)


class IConsent(model.Schema):
    """What the client or guardian agreed to."""

    directives.widget(scope=CheckBoxFieldWidget)
    scope = schema.List(
        title=_("label_consent_scope", default="Agrees to"),
        value_type=schema.Choice(vocabulary="riaya.cases.consent_scopes"),
        constraint=has_scope,
    )
    purpose = schema.Text(title=_("label_purpose", default="Purpose"), required=False)
    given_by = schema.TextLine(title=_("label_given_by", default="Given by"))
    given_on = schema.Date(title=_("label_given_on", default="Given on"))
    withdrawn_on = schema.Date(
        title=_("label_withdrawn_on", default="Withdrawn on"), required=False
    )

    @invariant
    def is_given_before_it_is_withdrawn(data):
        """Refuse days that cannot be true."""
        check_consent(data)


class INote(model.Schema):
    """A note in the case file."""

    text = schema.Text(title=_("label_note", default="Note"))


class ICaseItem(Interface):
    """Marks what lives inside a case: assessments, plans, contacts, consents, notes."""


class ICasePanels(IViewletManager):
    """Where features show their part of a case on its page, above what is in the file."""


class ITransitionObstacles(Interface):
    """A feature's voice: what of it stands in the way of a transition."""

    def find(transition: str) -> list:
        """Return sentences; an empty list means nothing stands in the way."""


class IFormsOnFile(Interface):
    """A feature's voice: which required forms a case file already holds."""

    def find() -> set:
        """Return the ids of forms that are finished: submitted or approved."""


class IStageTasks(Interface):
    """A feature's voice: the standard tasks of a case in a stage."""

    def find(stage: str) -> list:
        """Return StageTask values made when the case last entered the stage."""


class IFillableForms(Interface):
    """A feature's voice: the forms that the present person may fill in for a case."""

    def find() -> list:
        """Return FillableForm values by title; none for who may not add any."""


class IItemIntake(Interface):
    """A feature's voice, named by the portal type: items that come in another way.

    What is sent to a case over REST is asked here first.
    """

    def take(data: dict) -> object:
        """Return the item that was made of the data, or None to write them as fields."""


class IDueDays(Interface):
    """A feature's voice: the days on which something planned for a case is due."""

    def find() -> list:
        """Return dates, in any order."""


class IAssignmentRefusals(Interface):
    """A feature's voice: who cannot be made case manager of a case, and why."""

    def find(user_ids: list) -> dict:
        """Return a sentence for each user id that cannot be chosen."""

    def find_notices(user_ids: list) -> dict:
        """Return a sentence for each user id of whom the assigning person should know."""


class ICaseload(Interface):
    """Counts the open cases of case managers."""

    def count(user_ids: list) -> dict:
        """Return the number of open cases of each user id that has any."""


class IKnownIdentities(Interface):
    """The case register's voice: which cases carry an identity number."""

    def find(national_id: str) -> list:
        """Return their numbers; an empty string for one the present person may not know."""
