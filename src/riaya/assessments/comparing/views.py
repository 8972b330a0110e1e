"""The page on which two assessments of one form stand side by side."""

from functools import cached_property
from plone import api
from riaya import _
from riaya.assessments.comparing.comparison import AnswerChange
from riaya.assessments.comparing.comparison import compare_assessments
from riaya.assessments.comparing.comparison import ComparedRow
from riaya.assessments.comparing.comparison import find_comparable
from riaya.assessments.content import Assessment
from riaya.assessments.reading.views import AnswersView
from riaya.core.vocabularies import get_language
from riaya.core.vocabularies import get_title
from riaya.transitions.wording import name_state
from typing import Any
from zope.i18n import translate


CHANGES = {
    AnswerChange.SAME: _("label_answer_same", default="unchanged"),
    AnswerChange.CHANGED: _("label_answer_changed", default="changed"),
    AnswerChange.ANSWERED: _("label_answer_new", default="answered only later"),
    AnswerChange.EMPTIED: _("label_answer_gone", default="answered only before"),
    AnswerChange.NOT_IN_EARLIER: _(
        "label_question_new", default="not asked in the earlier version of the form"
    ),
    AnswerChange.NOT_IN_LATER: _(
        "label_question_gone", default="no longer asked in the later version"
    ),
}


class ComparisonView(AnswersView):
    """Compare an assessment with another one of the same form in the case."""

    @cached_property
    def others(self) -> list[Any]:
        """Return the other assessments of the form that this person may see."""
        return find_comparable(self.context)

    @property
    def options(self) -> list[dict[str, Any]]:
        """Return what may be compared with, the chosen one marked."""
        return [
            {
                "id": brain.getId,
                "title": self._describe(brain),
                "is_chosen": self.other is not None
                and brain.getId == self.other.getId(),
            }
            for brain in self.others
        ]

    @cached_property
    def other(self) -> Assessment | None:
        """Return the one that is compared with: as asked for, or the one before."""
        wanted = self.request.form.get("with")
        if wanted:
            chosen = [brain for brain in self.others if brain.getId == wanted]
        else:
            created = self.context.created()
            earlier = [brain for brain in self.others if brain.created < created]
            chosen = (earlier or self.others)[:1]
        return chosen[0].getObject() if chosen else None

    @cached_property
    def pair(self) -> tuple[Assessment, Assessment]:
        """Return the two assessments, the earlier one first."""
        earlier, later = sorted((self.context, self.other), key=_find_moment)
        return earlier, later

    @cached_property
    def rows(self) -> list[ComparedRow]:
        """Return the questions with both answers."""
        return compare_assessments(*self.pair)

    @property
    def shown_rows(self) -> list[ComparedRow]:
        """Return all rows, or only those that differ, with their headings."""
        if not self.shows_changes_only:
            return self.rows
        kept: list[ComparedRow] = []
        for row in reversed(self.rows):
            is_heading = row.is_section and bool(kept) and kept[-1].level > row.level
            if row.is_changed or is_heading:
                kept.append(row)
        return kept[::-1]

    @property
    def shows_changes_only(self) -> bool:
        """Return True when the reader asked for what differs."""
        return self.request.form.get("show") == "changes"

    @property
    def change_count(self) -> int:
        """Return how many questions differ."""
        return sum(row.is_changed for row in self.rows)

    @cached_property
    def labels(self) -> dict[str, str]:
        """Return the headings of the two columns, which every row repeats."""
        return {
            "earlier": self._say(_("label_earlier", default="Earlier")),
            "later": self._say(_("label_later", default="Later")),
        }

    def name_change(self, row: ComparedRow) -> str:
        """Return what became of an answer, in words."""
        return self._say(CHANGES[row.change])

    def name_risk(self, assessment: Assessment) -> str:
        """Return the risk level of an assessment in words."""
        return self.title_of("riaya.cases.risk_levels", assessment.risk_level)

    def find_total(self, assessment: Assessment) -> Any:
        """Return the score of an assessment, or None."""
        return (assessment.scores or {}).get("total")

    def name_assessment_state(self, assessment: Assessment) -> str:
        """Return the state of an assessment in words."""
        state = api.content.get_state(assessment)
        return self._say(name_state(assessment.portal_type, state))

    def _say(self, message: str) -> str:
        return translate(message, context=self.request)

    def _describe(self, brain: Any) -> str:
        titles = brain.form_titles or {}
        title = titles.get(get_language()) or get_title(
            "riaya.forms.kinds", brain.assessment_kind
        )
        state = self._say(name_state(brain.portal_type, brain.review_state))
        return f"{self.day(brain.assessed_on)} · {title} {brain.form_version} · {state}"


def _find_moment(assessment: Assessment) -> tuple:
    return assessment.assessed_on, assessment.created()
