"""Certificates as PDF files."""

from datetime import date
from pathlib import Path
from plone import api
from riaya import _
from riaya.core.settings import get_policy
from riaya.core.time.dates import format_day
from riaya.core.typesetting.pdf import typeset
from riaya.core.typesetting.pdf import write_words
from riaya.training.certificates.issuing import Certificate
from riaya.training.certificates.issuing import Validity
from riaya.training.wording import VALIDITIES
from urllib.parse import quote

import segno


TEMPLATE = Path(__file__).with_name("templates") / "certificate.typ"
LANGUAGES = ("ar", "en")

WORDS = {
    "heading": _("title_printed_certificate", default="Training certificate"),
    "certifies": _("label_certifies_that", default="This is to certify that"),
    "passed": _("label_has_passed", default="has passed the training course"),
    "number": _("label_certificate_number", default="Certificate number"),
    "issued_on": _("label_issued_on", default="Issued on"),
    "expires_on": _("label_valid_until", default="Valid until"),
    "check": _(
        "help_check_certificate",
        default="Workers who are signed in check this certificate at the address in the code.",
    ),
    "code": _("label_code_to_check", default="Code that leads to the check"),
    "signature": _("label_signature", default="Signature"),
    "date": _("label_date", default="Date"),
}
NEVER = _("label_never_expires", default="Does not expire")


def print_certificate(certificate: Certificate, language: str, day: date) -> bytes:
    """Return a certificate as a PDF in ar or en, as it stands on a day.

    One that has expired or was revoked says so across the page.
    """
    title_en = certificate.course_title_en
    validity = certificate.get_validity(day)
    expires_on = certificate.expires_on
    address = find_check_address(certificate.number)
    values = {
        "ministry": get_policy("ministry")[language],
        "name": certificate.name,
        "course": (language == "en" and title_en) or certificate.course_title,
        "number": certificate.number,
        "issued_on": format_day(certificate.issued_on, language),
        "expires_on": format_day(expires_on, language)
        if expires_on
        else write_words(NEVER, language),
        "stamp": ""
        if validity == Validity.VALID
        else write_words(VALIDITIES[validity], language),
        "address": address,
        "qr": segno.make(address, micro=False, error="m").svg_inline(border=0),
        "words": {name: write_words(word, language) for name, word in WORDS.items()},
    }
    return typeset(TEMPLATE, values, language)


def find_check_address(number: str) -> str:
    """Return the address at which signed-in workers check a certificate."""
    return f"{api.portal.get().absolute_url()}/@@certificate?number={quote(number)}"
