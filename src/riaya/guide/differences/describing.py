"""Editions, chapters and steps in words, field by field, to be compared."""

from collections.abc import Iterator
from plone.app.textfield.value import RichTextValue
from riaya.core.describing import describe_markup
from riaya.core.differences import DescribedField
from riaya.core.differences import DescribedRow
from riaya.core.differences import Prose
from riaya.core.vocabularies import get_title
from riaya.forms.vocabularies import get_form_title
from riaya.guide.content import Guide
from riaya.guide.content import GuideChapter
from riaya.guide.content import GuideStep
from riaya.guide.durations import describe_duration
from riaya.guide.interfaces import IGuide
from riaya.guide.interfaces import IGuideChapter
from riaya.guide.interfaces import IGuideStep
from riaya.guide.rows import ICertificateRow
from riaya.guide.rows import IEscalationRow
from riaya.guide.rows import IStandardTaskRow
from riaya.guide.rows import LABEL_LENGTH
from typing import Any
from zope.globalrequest import getRequest
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface.interfaces import IInterface


Value = str | list[str] | list[DescribedRow]

ROLES = "riaya.security.roles"
CLOCKS = "riaya.guide.clocks"
GROUPS = "riaya.guide.response_groups"
STAGES = "riaya.guide.stages"
WORK_KINDS = "riaya.guide.work_kinds"


def describe_edition(edition: Guide) -> list[DescribedField]:
    """Return what an edition says of itself and decides for all its steps."""
    return _describe(
        IGuide,
        {
            "title": Prose(edition.title or ""),
            "description": Prose(edition.description or ""),
            "escalations": [
                _describe_escalation(row) for row in edition.escalations or ()
            ],
            "required_certificates": [
                _describe_certificate(row)
                for row in edition.required_certificates or ()
            ],
            "title_en": Prose(edition.title_en or ""),
            "description_en": Prose(edition.description_en or ""),
        },
    )


def describe_chapter(chapter: GuideChapter) -> list[DescribedField]:
    """Return the title and the text of a chapter in its languages."""
    return _describe(IGuideChapter, dict(_read_texts(chapter)))


def describe_step(step: GuideStep) -> list[DescribedField]:
    """Return everything that a step says and asks for."""
    return _describe(
        IGuideStep,
        {
            **dict(_read_texts(step)),
            "stage": get_title(STAGES, step.stage),
            "responsible_role": get_title(ROLES, step.responsible_role),
            "required_forms": [
                get_form_title(form) for form in step.required_forms or ()
            ],
            "optional_forms": [
                get_form_title(form) for form in step.optional_forms or ()
            ],
            "checklist": _read_lines(step.checklist),
            "checklist_en": _read_lines(step.checklist_en),
            "standard_tasks": [
                _describe_task(row) for row in step.standard_tasks or ()
            ],
            "deadlines": [_describe_deadline(row) for row in step.deadlines or ()],
            "holds_back": [
                get_title(WORK_KINDS, kind) for kind in step.holds_back or ()
            ],
            "may_be_skipped": [
                get_title(WORK_KINDS, kind) for kind in step.may_be_skipped or ()
            ],
        },
    )


def _describe(schema: IInterface, values: dict[str, Value]) -> list[DescribedField]:
    return [
        DescribedField(name, _say(schema[name].title), value)
        for name, value in values.items()
    ]


def _read_texts(part: GuideChapter | GuideStep) -> Iterator[tuple[str, Value]]:
    for name in ("title", "text", "title_en", "text_en"):
        value: Any = getattr(part, name, None)
        if isinstance(value, RichTextValue):
            value = describe_markup(value.raw or "")
        yield name, Prose(value or "")


def _read_lines(lines: list[str] | None) -> list[str]:
    return [Prose(line) for line in lines or ()]


def _describe_task(row: dict) -> DescribedRow:
    role, days = row.get("responsible_role"), row.get("days")
    return DescribedRow(
        key=row["title"],
        cells={
            _say(IStandardTaskRow["title_en"].title): Prose(row.get("title_en") or ""),
            _say(IStandardTaskRow["responsible_role"].title): get_title(ROLES, role),
            _say(IStandardTaskRow["days"].title): "" if days is None else str(days),
        },
    )


def _describe_deadline(row: dict) -> DescribedRow:
    group = get_title(GROUPS, row["group"])
    return DescribedRow(
        key=f"{row['clock']} · {group}",
        cells={_say(LABEL_LENGTH): _say(describe_duration(row["amount"], row["unit"]))},
    )


def _describe_escalation(row: dict) -> DescribedRow:
    return DescribedRow(
        key=row["clock"],
        cells={
            _say(IEscalationRow[name].title): _say(
                describe_duration(row[name], row["unit"])
            )
            for name in ("supervisor_after", "director_after")
        },
    )


def _describe_certificate(row: dict) -> DescribedRow:
    return DescribedRow(
        key=f"{get_title(ROLES, row['role'])} · {row['course']}",
        cells={_say(ICertificateRow["course"].title): row["course"]},
    )


def _say(message: Message | str) -> str:
    return translate(message, context=getRequest())
