"""Identity numbers of clients.

Which rule a national number follows is the policy's choice; passports, refugee
cards and other documents only have a plausible length.  No refusal repeats the
number: it would end up in logs and screenshots.
"""
# An interface takes no self, which mypy does not know.
# mypy: disable-error-code="empty-body,call-arg"

from enum import StrEnum
from riaya import _
from riaya.core.arabic import to_western_digits
from riaya.core.exceptions import RiayaError
from stdnum.il import idnr
from zope.interface import implementer
from zope.interface import Interface

import re
import unicodedata


_NINE_DIGITS = re.compile(r"[0-9]{9}")
_ELEVEN_DIGITS = re.compile(r"[0-9]{11}")
_DOCUMENT_NUMBER = re.compile(r"[^\W_]{3,20}")
# Spaces, dashes and invisible direction marks; the last come with pasted text.
_SEPARATOR_CATEGORIES = {"Zs", "Cc", "Cf", "Pd"}
_MINUS = "\u2212"


class IdKind(StrEnum):
    """The kinds with a rule of their own; all others are document numbers."""

    NATIONAL = "national"
    NONE = "none"


class InvalidIdentityNumber(RiayaError):
    """The identity number, or the reason for having none, is not acceptable."""


class IIdentityRule(Interface):
    """The rule of a population registry for its identity numbers."""

    def normalize(raw: str) -> str:  # noqa: N805 - an interface takes no self
        """Return the number in Western digits, without spaces and hyphens."""

    def check(number: str) -> None:  # noqa: N805 - ditto
        """Raise InvalidIdentityNumber when a normalised number cannot exist."""


@implementer(IIdentityRule)
class PalestinianIdentityRule:
    """Nine digits, the last one a Luhn check digit.

    Source: the population registry's algorithm as in `stdnum.il.idnr`, which
    would fill up a shorter number with zeros; that guess is left to the person
    who holds the card.
    """

    def normalize(self, raw: str) -> str:
        """Return the number in Western digits, without spaces and hyphens."""
        return normalize_number(raw)

    def check(self, number: str) -> None:
        """Raise InvalidIdentityNumber when a normalised number cannot exist."""
        if not _NINE_DIGITS.fullmatch(number):
            raise InvalidIdentityNumber(
                _(
                    "error_identity_not_nine_digits",
                    default="The identity number must have exactly 9 digits. Copy it "
                    "from the card, with the zeros at its beginning.",
                )
            )
        _refuse_one_repeated_digit(number)
        if not idnr.is_valid(number):
            raise InvalidIdentityNumber(
                _(
                    "error_identity_check_digit",
                    default="The identity number does not agree with its check digit: "
                    "at least one digit is wrong. Compare it with the card.",
                )
            )


@implementer(IIdentityRule)
class SyrianIdentityRule:
    """Eleven digits; no check digit of the national number is published."""

    def normalize(self, raw: str) -> str:
        """Return the number in Western digits, without spaces and hyphens."""
        return normalize_number(raw)

    def check(self, number: str) -> None:
        """Raise InvalidIdentityNumber when a normalised number cannot exist."""
        if not _ELEVEN_DIGITS.fullmatch(number):
            raise InvalidIdentityNumber(
                _(
                    "error_identity_not_eleven_digits",
                    default="The national number must have exactly 11 digits. Copy it "
                    "from the card, with the zeros at its beginning.",
                )
            )
        _refuse_one_repeated_digit(number)


def normalize_number(raw: str) -> str:
    """Return a number in Western digits and capitals, without spaces and hyphens."""
    return "".join(
        character
        for character in to_western_digits(unicodedata.normalize("NFKC", raw)).upper()
        if unicodedata.category(character) not in _SEPARATOR_CATEGORIES
        and character != _MINUS
    )


def check_identity(
    id_kind: str,
    number: str | None,
    no_id_reason: str | None,
    rule: IIdentityRule,
) -> str | None:
    """Return the normalised number, or None for a client without any document.

    A national number follows the rule; a number of any other document has 3 to
    20 letters or digits; without a document the reason is asked instead.
    Raises InvalidIdentityNumber.
    """
    raw = number or ""
    if id_kind == IdKind.NONE:
        _check_absence(raw, no_id_reason)
        return None
    _refuse_missing_number(raw)
    if id_kind != IdKind.NATIONAL:
        return _check_document_number(normalize_number(raw))
    normalized = rule.normalize(raw)
    rule.check(normalized)
    return normalized


def _check_absence(raw: str, no_id_reason: str | None) -> None:
    if normalize_number(raw):
        raise InvalidIdentityNumber(
            _(
                "error_identity_number_without_document",
                default="An identity number is given although the client is recorded "
                "as having no document. Choose the kind of document, or leave the "
                "number empty.",
            )
        )
    if not (no_id_reason or "").strip():
        raise InvalidIdentityNumber(
            _(
                "error_identity_reason_missing",
                default="The client has no identity document, but the reason is "
                "missing. Choose why there is none.",
            )
        )


def _check_document_number(number: str) -> str:
    if not _DOCUMENT_NUMBER.fullmatch(number):
        raise InvalidIdentityNumber(
            _(
                "error_identity_document_number",
                default="The document number must have 3 to 20 letters or digits and "
                "nothing else. Copy it from the document.",
            )
        )
    return number


def _refuse_one_repeated_digit(number: str) -> None:
    if len(set(number)) == 1:
        raise InvalidIdentityNumber(
            _(
                "error_identity_repeated_digit",
                default="The identity number repeats one digit only, and no such "
                "number is issued. If the client has no document, choose that and "
                "give the reason.",
            )
        )


def _refuse_missing_number(raw: str) -> None:
    if not normalize_number(raw):
        raise InvalidIdentityNumber(
            _(
                "error_identity_number_missing",
                default="The identity number is missing. Enter it, or choose that the "
                "client has no document and give the reason.",
            )
        )
