"""The guide as it is read: numbered, in the reader's language where there is one."""

from collections.abc import Iterable
from dataclasses import dataclass
from plone import api
from plone.app.textfield.value import RichTextValue
from riaya.core.vocabularies import get_language
from riaya.core.vocabularies import get_rows
from riaya.core.vocabularies import get_title
from riaya.forms.offering import find_offered_forms
from riaya.forms.vocabularies import get_form_title
from riaya.guide.content import Guide
from riaya.guide.content import GuideChapter
from riaya.guide.content import GuideStep
from riaya.guide.contents import find_chapter_steps
from riaya.guide.contents import find_chapters
from riaya.guide.durations import describe_duration
from typing import Any
from zope.i18nmessageid import Message


DIRECTIONS = {"ar": "rtl", "en": "ltr"}


@dataclass(frozen=True)
class Wording:
    """Something to read and the language it is really in."""

    text: Any
    lang: str

    @property
    def dir(self) -> str:
        """Return the direction of the language."""
        return DIRECTIONS[self.lang]


@dataclass(frozen=True)
class ReadableTask:
    """A standard task."""

    title: Wording
    role: str
    due: Message | None


@dataclass(frozen=True)
class ReadableForm:
    """A form that a step asks for; without an address where none is published to read."""

    title: str
    url: str


@dataclass(frozen=True)
class DeadlineLine:
    """One clock with its length for each response group, in their order."""

    code: str
    title: str
    lengths: tuple[Message | None, ...]


@dataclass(frozen=True)
class ReadableStep:
    """A step with its number in the edition, such as 4.1."""

    number: str
    uid: str
    id: str
    url: str
    title: Wording
    text: Wording
    stage: str
    stage_title: str
    role: str
    required: tuple[ReadableForm, ...]
    optional: tuple[ReadableForm, ...]
    checklist: Wording
    tasks: tuple[ReadableTask, ...]
    deadlines: tuple[DeadlineLine, ...]
    holds_back: tuple[str, ...]
    may_be_skipped: tuple[str, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """Return the titles of the required forms."""
        return tuple(form.title for form in self.required)


@dataclass(frozen=True)
class ReadableChapter:
    """A chapter with its number in the edition, and its steps."""

    number: str
    id: str
    url: str
    title: Wording
    text: Wording
    steps: tuple[ReadableStep, ...]


def choose_wording(arabic: Any, english: Any) -> Wording:
    """Return the English wording to readers of English if there is one, else the Arabic."""
    if english and get_language() == "en":
        return Wording(english, "en")
    return Wording(arabic, "ar")


def read_chapters(edition: Guide) -> list[ReadableChapter]:
    """Return all chapters of an edition with their steps."""
    forms = _find_form_addresses()
    return [
        _read_chapter(chapter, str(number), forms)
        for number, chapter in enumerate(find_chapters(edition), start=1)
    ]


def find_groups() -> list[str]:
    """Return the titles of the response groups, the columns of a deadline table."""
    return [row[get_language()] for row in get_rows("riaya.guide.response_groups")]


def read_deadlines(rows: Iterable[dict]) -> tuple[DeadlineLine, ...]:
    """Return a line for each clock that the rows set, in the clocks' order."""
    lengths = {(row["clock"], row["group"]): row for row in rows}
    groups = [row["code"] for row in get_rows("riaya.guide.response_groups")]
    return tuple(
        DeadlineLine(
            code=clock["code"],
            title=clock[get_language()],
            lengths=tuple(
                _describe_length(lengths.get((clock["code"], group)))
                for group in groups
            ),
        )
        for clock in get_rows("riaya.guide.clocks")
        if any((clock["code"], group) in lengths for group in groups)
    )


def _describe_length(row: dict | None) -> Message | None:
    return describe_duration(row["amount"], row["unit"]) if row else None


def _read_chapter(
    chapter: GuideChapter, number: str, forms: dict[str, str]
) -> ReadableChapter:
    return ReadableChapter(
        number=number,
        id=chapter.getId(),
        url=chapter.absolute_url(),
        title=choose_wording(chapter.title, chapter.title_en),
        text=choose_wording(_read_html(chapter.text), _read_html(chapter.text_en)),
        steps=tuple(
            _read_step(step, f"{number}.{position}", forms)
            for position, step in enumerate(find_chapter_steps(chapter), start=1)
        ),
    )


def _read_step(step: GuideStep, number: str, forms: dict[str, str]) -> ReadableStep:
    return ReadableStep(
        number=number,
        uid=step.UID(),
        id=step.getId(),
        url=step.absolute_url(),
        title=choose_wording(step.title, step.title_en),
        text=choose_wording(_read_html(step.text), _read_html(step.text_en)),
        stage=step.stage,
        stage_title=get_title("riaya.guide.stages", step.stage),
        role=get_title("riaya.security.roles", step.responsible_role),
        required=_read_forms(step.required_forms, forms),
        optional=_read_forms(step.optional_forms, forms),
        checklist=choose_wording(step.checklist or [], step.checklist_en),
        tasks=tuple(_read_task(row) for row in step.standard_tasks or ()),
        deadlines=read_deadlines(step.deadlines or ()),
        holds_back=_read_kinds(_find_holding_kinds(step)),
        may_be_skipped=_read_kinds(step.may_be_skipped),
    )


def _read_forms(
    form_ids: list[str] | None, addresses: dict[str, str]
) -> tuple[ReadableForm, ...]:
    return tuple(
        ReadableForm(get_form_title(form_id), addresses.get(form_id, ""))
        for form_id in form_ids or ()
    )


def _find_form_addresses() -> dict[str, str]:
    """Return the address of each published form; templates are for workers only."""
    if api.user.is_anonymous():
        return {}
    return {form.form_id: form.url for form in find_offered_forms()}


def _find_holding_kinds(step: GuideStep) -> list[str]:
    """Return what has to be done before the stage is left; required forms always."""
    kinds = list(step.holds_back or ())
    return ["forms", *kinds] if step.required_forms and "forms" not in kinds else kinds


def _read_kinds(kinds: list[str] | None) -> tuple[str, ...]:
    return tuple(get_title("riaya.guide.work_kinds", kind) for kind in kinds or ())


def _read_task(row: dict) -> ReadableTask:
    role, days = row.get("responsible_role"), row.get("days")
    return ReadableTask(
        title=choose_wording(row["title"], row.get("title_en")),
        role=get_title("riaya.security.roles", role) if role else "",
        due=describe_duration(days, "days") if days else None,
    )


def _read_html(text: RichTextValue | None) -> str:
    return text.output if text is not None and text.raw else ""
