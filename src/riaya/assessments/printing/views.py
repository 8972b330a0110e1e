"""A filled form, or an assessment written by hand, as a PDF for the file."""

from pathlib import Path
from plone import api
from riaya import _
from riaya.assessments.content import get_form_titles
from riaya.assessments.printing.printed_answers import describe_block
from riaya.assessments.reading.sections import find_form_template
from riaya.assessments.reading.views import AssessmentView
from riaya.cases.content import Case
from riaya.core.settings import get_policy
from riaya.core.time.clock import now
from riaya.core.time.dates import format_day
from riaya.core.time.dates import format_moment
from riaya.core.typesetting.pdf import isolate
from riaya.core.typesetting.pdf import typeset
from riaya.core.typesetting.pdf import write_words
from riaya.core.vocabularies import get_language
from riaya.forms.printing.paper import describe_version
from riaya.offices.lookup import get_office
from riaya.offices.lookup import get_office_title
from riaya.security.people import get_name
from typing import Any
from zope.i18nmessageid import Message


TEMPLATE = Path(__file__).with_name("templates") / "filled_form.typ"
Facts = list[tuple[str, str]]

WORDS = {
    "result": _("title_assessment_result", default="Result"),
    "score": _("title_score", default="Score"),
    "score_part": _("label_score_part", default="Part"),
    "score_points": _("label_score_points", default="Points"),
    "score_total": _("label_score_total", default="Total"),
    "summary": _("label_summary", default="Summary"),
    "needs": _("label_needs", default="Needs and challenges"),
    "strengths": _("label_strengths", default="Strengths and resources"),
    "rank": _("label_rank", default="Rank"),
    "domain": _("label_domain", default="Domain"),
    "found": _("label_what_was_found", default="What was found"),
    "answers": _("label_answers", default="Answers"),
    "number": _("label_row_number", default="No."),
    "story": _("title_item_story", default="Who did what"),
    "confidential": _(
        "help_print_confidential",
        default="Confidential: only for those who work on this case. Keep it locked away, and destroy it when it is no longer needed.",
    ),
}
PRINTED = _("label_printed", default="Printed on ${moment} by ${person}")
PERSON_AND_MOMENT = _("label_person_and_moment", default="${person}, ${moment}")
APPROVED = _("label_approved_by", default="Approved by")
INCOMPLETE = _(
    "msg_form_not_complete", default="This form is not filled in completely yet."
)
NOT_FINAL = _("msg_print_draft", default="Draft: not handed in yet")


class FilledFormView(AssessmentView):
    """An assessment as a PDF, worded by the version of its form."""

    def __call__(self) -> bytes:
        """Return the PDF; its name is made of numbers and never of names."""
        pdf = typeset(TEMPLATE, self.values, get_language())
        name = f"{self.case_file.getId()}-{self.context.getId()}.pdf"
        response = self.request.response
        response.setHeader("Content-Type", "application/pdf")
        response.setHeader("Content-Disposition", f'inline; filename="{name}"')
        return pdf

    @property
    def values(self) -> dict[str, Any]:
        """Return what the template prints."""
        kind = self.title_of("riaya.forms.kinds", self.context.kind)
        heading = get_form_titles(self.context).get(get_language()) or kind
        return {
            # Readers of PDF files show the title; it has the number, never a name.
            "title": f"{heading} – {isolate(self.case_file.case_number)}",
            "heading": heading,
            "ministry": get_policy("ministry")[get_language()],
            "words": {name: self._say(word) for name, word in WORDS.items()},
            "warning": self._describe_warning(),
            "facts": self._describe_case(kind),
            "result": self._describe_result(),
            "scores": [
                {"label": part["label"], "value": str(part["value"])}
                for part in self.score_parts
            ],
            "total": str((self.context.scores or {}).get("total", "")),
            "summary": self.context.summary or "",
            "lists": self._describe_lists(),
            "blocks": [describe_block(block, self) for block in self.blocks],
            "story": [
                [self._say(each.title), each.moment, each.by, each.comment]
                for each in self.story
            ],
            "printed": self._say(
                PRINTED,
                moment=format_moment(now()),
                person=get_name(api.user.get_current().getId()),
            ),
        }

    def _describe_warning(self) -> str:
        if not self.context.is_complete:
            return self._say(INCOMPLETE)
        return self._say(NOT_FINAL) if self.state == "draft" else ""

    def _describe_case(self, kind: str) -> Facts:
        office = get_office_title(get_office(self.case_file))
        return self._fill(
            (_("label_case_number", default="Case number"), self.case_file.case_number),
            (_("label_client_name", default="Name of the client"), self.client_name),
            (_("label_office", default="Office"), office),
            (_("label_assessment_kind", default="Kind of assessment"), kind),
            (_("label_form_template_title", default="Form"), self.form_and_version),
            (
                _("label_assessed_on", default="Assessed on"),
                format_day(self.context.assessed_on),
            ),
            (_("label_filled_by", default="Filled in by"), self.who_and_when),
            (_("label_status", default="Status"), self._say(self.state_title)),
            (APPROVED, self.approval),
        )

    def _describe_result(self) -> Facts:
        context, risk = self.context, "riaya.cases.risk_levels"
        is_other = context.computed_risk_level not in (None, context.risk_level)
        facts: list[tuple[Message, str]] = [
            (
                _("label_risk_level", default="Risk level"),
                self.title_of(risk, context.risk_level),
            ),
            (
                _("label_response_group", default="Response group"),
                self.title_of("riaya.guide.response_groups", context.response_group),
            ),
        ]
        if is_other:
            facts += [
                (
                    _("label_computed_risk_level", default="Risk level of the form"),
                    self.title_of(risk, context.computed_risk_level),
                ),
                (
                    _("label_risk_reason", default="Reason for the other level"),
                    context.risk_override_reason or "",
                ),
                (
                    _("label_risk_set_by", default="Level set by"),
                    self._join(self.overridden_by, self.overridden_at),
                ),
            ]
        return self._fill(*facts)

    def _describe_lists(self) -> list[dict[str, Any]]:
        lists = (("needs", self.needs), ("strengths", self.strengths))
        return [
            {
                "title": name,
                "rows": [
                    [str(row.get("rank") or "–"), row["domain"], row["text"]]
                    for row in rows
                ],
            }
            for name, rows in lists
            if rows
        ]

    @property
    def case_file(self) -> Case:
        """Return the case; raise LookupError outside of cases, where nothing is printed."""
        if self.case is None:
            raise LookupError(f"{self.context.getId()} is in no case.")
        return self.case

    @property
    def client_name(self) -> str:
        """Return the client's name, which whoever reads the assessment may read."""
        return self.case_file.client_name or ""

    @property
    def form_and_version(self) -> str:
        """Return which version of which form was filled in; nothing without a form."""
        template = find_form_template(self.context)
        if template is None:
            return ""
        version = self.context.form_version or template.form_version
        return describe_version(template.form_id, version, get_language())

    @property
    def who_and_when(self) -> str:
        """Return who wrote the assessment, and when it was filled in or begun."""
        created = format_moment(self.context.created().asdatetime())
        return self._join(self.filled_by, self.filled_at or created)

    @property
    def approval(self) -> str:
        """Return who approved the assessment and when, or nothing before that."""
        if self.state != "approved":
            return ""
        history = self.context.workflow_history["assessment_workflow"]
        entry = next(each for each in reversed(history) if each["action"] == "approve")
        return self._join(
            get_name(entry["actor"]), format_moment(entry["time"].asdatetime())
        )

    def _join(self, person: str, moment: str) -> str:
        if not person:
            return ""
        return self._say(PERSON_AND_MOMENT, person=person, moment=moment)

    def _fill(self, *facts: tuple[Message, str]) -> Facts:
        return [(self._say(label), value) for label, value in facts if value]

    def _say(self, message: Message | str, **values: str) -> str:
        return write_words(message, get_language(), **values)
