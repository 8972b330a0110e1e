"""Discarding a form that was begun by mistake and never handed in.

Nothing is taken out of a case file but this: what nobody but its author has
seen, and what says of itself that it is not complete.
"""

from AccessControl import getSecurityManager
from plone import api
from Products.CMFCore.permissions import ModifyPortalContent
from riaya import _
from riaya.assessments.content import Assessment
from riaya.assessments.content import is_filled_form
from riaya.assessments.receiving import remove_files
from riaya.assessments.submission import was_handed_in
from riaya.cases.lookup import find_case
from riaya.cases.timeline import record_occurrence
from riaya.core.exceptions import RiayaError
from riaya.security.system import as_system


class DraftCannotBeDiscarded(RiayaError):
    """Raised for what is more than an unfinished form of one's own."""


def may_discard(assessment: Assessment) -> bool:
    """Return True for an unfinished form that the present person began and may change."""
    return (
        is_filled_form(assessment)
        and not assessment.is_complete
        and api.content.get_state(assessment) == "draft"
        and not was_handed_in(assessment)
        and assessment.Creator() == api.user.get_current().getId()
        and bool(getSecurityManager().checkPermission(ModifyPortalContent, assessment))
    )


def discard_draft(assessment: Assessment) -> None:
    """Take an unfinished form with its files out of its case; the timeline says so.

    Raises DraftCannotBeDiscarded.
    """
    case = find_case(assessment)
    if case is None or not may_discard(assessment):
        raise DraftCannotBeDiscarded(
            _(
                "error_draft_not_discarded",
                default="Only an unfinished form that was never handed in can be discarded, by whoever began it.",
            )
        )
    remove_files(case, (assessment.attachments or {}).values())
    record_occurrence(case, "removed", assessment)
    with as_system():
        api.content.delete(assessment, check_linkintegrity=False)
