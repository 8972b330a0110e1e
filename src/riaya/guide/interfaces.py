"""The procedural guide: an edition, its chapters, their steps."""

from collections.abc import Iterable
from plone.app.textfield import RichText
from plone.autoform import directives
from plone.supermodel import model
from riaya import _
from riaya.core.rows.fields import RowList
from riaya.core.settings import get_policy
from riaya.core.validation import InvalidValue
from riaya.guide.form_choice import FormChoiceFieldWidget
from riaya.guide.rows import DeadlineList
from riaya.guide.rows import ICertificateRow
from riaya.guide.rows import IEscalationRow
from riaya.guide.rows import IStandardTaskRow
from typing import Any
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from zope import schema
from zope.component import getUtility
from zope.interface import Interface
from zope.schema.interfaces import IVocabularyFactory

import re


MAX_NUMBER_LENGTH = 20
POLICY_CODE = re.compile(r"^[a-z]{2}(-[a-z0-9]+)*$")


class GuideText(RichText):
    """HTML, and nothing else to choose from."""

    def __init__(self, **kw: Any):
        super().__init__(
            required=False,
            default_mime_type="text/html",
            allowed_mime_types=("text/html",),
            **kw,
        )


def get_own_policy() -> str:
    """Return the code of the policy that this site follows."""
    return str(get_policy("code"))


def is_policy_code(value: str) -> bool:
    """Return True for a code such as ps; raise InvalidValue otherwise."""
    if not POLICY_CODE.match(value):
        raise InvalidValue(
            _(
                "error_policy_code",
                default="A policy code is made of small Latin letters, as in ps or sy.",
            )
        )
    return True


def find_unknown_forms(form_ids: Iterable[str]) -> list[str]:
    """Return the ids that are neither a kind of form nor a published form."""
    wanted = list(form_ids)
    if not wanted:
        return []  # Most steps ask for none, and the known ones take a search.
    known = getUtility(IVocabularyFactory, "riaya.forms.form_ids")(None)
    return [form_id for form_id in wanted if form_id not in known]


def are_known_forms(form_ids: list[str]) -> bool:
    """Return True if all forms exist; raise InvalidValue with the ids to choose from."""
    if unknown := find_unknown_forms(form_ids):
        known = getUtility(IVocabularyFactory, "riaya.forms.form_ids")(None)
        raise InvalidValue(
            _(
                "error_unknown_form",
                default="The form “${form}” is not known. Known are: ${known}.",
                mapping={
                    "form": unknown[0],
                    "known": ", ".join(term.value for term in known),
                },
            )
        )
    return True


class IGuide(model.Schema):
    """One edition of the procedural guide of one policy."""

    title = schema.TextLine(title=_("label_title", default="Title"))
    description = schema.Text(
        title=_("label_description", default="Description"), required=False
    )
    edition = schema.TextLine(
        title=_("label_edition", default="Edition"),
        description=_("help_edition", default="For example 1.0 or 2027."),
        max_length=MAX_NUMBER_LENGTH,
    )
    policy = schema.ASCIILine(
        title=_("label_policy", default="Policy"),
        description=_(
            "help_policy", default="The code of the policy profile: ps or sy."
        ),
        defaultFactory=get_own_policy,
        constraint=is_policy_code,
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
    escalations = RowList(
        IEscalationRow,
        title=_("label_escalations", default="Escalation of overdue clocks"),
        description=_(
            "help_escalations",
            default="A clock without a line goes to the supervisor when it is overdue, and to the director when as much time again has passed.",
        ),
    )
    required_certificates = RowList(
        ICertificateRow,
        title=_("label_required_certificates", default="Required certificates"),
        description=_(
            "help_required_certificates",
            default="A worker without a valid certificate of the course is not offered for assignment in this role.",
        ),
    )
    title_en = schema.TextLine(
        title=_("label_title_english", default="Title (English)"), required=False
    )
    description_en = schema.Text(
        title=_("label_description_english", default="Description (English)"),
        required=False,
    )
    model.fieldset(
        "rules",
        label=_("label_fieldset_rules", default="Escalation and certificates"),
        fields=["escalations", "required_certificates"],
    )
    model.fieldset(
        "english",
        label=_("label_fieldset_english", default="English"),
        fields=["title_en", "description_en"],
    )


class IGuideChapter(model.Schema):
    """A chapter of the guide: text, and the steps it explains."""

    title = schema.TextLine(title=_("label_title", default="Title"))
    title_en = schema.TextLine(
        title=_("label_title_english", default="Title (English)"), required=False
    )
    text = GuideText(title=_("label_text", default="Text"))
    text_en = GuideText(title=_("label_text_english", default="Text (English)"))
    model.fieldset(
        "english",
        label=_("label_fieldset_english", default="English"),
        fields=["title_en", "text_en"],
    )


class IGuideStep(model.Schema):
    """What has to be done in one stage of a case, by whom, until when."""

    title = schema.TextLine(title=_("label_title", default="Title"))
    title_en = schema.TextLine(
        title=_("label_title_english", default="Title (English)"), required=False
    )
    stage = schema.Choice(
        title=_("label_stage", default="Stage"), vocabulary="riaya.guide.stages"
    )
    responsible_role = schema.Choice(
        title=_("label_responsible_role", default="Responsible role"),
        vocabulary="riaya.security.roles",
    )
    text = GuideText(title=_("label_text", default="Text"))
    text_en = GuideText(title=_("label_text_english", default="Text (English)"))
    required_forms = schema.List(
        title=_("label_required_forms", default="Required forms"),
        description=_(
            "help_required_forms",
            default="The stage cannot be left before each of them is in the case file.",
        ),
        value_type=schema.ASCIILine(),
        constraint=are_known_forms,
        required=False,
        defaultFactory=list,
    )
    optional_forms = schema.List(
        title=_("label_optional_forms", default="Optional forms"),
        description=_(
            "help_optional_forms",
            default="They are offered in this stage and hold nothing back.",
        ),
        value_type=schema.ASCIILine(),
        constraint=are_known_forms,
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
    deadlines = DeadlineList(
        title=_("label_deadlines", default="Deadlines"),
        description=_(
            "help_deadlines",
            default="How long each clock may run for each response group; two years at most. All of them stand together in the deadline table of the edition.",
        ),
    )
    directives.widget(
        required_forms=FormChoiceFieldWidget,
        optional_forms=FormChoiceFieldWidget,
        holds_back=CheckBoxFieldWidget,
        may_be_skipped=CheckBoxFieldWidget,
    )
    holds_back = schema.List(
        title=_("label_holds_back", default="Holds the case back"),
        description=_(
            "help_holds_back",
            default="What has to be done, or skipped with a reason, before the stage can be left. Required forms always hold the case back.",
        ),
        value_type=schema.Choice(vocabulary="riaya.guide.work_kinds"),
        required=False,
        defaultFactory=list,
    )
    may_be_skipped = schema.List(
        title=_("label_may_be_skipped", default="May be skipped with a reason"),
        description=_(
            "help_may_be_skipped",
            default="Who skips something writes why, and the reason stays in the case file.",
        ),
        value_type=schema.Choice(vocabulary="riaya.guide.work_kinds"),
        required=False,
        defaultFactory=list,
    )
    model.fieldset(
        "requirements",
        label=_("label_fieldset_requirements", default="Forms and checklist"),
        fields=[
            "required_forms",
            "optional_forms",
            "checklist",
            "holds_back",
            "may_be_skipped",
        ],
    )
    model.fieldset(
        "time",
        label=_("label_fieldset_time", default="Tasks and deadlines"),
        fields=["standard_tasks", "deadlines"],
    )
    model.fieldset(
        "english",
        label=_("label_fieldset_english", default="English"),
        fields=["title_en", "text_en", "checklist_en"],
    )


class ICourses(Interface):
    """Who knows the training courses; asked as an unnamed utility, if there is one."""

    def find_codes() -> set[str]:
        """Return the codes of all published courses, whoever asks."""
