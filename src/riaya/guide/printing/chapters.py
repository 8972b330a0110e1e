"""The chapters and steps of an edition as the printed book sets them."""

from functools import partial
from riaya import _
from riaya.core.typesetting.rich_text import make_paragraph
from riaya.core.typesetting.rich_text import make_table
from riaya.core.typesetting.rich_text import read_html
from riaya.guide.content import Guide
from riaya.guide.content import GuideChapter
from riaya.guide.content import GuideStep
from riaya.guide.contents import find_chapter_steps
from riaya.guide.contents import find_chapters
from riaya.guide.contents import find_step_objects
from riaya.guide.printing.links import BookLinks
from riaya.guide.reading.readable import DeadlineLine
from riaya.guide.reading.readable import find_groups
from riaya.guide.reading.readable import read_chapters
from riaya.guide.reading.readable import read_deadlines
from riaya.guide.reading.readable import ReadableChapter
from riaya.guide.reading.readable import ReadableForm
from riaya.guide.reading.readable import ReadableStep
from riaya.guide.reading.readable import Wording
from riaya.guide.reading.rules import read_certificates
from riaya.guide.reading.rules import read_escalations
from typing import Any
from zope.i18n import translate
from zope.i18nmessageid import Message


Block = dict[str, Any]

COMMAS = {"ar": "، ", "en": ", "}
NO_LENGTH = "–"
CLOCK = _("label_clock", default="Clock")
TASK_HEAD = (
    _("label_task", default="Task"),
    _("label_role", default="Role"),
    _("label_time_for_task", default="Time for it"),
)
ESCALATION_HEAD = (
    CLOCK,
    _("label_supervisor_after", default="To the supervisor after"),
    _("label_director_after", default="To the director after"),
)
CERTIFICATE_HEAD = (
    _("label_role", default="Role"),
    _("label_course_code", default="Course code"),
)


class BookChapters:
    """Describes an edition in one language; the caller reads in it, too."""

    def __init__(
        self,
        edition: Guide,
        language: str,
        links: BookLinks,
        form_labels: dict[str, str],
    ):
        self.edition, self.language = edition, language
        self.links, self.form_labels = links, form_labels

    def describe(self) -> list[Block]:
        """Return the chapters with their steps, in the order of the edition."""
        return [
            self._describe_chapter(content, chapter)
            for content, chapter in zip(
                find_chapters(self.edition), read_chapters(self.edition), strict=True
            )
        ]

    def describe_deadlines(self) -> list[Block]:
        """Return the table of all deadlines, or nothing."""
        steps = find_step_objects(self.edition)
        return self._lay_out_deadlines(
            read_deadlines(row for step in steps for row in step.deadlines or ())
        )

    def describe_escalations(self) -> list[Block]:
        """Return the table of what escalates when, or nothing."""
        rows = [
            (
                f"{line.code} {line.title}",
                self._say(line.supervisor),
                self._say(line.director),
            )
            for line in read_escalations(self.edition)
        ]
        return self._lay_out(ESCALATION_HEAD, rows)

    def describe_certificates(self) -> list[Block]:
        """Return the table of the certificates that roles need, or nothing."""
        lines = read_certificates(self.edition)
        return self._lay_out(
            CERTIFICATE_HEAD, [(line.role, line.course) for line in lines]
        )

    def _describe_chapter(
        self, content: GuideChapter, chapter: ReadableChapter
    ) -> Block:
        return self._describe_head(content, chapter) | {
            "steps": [
                self._describe_step(step_content, step)
                for step_content, step in zip(
                    find_chapter_steps(content), chapter.steps, strict=True
                )
            ],
        }

    def _describe_step(self, content: GuideStep, step: ReadableStep) -> Block:
        comma = COMMAS[self.language]
        return self._describe_head(content, step) | {
            "stage": step.stage_title,
            "role": step.role,
            "required": self._refer(step.required, content.required_forms),
            "optional": self._refer(step.optional, content.optional_forms),
            "holds_back": comma.join(step.holds_back),
            "may_be_skipped": comma.join(step.may_be_skipped),
            "checklist": list(step.checklist.text),
            "tasks": self._lay_out(
                TASK_HEAD,
                [
                    (task.title.text, task.role, self._say(task.due))
                    for task in step.tasks
                ],
            ),
            "deadlines": self._lay_out_deadlines(step.deadlines),
        }

    def _describe_head(
        self, content: Any, part: ReadableChapter | ReadableStep
    ) -> Block:
        return {
            "number": part.number,
            "label": f"part-{part.number}",
            "title": part.title.text,
            "lang": part.title.lang,
            "blocks": self._read_text(content, part.text),
        }

    def _read_text(self, content: Any, chosen: Wording) -> list[Block]:
        # The HTML as it was written: on paper nothing else of the site is shown.
        field = content.text_en if chosen.lang == "en" else content.text
        return read_html(
            field.raw if chosen.text else "",
            chosen.lang,
            partial(self.links.load_picture, part=content),
            self.links.find_target,
        )

    def _refer(
        self, forms: tuple[ReadableForm, ...], form_ids: list[str] | None
    ) -> list[Block]:
        return [
            make_paragraph(form.title, self.language, self.form_labels.get(form_id, ""))
            for form, form_id in zip(forms, form_ids or (), strict=True)
        ]

    def _lay_out_deadlines(self, lines: tuple[DeadlineLine, ...]) -> list[Block]:
        rows = [
            (
                f"{line.code} {line.title}",
                *(self._say(length) or NO_LENGTH for length in line.lengths),
            )
            for line in lines
        ]
        return self._lay_out((CLOCK, *find_groups()), rows)

    def _lay_out(self, head: tuple, rows: list[tuple]) -> list[Block]:
        if not rows:
            return []
        titles = [self._say(title) for title in head]
        return [make_table(titles, rows, self.language)]

    def _say(self, text: Message | str | None) -> str:
        if isinstance(text, Message):
            return translate(text, target_language=self.language)
        return text or ""
