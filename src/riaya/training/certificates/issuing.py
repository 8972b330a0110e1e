"""Certificates: made when a session is held, kept for good.

They are kept beside the courses, by number and by worker, so that asking for
the certificates of many workers wakes no session, and deleting a course takes
nobody's certificate away.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterable
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from dateutil.relativedelta import relativedelta
from enum import StrEnum
from persistent.mapping import PersistentMapping
from plone import api
from riaya import _
from riaya import logger
from riaya.core.numbering import take_number
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.security.people import get_name
from riaya.training.content import Course
from riaya.training.content import TrainingSession
from riaya.training.courses.lookup import get_folder
from riaya.training.exceptions import CertificateNotFound
from riaya.training.exceptions import RevocationRefused
from riaya.training.interfaces import AttendanceResult
from zope.annotation.interfaces import IAnnotations


KEY = "riaya.training.certificates"
RESULT_CHANGED = "result_changed"


class Validity(StrEnum):
    """What a certificate is worth on a day."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Certificate:
    """That somebody passed a course; the last day it is valid is `expires_on`."""

    number: str
    worker: str
    name: str
    course: str
    course_title: str
    course_title_en: str
    session: str
    issued_on: date
    expires_on: date | None
    revoked_on: date | None = None
    revoked_by: str | None = None
    revocation_reason: str | None = None

    def get_validity(self, day: date) -> Validity:
        """Return what the certificate is worth on a day."""
        if self.revoked_on is not None and self.revoked_on <= day:
            return Validity.REVOKED
        if self.expires_on is not None and self.expires_on < day:
            return Validity.EXPIRED
        return Validity.VALID

    def is_valid(self, day: date) -> bool:
        """Return True from the day of issue until it expires or is revoked."""
        return self.issued_on <= day and self.get_validity(day) == Validity.VALID


def find_certificates(
    workers: Iterable[str], course: str | None = None, day: date | None = None
) -> list[Certificate]:
    """Return the certificates of workers, the newest first.

    With a course only those of that course, with a day only those valid then.
    """
    kept = _find_kept()
    found = [
        Certificate(**kept["numbers"][number])
        for worker in workers
        for number in kept["workers"].get(worker, ())
    ]
    return sorted(
        (
            each
            for each in found
            if course in (None, each.course) and (day is None or each.is_valid(day))
        ),
        key=lambda each: (each.issued_on, each.number),
        reverse=True,
    )


def get_certificate(number: str) -> Certificate:
    """Return the certificate with a number; raise CertificateNotFound."""
    kept = _find_kept()["numbers"].get(number)
    if kept is None:
        raise CertificateNotFound(
            _(
                "error_certificate_unknown",
                default="No certificate has the number “${number}”.",
                mapping={"number": number},
            )
        )
    return Certificate(**kept)


def settle_certificates(session: TrainingSession, course: Course) -> None:
    """Give those who passed a held session their certificates, and nobody else.

    Held for the second time, a session leaves certificates as they are where
    the result is the same, and revokes those whose result was corrected.
    """
    uid = session.UID()
    rows = session.participants or ()
    # What a trainer revoked for another reason is not given again.
    known = {
        each.worker: each
        for each in find_certificates(row["worker"] for row in rows)
        if each.session == uid and each.revocation_reason != RESULT_CHANGED
    }
    passed = [row["worker"] for row in rows if row["result"] == AttendanceResult.PASSED]
    for worker in passed:
        if worker not in known:
            _keep(_make_certificate(worker, session, course))
    for worker, certificate in known.items():
        if worker not in passed and certificate.revoked_on is None:
            _keep(_revoke(certificate, RESULT_CHANGED))


def revoke_certificate(number: str, reason: str) -> None:
    """Revoke a certificate from today on.

    Raises CertificateNotFound, and RevocationRefused without a reason or for one
    that is revoked already.
    """
    certificate = get_certificate(number)
    if certificate.revoked_on is not None:
        raise RevocationRefused(
            _(
                "error_certificate_revoked_already",
                default="The certificate ${number} is revoked already.",
                mapping={"number": number},
            )
        )
    if not reason.strip():
        raise RevocationRefused(
            _(
                "error_comment_missing",
                default="Give the reason: this step needs a comment.",
            )
        )
    _keep(_revoke(certificate, reason.strip()))


def find_expiry(issued_on: date, months: int) -> date | None:
    """Return the last day of validity; None for a certificate that never expires.

    A month that has no such day ends it on its last day: six months after
    31 August is the last of February.
    """
    return issued_on + relativedelta(months=months) if months else None


def _make_certificate(
    worker: str, session: TrainingSession, course: Course
) -> Certificate:
    # Attendance that is recorded late makes no certificate longer.
    issued_on = min(session.last_day, today(get_zone()))
    return Certificate(
        number=_take_number(f"{course.code}-{issued_on.year}-"),
        worker=worker,
        # As it is on the day: the certificate outlives the account.
        name=get_name(worker),
        course=course.code,
        course_title=course.title,
        course_title_en=course.title_en or "",
        session=session.UID(),
        issued_on=issued_on,
        expires_on=find_expiry(issued_on, course.validity_months or 0),
    )


def _revoke(certificate: Certificate, reason: str) -> Certificate:
    logger.info("Revoked certificate %s", certificate.number)
    return replace(
        certificate,
        revoked_on=today(get_zone()),
        revoked_by=api.user.get_current().getId(),
        revocation_reason=reason,
    )


def _take_number(prefix: str) -> str:
    numbers = _find_kept()["numbers"]
    known = [
        int(number.removeprefix(prefix))
        for number in numbers.keys(min=prefix, max=f"{prefix}\uffff")
        if number.removeprefix(prefix).isdigit()
    ]
    value = take_number(f"certificate-{prefix}", max(known, default=0) + 1)
    return f"{prefix}{value:04d}"


def _keep(certificate: Certificate) -> None:
    kept = _find_kept(make=True)
    kept["numbers"][certificate.number] = asdict(certificate)
    own = kept["workers"].get(certificate.worker, ())
    if certificate.number not in own:
        kept["workers"][certificate.worker] = (*own, certificate.number)


def _find_kept(make: bool = False) -> PersistentMapping:
    annotations = IAnnotations(get_folder())
    kept = annotations.get(KEY)
    if kept is None:
        kept = PersistentMapping(numbers=OOBTree(), workers=OOBTree())
        if make:
            annotations[KEY] = kept
    return kept
