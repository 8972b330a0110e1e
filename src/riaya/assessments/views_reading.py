"""The page of an assessment: what was found out, and the answers of its form."""

from functools import cached_property
from riaya.assessments.comparison import find_comparable
from riaya.assessments.content import is_filled_form
from riaya.assessments.discarding import may_discard
from riaya.assessments.reading import Block
from riaya.assessments.reading import find_template
from riaya.assessments.reading import read_answers
from riaya.assessments.risk import find_unreasoned_level
from riaya.assessments.risk import may_override
from riaya.assessments.risk import OCCURRENCE
from riaya.assessments.views_answers import AnswersView
from riaya.cases.fillable import get_fill_url
from riaya.cases.items_views import Entry
from riaya.cases.wording import get_occurrence_title
from riaya.core.dates import format_moment
from riaya.core.vocabularies import get_language
from riaya.security.people import get_name
from typing import Any
from zope.i18nmessageid import Message


class AssessmentView(AnswersView):
    """Show an assessment: what was found, what follows from it, what was answered."""

    @property
    def is_filled_form(self) -> bool:
        """Return True when the contents come from the answers of a form."""
        return is_filled_form(self.context)

    @property
    def form_id(self) -> str:
        """Return the id of the form; its version is read whatever became of it."""
        template = find_template(self.context)
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
        return read_answers(self.context)

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
    def story(self) -> list[Entry]:
        """Return how the assessment came about, with the decision on its risk."""
        entries = super().story
        moment = self.context.risk_overridden_at
        if moment is not None:
            entries.append(
                Entry(
                    get_occurrence_title(OCCURRENCE, is_of_case=False),
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
