"""What transitions and occurrences of a case are called, in words."""

from riaya import _
from riaya.transitions.wording import TransitionWords
from riaya.transitions.wording import TypeWords


# A transition of the case: what it brings about, and what happened.
CASE_WORDS = TypeWords(
    {
        "assign": TransitionWords(
            None,
            _("msg_case_assigned", default="A case manager was assigned"),
        ),
        "complete_rapid_assessment": TransitionWords(
            _(
                "msg_will_complete_rapid_assessment",
                default="The case goes to the supervisors of the office, who choose its case manager.",
            ),
            _("msg_case_screened", default="The rapid assessment was completed"),
        ),
        "refuse": TransitionWords(
            _(
                "msg_will_refuse",
                default="The case ends here. The file and the reason are kept, and a supervisor may reinstate the case.",
            ),
            _("msg_case_refused", default="The case was refused"),
            needs_comment=True,
        ),
        "mark_duplicate": TransitionWords(
            _(
                "msg_will_mark_duplicate",
                default="The case ends here as a duplicate of another one. The file is kept, and a supervisor may reinstate the case.",
            ),
            _("msg_case_duplicate", default="The case was marked as a duplicate"),
        ),
        "accept_assignment": TransitionWords(
            _(
                "msg_will_accept_assignment",
                default="You become responsible for the case, and the comprehensive assessment begins.",
            ),
            _("msg_case_accepted", default="The case manager accepted the case"),
        ),
        "decline_assignment": TransitionWords(
            _(
                "msg_will_decline_assignment",
                default="The case goes back to the supervisors with your reason, and you can no longer open it.",
            ),
            _("msg_case_declined", default="The case manager declined the case"),
            needs_comment=True,
        ),
        "complete_assessment": TransitionWords(
            _(
                "msg_will_complete_assessment",
                default="The assessment is complete, and making the intervention plan begins.",
            ),
            _(
                "msg_case_assessed",
                default="The comprehensive assessment was completed",
            ),
        ),
        "start_implementation": TransitionWords(
            _(
                "msg_will_start_implementation",
                default="The approved plan is carried out from now on, with follow-ups and reviews.",
            ),
            _("msg_case_implemented", default="Carrying out the plan began"),
        ),
        "request_closure": TransitionWords(
            _(
                "msg_will_request_closure",
                default="The supervisor is asked to close the case. Until the answer nothing in the plan is changed.",
            ),
            _("msg_closure_requested", default="Closure was requested"),
        ),
        "approve_closure": TransitionWords(
            _(
                "msg_will_approve_closure",
                default="The case is closed. Nothing is deleted, and a supervisor may reopen the case.",
            ),
            _("msg_case_closed", default="The case was closed"),
        ),
        "return_closure": TransitionWords(
            _(
                "msg_will_return_closure",
                default="The case goes back to implementation with your reason.",
            ),
            _(
                "msg_closure_returned",
                default="The closure was returned to implementation",
            ),
            needs_comment=True,
        ),
        "reopen": TransitionWords(
            _(
                "msg_will_reopen",
                default="The case begins again with the comprehensive assessment. What was recorded at its closure stays in the timeline.",
            ),
            _("msg_case_reopened", default="The case was reopened"),
            needs_comment=True,
        ),
        "reinstate": TransitionWords(
            _(
                "msg_will_reinstate",
                default="The case goes back to the reception desk as registered.",
            ),
            _("msg_case_reinstated", default="The case was reinstated"),
            needs_comment=True,
        ),
        "restrict": TransitionWords(
            _(
                "msg_will_restrict",
                default="From now on only the assigned case manager and supervisor can open the case.",
            ),
            _("msg_case_restricted", default="The case was restricted"),
        ),
        "unrestrict": TransitionWords(
            _(
                "msg_will_unrestrict",
                default="The supervisors and the director of the office can open the case again.",
            ),
            _(
                "msg_case_unrestricted",
                default="The restriction of the case was lifted",
            ),
        ),
    }
)

# What else happened to the case itself.
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
    "skipped": _(
        "msg_case_skipped", default="Something the guide requires was skipped"
    ),
    "unskipped": _("msg_case_unskipped", default="Something skipped is required again"),
}

# What happened to something in the file, whatever it is.
ITEM_OCCURRENCES = {
    "added": _("msg_item_added", default="Added"),
    "changed": _("msg_item_changed", default="Changed"),
    "removed": _("msg_item_removed", default="Removed"),
}


def get_case_occurrence(occurrence: str) -> str:
    """Return what happened to a case, in words; an unknown occurrence names itself."""
    said = CASE_WORDS.transitions.get(occurrence)
    return (said and said.occurrence) or CASE_OCCURRENCES.get(occurrence) or occurrence
