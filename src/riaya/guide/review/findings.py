"""What the check of an edition finds: a sentence, its subject, where to repair it."""

from dataclasses import dataclass
from enum import StrEnum
from riaya import _
from riaya.core.plurals import CountedMessage
from typing import Any
from zope.i18nmessageid import Message


class Subject(StrEnum):
    """What a finding is about; findings are listed by it, in this order."""

    STEPS = "steps"
    FORMS = "forms"
    DEADLINES = "deadlines"
    TEXTS = "texts"
    TRAINING = "training"
    REVIEW = "review"


SUBJECTS = {
    Subject.STEPS: _("title_findings_steps", default="Stages, steps and roles"),
    Subject.FORMS: _("title_findings_forms", default="Forms"),
    Subject.DEADLINES: _("title_findings_deadlines", default="Deadlines"),
    Subject.TEXTS: _("title_findings_texts", default="Texts, pictures, languages"),
    Subject.TRAINING: _("title_findings_training", default="Training"),
    Subject.REVIEW: _("title_findings_review", default="Review"),
}
COUNTED_FAULTS = CountedMessage(
    zero=_("msg_faults_zero", default="${count} things have to be repaired"),
    one=_("msg_faults_one", default="${count} thing has to be repaired"),
    two=_("msg_faults_two", default="${count} things have to be repaired"),
    few=_("msg_faults_few", default="${count} things have to be repaired"),
    many=_("msg_faults_many", default="${count} things have to be repaired"),
    other=_("msg_faults_other", default="${count} things have to be repaired"),
)
COUNTED_GAPS = CountedMessage(
    zero=_("msg_gaps_zero", default="${count} things to think of"),
    one=_("msg_gaps_one", default="${count} thing to think of"),
    two=_("msg_gaps_two", default="${count} things to think of"),
    few=_("msg_gaps_few", default="${count} things to think of"),
    many=_("msg_gaps_many", default="${count} things to think of"),
    other=_("msg_gaps_other", default="${count} things to think of"),
)


@dataclass(frozen=True)
class GuideFinding:
    """Something wrong or missing in a part of an edition; `page` is where it is repaired."""

    subject: Subject
    sentence: Message
    part: Any
    page: str = "edit"

    @property
    def url(self) -> str:
        """Return the address of the page on which it is repaired."""
        return f"{self.part.absolute_url()}/{self.page}".rstrip("/")


@dataclass(frozen=True)
class FindingGroup:
    """The findings about one subject."""

    title: Message
    findings: list[GuideFinding]


def group_findings(findings: list[GuideFinding]) -> list[FindingGroup]:
    """Return the findings by their subjects."""
    return [
        FindingGroup(title, about)
        for subject, title in SUBJECTS.items()
        if (about := [each for each in findings if each.subject is subject])
    ]


def count_findings(groups: list[FindingGroup]) -> int:
    """Return how many findings the groups have together."""
    return sum(len(group.findings) for group in groups)
