"""What training refuses."""

from riaya.core.exceptions import RiayaError


class CourseRefused(RiayaError):
    """Raised for a course whose code another course has."""


class EnrolmentRefused(RiayaError):
    """Raised when somebody cannot be enrolled in a session, or taken out of it."""


class AttendanceRefused(RiayaError):
    """Raised when what is recorded about participants cannot be true."""


class SessionCannotBeHeld(RiayaError):
    """Raised with what a session lacks before it counts as held."""


class HeldSessionStays(RiayaError):
    """Raised when a held session, or a course with one, would be removed."""


class CertificateNotFound(RiayaError):
    """Raised for a number that no certificate has."""


class RevocationRefused(RiayaError):
    """Raised when a certificate cannot be revoked."""


class EditionNotInForce(RiayaError):
    """Raised when somebody would confirm an edition that is not in force."""
