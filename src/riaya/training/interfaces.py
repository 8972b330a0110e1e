"""Courses, their sessions, and who took part."""

from enum import StrEnum
from plone.app.z3cform.widgets.datetime import DatetimeFieldWidget
from plone.autoform import directives
from plone.supermodel import model
from riaya import _
from riaya.core.rows.fields import RowList
from riaya.core.time.office_time import get_zone_name
from riaya.core.validation import InvalidValue
from riaya.training.checking import check_session
from z3c.form.browser.checkbox import CheckBoxFieldWidget
from z3c.form.interfaces import IEditForm
from zope import schema
from zope.interface import Interface
from zope.interface import invariant

import re


CODE = re.compile(r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$")
LONGEST_CODE = 30


class AttendanceResult(StrEnum):
    """What came of a session for one participant."""

    NOT_ASSESSED = "not_assessed"
    PASSED = "passed"
    FAILED = "failed"


def is_course_code(value: str) -> bool:
    """Return True for a code such as CM-BASIC; raise InvalidValue otherwise."""
    if not CODE.match(value):
        raise InvalidValue(
            _(
                "error_course_code",
                default="A course code is made of capital Latin letters, digits and hyphens, as in CM-BASIC.",
            )
        )
    return True


class ICourse(model.Schema):
    """What is taught, for whom, and how long its certificate is valid."""

    title = schema.TextLine(title=_("label_title", default="Title"))
    code = schema.ASCIILine(
        title=_("label_course_code", default="Course code"),
        description=_(
            "help_course_code",
            default="Part of every certificate number of this course; it never changes.",
        ),
        max_length=LONGEST_CODE,
        constraint=is_course_code,
    )
    directives.write_permission(code="riaya.training.AddCourse")
    directives.omitted(IEditForm, "code")
    description = schema.Text(
        title=_("label_description", default="Description"), required=False
    )
    directives.widget(audience=CheckBoxFieldWidget)
    audience = schema.List(
        title=_("label_course_audience", default="For whom"),
        value_type=schema.Choice(vocabulary="riaya.security.roles"),
        required=False,
        defaultFactory=list,
    )
    validity_months = schema.Int(
        title=_("label_validity_months", default="Certificate valid for (months)"),
        description=_(
            "help_validity_months", default="0: the certificate never expires."
        ),
        min=0,
        max=600,
        default=0,
    )
    pass_rule = schema.Text(
        title=_("label_pass_rule", default="How the course is passed"), required=False
    )
    trainer = schema.Choice(
        title=_("label_responsible_trainer", default="Responsible trainer"),
        vocabulary="riaya.training.trainers",
        required=False,
    )
    title_en = schema.TextLine(
        title=_("label_title_english", default="Title (English)"), required=False
    )
    description_en = schema.Text(
        title=_("label_description_english", default="Description (English)"),
        required=False,
    )
    pass_rule_en = schema.Text(
        title=_(
            "label_pass_rule_english", default="How the course is passed (English)"
        ),
        required=False,
    )


class IParticipantRow(Interface):
    """One worker in a session; `office` is the directorate they came from."""

    worker = schema.ASCIILine(title=_("label_worker", default="Worker"))
    office = schema.ASCIILine(title=_("label_office", default="Office"), required=False)
    attended = schema.Choice(
        title=_("label_attended", default="Attended"),
        values=("yes", "no"),
        required=False,
    )
    result = schema.Choice(
        title=_("label_training_result", default="Result"),
        values=[str(result) for result in AttendanceResult],
        required=False,
    )
    note = schema.TextLine(
        title=_("label_remark", default="Remark"), required=False, max_length=300
    )


class ITrainingSession(model.Schema):
    """A course given once, in one place, to some workers."""

    office = schema.Choice(
        title=_("label_office", default="Office"),
        vocabulary="riaya.training.offices",
    )
    place = schema.TextLine(title=_("label_place", default="Place"), max_length=200)
    directives.widget("starts_at", DatetimeFieldWidget, default_timezone=get_zone_name)
    starts_at = schema.Datetime(title=_("label_starts_at", default="Begins"))
    directives.widget("ends_at", DatetimeFieldWidget, default_timezone=get_zone_name)
    ends_at = schema.Datetime(title=_("label_ends_at", default="Ends"))
    directives.widget(trainers=CheckBoxFieldWidget)
    trainers = schema.List(
        title=_("label_trainers", default="Trainers"),
        value_type=schema.Choice(vocabulary="riaya.training.trainers"),
        required=False,
        defaultFactory=list,
    )
    capacity = schema.Int(
        title=_("label_capacity", default="Seats"), min=1, max=1000, default=25
    )
    # People are enrolled, and their attendance is recorded, on pages of their own.
    directives.omitted("participants")
    directives.read_permission(participants="riaya.training.SeeParticipants")
    directives.write_permission(participants="riaya.training.ManageParticipants")
    participants = RowList(
        IParticipantRow, title=_("label_participants", default="Participants")
    )

    @invariant
    def is_possible(data):
        """Refuse an end before the beginning, and participants that cannot be."""
        check_session(data)
