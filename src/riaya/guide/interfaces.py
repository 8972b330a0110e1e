"""The procedural guide: an edition, its chapters, their steps."""

from collections.abc import Iterable
from plone.app.textfield import RichText
from plone.autoform import directives
from plone.supermodel import model
from riaya import _
from riaya.core.rows import RowList
from riaya.core.settings import get_policy
from riaya.core.validation import InvalidValue
from typing import Any
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from zope import schema
from zope.component import getUtility
from zope.interface import Interface
from zope.schema.interfaces import IVocabularyFactory

import re


MAX_NUMBER_LENGTH = 20
LABEL_LENGTH = _("label_deadline_length", default="Length")
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


class IEscalationRow(Interface):
    """Who hears of a clock that ran over, and how long after it fell due."""

    clock = schema.Choice(
        title=_("label_clock", default="Clock"), vocabulary="riaya.guide.clocks"
    )
    supervisor_after = schema.Int(
        title=_("label_supervisor_after", default="To the supervisor after"),
        min=0,
        max=3650,
    )
    director_after = schema.Int(
        title=_("label_director_after", default="To the director after"),
        min=0,
        max=3650,
    )
    unit = schema.Choice(
        title=_("label_unit", default="Unit"), vocabulary="riaya.guide.units"
    )


class IStandardTaskRow(Interface):
    """A task that falls due when the stage is entered."""

    title = schema.TextLine(title=_("label_task", default="Task"))
    title_en = schema.TextLine(
        title=_("label_task_english", default="Task (English)"), required=False
    )
    responsible_role = schema.Choice(
        title=_("label_responsible_role", default="Responsible role"),
        vocabulary="riaya.guide.roles",
        required=False,
    )
    days = schema.Int(
        title=_("label_days", default="Days"), required=False, min=0, max=3650
    )


class ICertificateRow(Interface):
    """A role for which workers need a valid certificate of a course."""

    role = schema.Choice(
        title=_("label_role", default="Role"), vocabulary="riaya.guide.roles"
    )
    course = schema.ASCIILine(
        title=_("label_course_code", default="Course code"), max_length=40
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
        title=_("label_stage", default="Stage"), vocabulary="riaya.cases.stages"
    )
    responsible_role = schema.Choice(
        title=_("label_responsible_role", default="Responsible role"),
        vocabulary="riaya.guide.roles",
    )
    text = GuideText(title=_("label_text", default="Text"))
    text_en = GuideText(title=_("label_text_english", default="Text (English)"))
    required_forms = schema.List(
        title=_("label_required_forms", default="Required forms"),
        description=_(
            "help_required_forms",
            default="One form id in each line. The stage cannot be left before each of them is in the case file.",
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
            default="One form id in each line. They are offered in this stage and hold nothing back.",
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
    deadlines = RowList(IDeadlineRow, title=_("label_deadlines", default="Deadlines"))
    directives.widget(
        holds_back=CheckBoxFieldWidget, may_be_skipped=CheckBoxFieldWidget
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
        value_type=schema.Choice(vocabulary="riaya.guide.work_kinds"),
        required=False,
        defaultFactory=list,
    )
    model.fieldset(
        "english",
        label=_("label_fieldset_english", default="English"),
        fields=["title_en", "text_en", "checklist_en"],
    )
