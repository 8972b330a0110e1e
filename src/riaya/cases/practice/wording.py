"""The visits of a case in words."""

from riaya import _
from riaya.cases.practice.judging import CLOCK
from riaya.cases.practice.judging import is_amiss
from riaya.cases.practice.judging import Outcome
from riaya.cases.practice.judging import VisitFinding
from riaya.cases.practice.judging import VisitResult
from riaya.cases.practice.requirements import RequirementKind
from riaya.cases.practice.visits import StepVisit
from riaya.cases.practice.visits import Visit
from riaya.core.time.clock import now
from riaya.core.vocabularies import get_language
from riaya.core.vocabularies import get_title
from riaya.forms.vocabularies import get_form_title
from zope.i18nmessageid import Message


OUTCOME_TITLES = {
    Outcome.FOLLOWED: _("label_outcome_followed", default="Followed"),
    Outcome.LATE: _("label_outcome_late", default="Late"),
    Outcome.SKIPPED: _("label_outcome_skipped", default="Something skipped"),
    Outcome.OPEN: _("label_outcome_open", default="Under way"),
}


def name_finding(finding: VisitFinding) -> str:
    """Return what was required in the reader's language."""
    if finding.kind == CLOCK:
        return get_title("riaya.guide.clocks", finding.code)
    if finding.kind == RequirementKind.FORM:
        return get_form_title(finding.code)
    return (get_language() == "en" and finding.title_en) or finding.code


def find_remarks(
    visit: Visit, step: StepVisit, with_reasons: bool = True
) -> list[Message]:
    """Return what was late, skipped or left undone in a step, in sentences.

    Reasons tell of the client: they are for those who read the case.
    """
    moment = visit.left_at or now()
    return [
        _describe_remark(finding, with_reasons)
        for finding in step.findings
        if is_amiss(finding, moment)
    ]


def _describe_remark(finding: VisitFinding, with_reasons: bool) -> Message:
    what = {"what": name_finding(finding)}
    if finding.result == VisitResult.UNDONE:
        return _("msg_left_undone", default="Left undone: ${what}", mapping=what)
    if finding.result != VisitResult.SKIPPED:
        return _("msg_was_late", default="Late: ${what}", mapping=what)
    if with_reasons and finding.reason:
        return _(
            "msg_skipped_because",
            default="Skipped: ${what}. Reason: ${reason}",
            mapping=what | {"reason": finding.reason},
        )
    return _("msg_was_skipped", default="Skipped with a reason: ${what}", mapping=what)
