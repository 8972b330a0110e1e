"""Certificates that an edition of the guide demands, and courses for a role."""

from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from riaya import _
from riaya.cases.content import Case
from riaya.cases.interfaces import IAssignmentRefusals
from riaya.cases.interfaces import ICase
from riaya.core.settings import get_policy
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.core.time.dates import format_day
from riaya.guide.content import Guide
from riaya.guide.lookup import find_editions
from riaya.guide.lookup import get_edition
from riaya.training.certificates.issuing import Certificate
from riaya.training.certificates.issuing import find_certificates
from riaya.training.certificates.issuing import Validity
from riaya.training.courses.lookup import find_published_courses
from riaya.training.courses.lookup import name_course
from zope.component import adapter
from zope.i18nmessageid import Message
from zope.interface import implementer


Question = Callable[[str, list[Certificate]], Message | None]

CASE_MANAGER = "Case Manager"
DAYS_BEFORE_ASSIGNMENT = 30


@dataclass(frozen=True)
class CertificateRequirement:
    """A course that somebody needs, or that is meant for them."""

    course: str
    is_demanded: bool


@implementer(IAssignmentRefusals)
@adapter(ICase)
class DemandedCertificates:
    """Who lacks a certificate that the edition of a case demands of case managers."""

    def __init__(self, case: Case):
        self.courses = find_demanded_courses(get_edition(case.guide), {CASE_MANAGER})
        self.day = today(get_zone())

    def find(self, user_ids: list[str]) -> dict[str, Message]:
        """Return why some of the workers cannot be chosen."""
        return self._ask(user_ids, self._find_refusal)

    def find_notices(self, user_ids: list[str]) -> dict[str, Message]:
        """Return whose certificate expires soon, and when."""
        return self._ask(user_ids, self._find_notice)

    def _ask(self, user_ids: list[str], question: Question) -> dict[str, Message]:
        if not self.courses:
            return {}
        answers: dict[str, Message] = {}
        for course in self.courses:
            held = _group_by_worker(find_certificates(user_ids, course))
            for worker in user_ids:
                answer = question(course, held.get(worker, []))
                if answer and worker not in answers:
                    answers[worker] = answer
        return answers

    def _find_refusal(self, course: str, held: list[Certificate]) -> Message | None:
        if any(each.is_valid(self.day) for each in held):
            return None
        return explain_lack(course, held, self.day)

    def _find_notice(self, course: str, held: list[Certificate]) -> Message | None:
        days = [each.expires_on for each in held if each.is_valid(self.day)]
        if not days or None in days:
            return None
        last = max(day for day in days if day)
        if last - self.day > timedelta(days=DAYS_BEFORE_ASSIGNMENT):
            return None
        return _(
            "msg_certificate_expires_soon",
            default="The certificate of the course “${course}” expires on ${day}.",
            mapping={"course": name_course(course), "day": format_day(last)},
        )


def explain_lack(course: str, held: list[Certificate], day: date) -> Message:
    """Return why somebody has no valid certificate of a course: none, expired, revoked."""
    title = name_course(course)
    expired = [
        each.expires_on
        for each in held
        if each.expires_on and each.get_validity(day) == Validity.EXPIRED
    ]
    if expired:
        return _(
            "error_certificate_expired",
            default="The certificate of the course “${course}” expired on ${day}.",
            mapping={"course": title, "day": format_day(max(expired))},
        )
    if any(each.get_validity(day) == Validity.REVOKED for each in held):
        return _(
            "error_certificate_revoked",
            default="The certificate of the course “${course}” was revoked.",
            mapping={"course": title},
        )
    return _(
        "error_certificate_missing",
        default="Has no certificate of the course “${course}”.",
        mapping={"course": title},
    )


def find_demanded_courses(edition: Guide | None, roles: Iterable[str]) -> list[str]:
    """Return the codes of the courses that an edition demands of some roles."""
    if edition is None:
        return []
    wanted = set(roles)
    codes = [
        row["course"]
        for row in edition.required_certificates or ()
        if row["role"] in wanted
    ]
    return list(dict.fromkeys(codes))


def find_certificate_requirements(roles: Iterable[str]) -> list[CertificateRequirement]:
    """Return what the edition in force demands of roles, then what is meant for them."""
    wanted = set(roles)
    editions = find_editions(get_policy("code"), ["published"])
    demanded = find_demanded_courses(editions[0] if editions else None, wanted)
    meant = [
        course.code
        for course in find_published_courses()
        if wanted & set(course.audience or ())
    ]
    return [CertificateRequirement(code, True) for code in demanded] + [
        CertificateRequirement(code, False) for code in meant if code not in demanded
    ]


def _group_by_worker(certificates: list[Certificate]) -> dict[str, list[Certificate]]:
    grouped: dict[str, list[Certificate]] = {}
    for each in certificates:
        grouped.setdefault(each.worker, []).append(each)
    return grouped
