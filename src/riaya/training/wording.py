"""Words of training: states, results, steps."""

from riaya import _
from riaya.training.certificates.issuing import RESULT_CHANGED
from riaya.training.certificates.issuing import Validity
from riaya.training.interfaces import AttendanceResult


STATES = {
    "private": _("label_training_private", default="In preparation"),
    "published": _("label_training_published", default="Published"),
    "planned": _("label_session_planned", default="Planned"),
    "held": _("label_session_held", default="Held"),
    "cancelled": _("label_session_cancelled", default="Cancelled"),
}
RESULTS = {
    AttendanceResult.NOT_ASSESSED: _(
        "label_result_not_assessed", default="Not assessed"
    ),
    AttendanceResult.PASSED: _("label_result_passed", default="Passed"),
    AttendanceResult.FAILED: _("label_result_failed", default="Not passed"),
}
ATTENDED = {
    "yes": _("label_yes", default="Yes"),
    "no": _("label_no", default="No"),
}
VALIDITIES = {
    Validity.VALID: _("label_certificate_valid", default="Valid"),
    Validity.EXPIRED: _("label_certificate_expired", default="Expired"),
    Validity.REVOKED: _("label_certificate_revoked", default="Revoked"),
}
STEPS = {
    "hold": _("button_hold_session", default="Hold the session"),
    "cancel": _("button_cancel_session", default="Cancel the session"),
    "reopen": _("button_reopen_session", default="Open again for correction"),
}
CONSEQUENCES = {
    "hold": _(
        "msg_will_hold_session",
        default="Attendance and results are final from now on, and everybody who passed receives a certificate.",
    ),
    "cancel": _(
        "msg_will_cancel_session",
        default="The session does not take place. Who is enrolled stays on record with your reason.",
    ),
    "reopen": _(
        "msg_will_reopen_session",
        default="Attendance and results can be corrected, with your reason on record. Certificates stay as they are until the session is held again.",
    ),
}
PUBLICATION = {
    "publish": _("button_publish", default="Publish"),
    "retract": _("button_take_back", default="Take back"),
}
CORRECTED = _(
    "label_result_was_corrected", default="The result of the session was corrected."
)


def explain_revocation(reason: str | None) -> str | None:
    """Return why a certificate was revoked, in words."""
    return CORRECTED if reason == RESULT_CHANGED else reason
