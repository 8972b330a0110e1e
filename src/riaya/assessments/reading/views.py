"""Answers on a page: what the reading and the comparing page share."""

from dataclasses import dataclass
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from riaya.assessments.comparing.comparison import find_comparable
from riaya.assessments.content import Assessment
from riaya.assessments.content import is_filled_form
from riaya.assessments.discarding import may_discard
from riaya.assessments.reading.sections import Block
from riaya.assessments.reading.sections import find_form_template
from riaya.assessments.reading.sections import read_sections
from riaya.assessments.risk import find_unreasoned_level
from riaya.assessments.risk import may_override
from riaya.assessments.risk import OCCURRENCE
from riaya.cases.items.fillable import get_fill_url
from riaya.cases.items.kinds import get_item_occurrence
from riaya.cases.items.views import ItemView
from riaya.cases.items.views import StoryLine
from riaya.core.time.dates import format_moment
from riaya.core.vocabularies import get_language
from riaya.forms.answering.describing import AnswerLine
from riaya.security.people import get_name
from typing import Any
from zope.i18nmessageid import Message


@dataclass(frozen=True)
class AttachedFile:
    """A file of an answer; without `url` this reader may not open it."""

    name: str
    url: str


class AnswersView(ItemView):
    """Shows answers, with their files as links to documents of the case."""

    answers_page = ViewPageTemplateFile("templates/answers.pt")

    @property
    def answers_macros(self) -> object:
        """Return how sections and answers are shown."""
        return self.answers_page.macros

    def find_cell(self, entry: Block, column: AnswerLine) -> AnswerLine | None:
        """Return the answer of one entry of a repeat to the question of a column."""
        return next((each for each in entry.answers if each.name == column.name), None)

    def find_files(
        self, line: AnswerLine, assessment: Assessment | None = None
    ) -> list[AttachedFile]:
        """Return the files of an answer, as links where the reader may open them."""
        uids = (assessment or self.context).attachments or {}
        return [
            AttachedFile(name, _find_document_url(uids.get(name, "")))
            for name in line.files
        ]


def _find_document_url(uid: str) -> str:
    """Return the page of a document, or nothing for one that the reader may not see."""
    if not uid:
        return ""
    for brain in api.portal.get_tool("portal_catalog").searchResults(UID=uid):
        return f"{brain.getURL()}/view"
    return ""


class AssessmentView(AnswersView):
    """Show an assessment: what was found, what follows from it, what was answered."""

    @property
    def is_filled_form(self) -> bool:
        """Return True when the contents come from the answers of a form."""
        return is_filled_form(self.context)

    @property
    def form_id(self) -> str:
        """Return the id of the form; its version is read whatever became of it."""
        template = find_form_template(self.context)
        return "" if template is None else template.form_id

    @property
    def may_edit(self) -> bool:
        """Return True when the assessment is changed by hand; a form is filled in."""
        return super().may_edit and not self.is_filled_form

    @property
    def continue_url(self) -> str:
        """Return where a draft goes on, or nothing when this person may not change it."""
        if not self.is_filled_form or self.case is None or not super().may_edit:
            return ""
        return get_fill_url(
            self.case.absolute_url(), self.context.form_template, self.context.getId()
        )

    @property
    def may_override_risk(self) -> bool:
        """Return True when this person may set another risk level now."""
        return may_override(self.context)

    @property
    def may_discard(self) -> bool:
        """Return True when this person may discard the form that they began."""
        return may_discard(self.context)

    @property
    def unreasoned(self) -> Message | None:
        """Return a sentence when the risk level still needs its reason."""
        return find_unreasoned_level(self.context)

    @property
    def has_comparable(self) -> bool:
        """Return True when the case holds another assessment of this form."""
        return bool(find_comparable(self.context))

    @cached_property
    def blocks(self) -> list[Block]:
        """Return the answers, section by section."""
        return read_sections(self.context)

    @property
    def score_parts(self) -> list[dict[str, Any]]:
        """Return the parts of the score with their labels in the reader's language."""
        scores = self.context.scores or {}
        return [
            part | {"label": part["label"].get(get_language()) or part["question"]}
            for part in scores.get("parts", ())
        ]

    @property
    def filled_at(self) -> str:
        """Return when the form was filled in."""
        return format_moment(self.context.filled_at)

    @property
    def filled_by(self) -> str:
        """Return who filled the form in."""
        return get_name(self.context.Creator())

    @property
    def overridden_by(self) -> str:
        """Return who chose another risk level than the form's."""
        person = self.context.risk_overridden_by
        return get_name(person) if person else ""

    @property
    def overridden_at(self) -> str:
        """Return when another risk level was chosen."""
        return format_moment(self.context.risk_overridden_at)

    @property
    def story(self) -> list[StoryLine]:
        """Return how the assessment came about, with the decision on its risk."""
        entries = super().story
        moment = self.context.risk_overridden_at
        if moment is not None:
            entries.append(
                StoryLine(
                    get_item_occurrence(self.context.portal_type, OCCURRENCE),
                    moment.isoformat(),
                    format_moment(moment),
                    self.overridden_by,
                    self.context.risk_override_reason or "",
                )
            )
        return entries

    @property
    def needs(self) -> list[dict]:
        """Return the needs by rank, with the titles of their domains."""
        return self._rank(self.context.needs)

    @property
    def strengths(self) -> list[dict]:
        """Return the strengths by rank, with the titles of their domains."""
        return self._rank(self.context.strengths)

    def _rank(self, rows: list[dict] | None) -> list[dict]:
        titled = [
            row | {"domain": self.title_of("riaya.assessments.domains", row["domain"])}
            for row in rows or ()
        ]
        return sorted(
            titled, key=lambda row: (row.get("rank") is None, row.get("rank") or 0)
        )
