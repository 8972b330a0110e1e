"""What transitions and occurrences are called, in words."""

from plone import api
from plone.dexterity.interfaces import IDexterityFTI
from riaya import _
from typing import Any
from zope.component import queryUtility
from zope.i18nmessageid import Message


# What a step brings about, said before somebody takes it.
CONSEQUENCES = {
    "complete_rapid_assessment": _(
        "msg_will_complete_rapid_assessment",
        default="The case goes to the supervisors of the office, who choose its case manager.",
    ),
    "refuse": _(
        "msg_will_refuse",
        default="The case ends here. The file and the reason are kept, and a supervisor may reinstate the case.",
    ),
    "mark_duplicate": _(
        "msg_will_mark_duplicate",
        default="The case ends here as a duplicate of another one. The file is kept, and a supervisor may reinstate the case.",
    ),
    "accept_assignment": _(
        "msg_will_accept_assignment",
        default="You become responsible for the case, and the comprehensive assessment begins.",
    ),
    "decline_assignment": _(
        "msg_will_decline_assignment",
        default="The case goes back to the supervisors with your reason, and you can no longer open it.",
    ),
    "complete_assessment": _(
        "msg_will_complete_assessment",
        default="The assessment is complete, and making the intervention plan begins.",
    ),
    "start_implementation": _(
        "msg_will_start_implementation",
        default="The approved plan is carried out from now on, with follow-ups and reviews.",
    ),
    "request_closure": _(
        "msg_will_request_closure",
        default="The supervisor is asked to close the case. Until the answer nothing in the plan is changed.",
    ),
    "approve_closure": _(
        "msg_will_approve_closure",
        default="The case is closed. Nothing is deleted, and a supervisor may reopen the case.",
    ),
    "return_closure": _(
        "msg_will_return_closure",
        default="The case goes back to implementation with your reason.",
    ),
    "reopen": _(
        "msg_will_reopen",
        default="The case begins again with the comprehensive assessment. What was recorded at its closure stays in the timeline.",
    ),
    "reinstate": _(
        "msg_will_reinstate",
        default="The case goes back to the reception desk as registered.",
    ),
    "restrict": _(
        "msg_will_restrict",
        default="From now on only the assigned case manager and supervisor can open the case.",
    ),
    "unrestrict": _(
        "msg_will_unrestrict",
        default="The supervisors and the director of the office can open the case again.",
    ),
    "submit": _(
        "msg_will_submit",
        default="It is sent for approval. Until the answer it can no longer be changed.",
    ),
    "approve": _(
        "msg_will_approve",
        default="It is approved as it stands and can no longer be changed; a correction is a new version.",
    ),
    "return_": _(
        "msg_will_return",
        default="It goes back to its author, who reads your reason and corrects it.",
    ),
    "complete": _(
        "msg_will_complete", default="The plan ends; its goals stay as they are rated."
    ),
    "record": _(
        "msg_will_record",
        default="The contact is recorded as done and can no longer be changed.",
    ),
    "publish": _(
        "msg_will_publish",
        default="Everybody can read it from now on, and it can no longer be changed.",
    ),
    "retire": _(
        "msg_will_retire",
        default="It is no longer offered. What was filled in with it stays; what phones have not sent yet is refused from now on.",
    ),
    "supersede": _(
        "msg_will_supersede",
        default="It is replaced by a newer one and stays readable.",
    ),
}

FINAL = frozenset({"approve", "complete", "record", "publish", "retire", "supersede"})

# What happened to the case itself.
CASE_OCCURRENCES = {
    "registered": _("msg_case_registered", default="The case was registered"),
    "changed": _("msg_case_changed", default="The data of the case were changed"),
    "escalated_to_supervisor": _(
        "msg_case_escalated_to_supervisor",
        default="Overdue: told to the supervisor",
    ),
    "escalated_to_director": _(
        "msg_case_escalated_to_director",
        default="Overdue: told to the director of the office",
    ),
    "edition_changed": _(
        "msg_edition_changed",
        default="The case was moved to another edition of the guide",
    ),
    "reassigned": _(
        "msg_case_reassigned", default="The case was given to another case manager"
    ),
    "complete_rapid_assessment": _(
        "msg_case_screened", default="The rapid assessment was completed"
    ),
    "refuse": _("msg_case_refused", default="The case was refused"),
    "mark_duplicate": _(
        "msg_case_duplicate", default="The case was marked as a duplicate"
    ),
    "assign": _("msg_case_assigned", default="A case manager was assigned"),
    "accept_assignment": _(
        "msg_case_accepted", default="The case manager accepted the case"
    ),
    "decline_assignment": _(
        "msg_case_declined", default="The case manager declined the case"
    ),
    "complete_assessment": _(
        "msg_case_assessed", default="The comprehensive assessment was completed"
    ),
    "start_implementation": _(
        "msg_case_implemented", default="Carrying out the plan began"
    ),
    "request_closure": _("msg_closure_requested", default="Closure was requested"),
    "approve_closure": _("msg_case_closed", default="The case was closed"),
    "return_closure": _(
        "msg_closure_returned", default="The closure was returned to implementation"
    ),
    "reopen": _("msg_case_reopened", default="The case was reopened"),
    "reinstate": _("msg_case_reinstated", default="The case was reinstated"),
    "skipped": _(
        "msg_case_skipped", default="Something the guide requires was skipped"
    ),
    "unskipped": _("msg_case_unskipped", default="Something skipped is required again"),
    "restrict": _("msg_case_restricted", default="The case was restricted"),
    "unrestrict": _(
        "msg_case_unrestricted", default="The restriction of the case was lifted"
    ),
}

# What happened to something in the file.
ITEM_OCCURRENCES = {
    "added": _("msg_item_added", default="Added"),
    "changed": _("msg_item_changed", default="Changed"),
    "removed": _("msg_item_removed", default="Removed"),
    "submit": _("msg_item_submitted", default="Sent for approval"),
    "approve": _("msg_item_approved", default="Approved"),
    "return_": _("msg_item_returned", default="Returned for correction"),
    "supersede": _("msg_item_superseded", default="Superseded by a newer one"),
    "complete": _("msg_item_completed", default="Completed"),
    "record": _("msg_item_recorded", default="Recorded"),
    "cancel": _("msg_item_cancelled", default="Cancelled"),
    "reopen": _("msg_item_reopened", default="Reopened"),
    "hand_over": _("msg_item_handed_over", default="Handed over"),
    "override_risk": _("msg_risk_overridden", default="Risk level set"),
}


def get_consequence(transition: str) -> Message | None:
    """Return what a transition will bring about, or None where nothing is known."""
    return CONSEQUENCES.get(transition)


def get_occurrence_title(kind: str, is_of_case: bool) -> str:
    """Return what happened, in words; an unknown kind names itself."""
    return (CASE_OCCURRENCES if is_of_case else ITEM_OCCURRENCES).get(kind, kind)


def get_type_title(portal_type: str) -> str:
    """Return the name of a content type."""
    fti = queryUtility(IDexterityFTI, name=portal_type)
    return fti.Title() if fti else portal_type


def get_state_title(content: Any) -> str:
    """Return the name of the state an object is in."""
    state = api.content.get_state(content, default=None)
    return name_state(content.portal_type, state)


def name_state(portal_type: str, state: str | None) -> str:
    """Return the name of a workflow state of a type."""
    if not state:
        return ""
    workflow = api.portal.get_tool("portal_workflow")
    return Message(workflow.getTitleForStateOnType(state, portal_type), domain="riaya")
