"""My training; one certificate: checking, printing, revoking it."""

from AccessControl import Unauthorized
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from riaya import _
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.core.time.dates import format_day
from riaya.core.vocabularies import get_language
from riaya.guide.content import Guide
from riaya.training.certificates.issuing import Certificate
from riaya.training.certificates.issuing import find_certificates
from riaya.training.certificates.issuing import get_certificate
from riaya.training.certificates.issuing import revoke_certificate
from riaya.training.certificates.issuing import Validity
from riaya.training.certificates.printing import LANGUAGES
from riaya.training.certificates.printing import print_certificate
from riaya.training.certificates.requirements import find_certificate_requirements
from riaya.training.courses.lookup import find_course
from riaya.training.courses.lookup import find_sessions
from riaya.training.courses.lookup import get_course
from riaya.training.courses.lookup import name_course
from riaya.training.courses.views import describe_session
from riaya.training.enrolment.enrolling import is_enrolled
from riaya.training.exceptions import CertificateNotFound
from riaya.training.pages import TrainingPage
from riaya.training.readers.acknowledging import find_edition_to_read
from riaya.training.wording import explain_revocation
from riaya.training.wording import VALIDITIES
from riaya.training.workers import find_own_roles
from riaya.training.workers import find_visible_codes
from riaya.training.workers import is_trainer
from typing import Any
from zope.i18nmessageid import Message


DAYS_BEFORE_EXPIRY = 60


@dataclass(frozen=True)
class CertificateLine:
    """A certificate in the reader's words."""

    number: str
    name: str
    course: str
    issued_on: str
    expires_on: str
    validity: str
    validity_title: Message
    expires_soon: bool
    check_url: str
    print_url: str


def describe_certificate(certificate: Certificate) -> CertificateLine:
    """Return a certificate in the reader's words, as it stands today."""
    day = today(get_zone())
    validity = certificate.get_validity(day)
    expires_on = certificate.expires_on
    url = api.portal.get().absolute_url()
    return CertificateLine(
        number=certificate.number,
        name=certificate.name,
        course=(get_language() == "en" and certificate.course_title_en)
        or certificate.course_title,
        issued_on=format_day(certificate.issued_on),
        expires_on=format_day(expires_on),
        validity=str(validity),
        validity_title=VALIDITIES[validity],
        expires_soon=validity == Validity.VALID
        and expires_on is not None
        and expires_on - day <= timedelta(days=DAYS_BEFORE_EXPIRY),
        check_url=f"{url}/@@certificate?number={certificate.number}",
        print_url=f"{url}/@@certificate.pdf?number={certificate.number}",
    )


class MyTraining(BrowserView):
    """What a worker has, needs and is enrolled in."""

    @cached_property
    def own(self) -> list[Certificate]:
        """Return the certificates of the person."""
        return find_certificates([api.user.get_current().getId()])

    @property
    def certificates(self) -> list[CertificateLine]:
        """Return the certificates in words, the newest first."""
        return [describe_certificate(each) for each in self.own]

    @property
    def sessions(self) -> list[dict]:
        """Return the sessions of the person, the latest first."""
        person = api.user.get_current().getId()
        found = [
            {
                "course": get_course(session).readable_title,
                "session": describe_session(session),
            }
            for session in find_sessions("planned", "held", "cancelled")
            if is_enrolled(session, person)
        ]
        return found[::-1]

    @property
    def requirements(self) -> list[dict]:
        """Return the courses for the roles of the person, with what they have of them."""
        day = today(get_zone())
        valid = {each.course for each in self.own if each.is_valid(day)}
        return [
            {
                "title": name_course(each.course),
                "url": self._find_url(each.course),
                "is_demanded": each.is_demanded,
                "is_met": each.course in valid,
            }
            for each in find_certificate_requirements(find_own_roles())
        ]

    @property
    def unread(self) -> Guide | None:
        """Return the edition that an office worker has not confirmed yet."""
        return find_edition_to_read()

    @property
    def sees_figures(self) -> bool:
        """Return True for trainers, directors and supervisors."""
        return bool(find_visible_codes())

    def _find_url(self, code: str) -> str | None:
        course = find_course(code)
        if course is None or not api.user.has_permission("View", obj=course):
            return None
        return course.absolute_url()


class CertificateView(TrainingPage):
    """Tell signed-in workers what a certificate is worth; trainers revoke it here."""

    @property
    def number(self) -> str:
        """Return the number that is asked for."""
        return self.get("number")

    @cached_property
    def certificate(self) -> Certificate | None:
        """Return the certificate, or None for a number that there is not."""
        try:
            return get_certificate(self.number)
        except CertificateNotFound:
            return None

    @property
    def line(self) -> CertificateLine | None:
        """Return the certificate in words."""
        if self.certificate is None:
            return None
        return describe_certificate(self.certificate)

    @property
    def revoked_on(self) -> str:
        """Return when the certificate was revoked."""
        return format_day(self.certificate.revoked_on) if self.certificate else ""

    @property
    def revocation_reason(self) -> Any:
        """Return why it was revoked, to its holder and to trainers."""
        if self.certificate is None or not may_print(self.certificate):
            return None
        return explain_revocation(self.certificate.revocation_reason)

    @property
    def may_print(self) -> bool:
        """Return True for the holder and for trainers."""
        return self.certificate is not None and may_print(self.certificate)

    @property
    def may_revoke(self) -> bool:
        """Return True for trainers, while the certificate is not revoked."""
        return (
            self.certificate is not None
            and self.certificate.revoked_on is None
            and api.user.has_permission("Riaya: Revoke certificate")
        )

    def act(self) -> Message:
        """Revoke the certificate."""
        if not api.user.has_permission("Riaya: Revoke certificate"):
            raise Unauthorized("Only trainers revoke certificates.")
        revoke_certificate(self.number, self.get("reason"))
        return _("msg_certificate_revoked", default="The certificate is revoked.")

    def find_way(self) -> str:
        """Return to the certificate."""
        return f"{self.context.absolute_url()}/@@certificate?number={self.number}"


class CertificatePdf(BrowserView):
    """A certificate as a PDF, for its holder and for trainers."""

    def __call__(self) -> bytes:
        """Return the PDF in the reader's language or the one asked for."""
        certificate = get_certificate(str(self.request.form.get("number", "")))
        if not may_print(certificate):
            raise Unauthorized("A certificate is printed by its holder or a trainer.")
        asked = self.request.form.get("language")
        language = asked if asked in LANGUAGES else get_language()
        response = self.request.response
        response.setHeader("Content-Type", "application/pdf")
        name = f"{certificate.number}-{language}.pdf"
        response.setHeader("Content-Disposition", f'inline; filename="{name}"')
        return print_certificate(certificate, language, today(get_zone()))


def may_print(certificate: Certificate) -> bool:
    """Return True for the holder of a certificate and for trainers."""
    return is_trainer() or certificate.worker == api.user.get_current().getId()
