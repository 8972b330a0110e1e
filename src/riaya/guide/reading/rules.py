"""The rules that an edition sets for all its steps, as they are read."""

from dataclasses import dataclass
from riaya import _
from riaya.core.vocabularies import get_title
from riaya.guide.content import Guide
from riaya.guide.durations import describe_duration
from zope.i18nmessageid import Message


AT_ONCE = _("label_escalates_at_once", default="At once")


@dataclass(frozen=True)
class EscalationLine:
    """How long after one clock fell due its supervisor, then the director, hear of it."""

    code: str
    title: str
    supervisor: Message
    director: Message


@dataclass(frozen=True)
class CertificateRule:
    """A role and the course of which its workers need a valid certificate."""

    role: str
    course: str


def read_escalations(edition: Guide) -> list[EscalationLine]:
    """Return the clocks for which the edition says when they escalate."""
    return [
        EscalationLine(
            code=row["clock"],
            title=get_title("riaya.guide.clocks", row["clock"]),
            supervisor=_describe(row["supervisor_after"], row["unit"]),
            director=_describe(row["director_after"], row["unit"]),
        )
        for row in edition.escalations or ()
    ]


def read_certificates(edition: Guide) -> list[CertificateRule]:
    """Return the certificates that the edition demands."""
    return [
        CertificateRule(get_title("riaya.security.roles", row["role"]), row["course"])
        for row in edition.required_certificates or ()
    ]


def _describe(amount: int, unit: str) -> Message:
    return describe_duration(amount, unit) if amount else AT_ONCE
