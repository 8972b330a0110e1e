"""The words of the worklist."""

from riaya import _
from riaya.core.vocabularies import get_title
from riaya.register.questions import SortKey
from riaya.register.questions import View
from riaya.register.questions import WorklistFilter
from riaya.register.worklist import WorklistItem
from zope.i18nmessageid import Message


VIEW_TITLES = {
    View.MINE: _("label_view_mine", default="My cases"),
    View.DECISIONS: _("label_view_decisions", default="For my decision"),
    View.UNASSIGNED: _("label_view_unassigned", default="Waiting for a case manager"),
    View.ESCALATED: _("label_view_escalated", default="Escalated to me"),
    View.OVERDUE: _("label_view_overdue", default="Overdue"),
    View.OFFICE: _("label_view_office", default="All cases of my office"),
}
FILTER_TITLES = {
    WorklistFilter.REVIEW_STATE: _("label_stage", default="Stage"),
    WorklistFilter.RESPONSE_GROUP: _("label_response_group", default="Response group"),
    WorklistFilter.CATEGORY: _("label_category", default="Category"),
    WorklistFilter.CASE_MANAGER: _("label_case_manager", default="Case manager"),
}
FILTER_LISTS = {
    WorklistFilter.REVIEW_STATE: "riaya.guide.stages",
    WorklistFilter.RESPONSE_GROUP: "riaya.guide.response_groups",
    WorklistFilter.CATEGORY: "riaya.cases.categories",
}
# Column heading and what it sorts by, in the order of the columns.
COLUMNS = (
    (_("label_case_number", default="Case number"), SortKey.CASE_NUMBER),
    (_("label_client", default="Client"), SortKey.CLIENT_NAME),
    (FILTER_TITLES[WorklistFilter.REVIEW_STATE], None),
    (FILTER_TITLES[WorklistFilter.RESPONSE_GROUP], None),
    (_("label_categories", default="Categories"), None),
    (FILTER_TITLES[WorklistFilter.CASE_MANAGER], None),
    (_("label_next_due", default="Next due"), SortKey.NEXT_DUE),
)
ESCALATIONS = {
    1: _("label_escalated_to_supervisor", default="Escalated to the supervisor"),
    2: _("label_escalated_to_director", default="Escalated to the director"),
}
PLANNED_DAY = _("label_planned_day", default="Planned contact or task")
EMPTY_SENTENCES = {
    View.MINE: _(
        "msg_no_case_of_mine",
        default="No case is assigned to you. When a supervisor offers you a case, it stands under “For my decision”.",
    ),
    View.DECISIONS: _(
        "msg_no_case_for_decision", default="No case waits for your decision."
    ),
    View.UNASSIGNED: _(
        "msg_no_case_unassigned",
        default="Every screened case of your office has a case manager.",
    ),
    View.ESCALATED: _(
        "msg_no_case_escalated",
        default="No overdue clock was escalated to you.",
    ),
    View.OVERDUE: _("msg_no_case_overdue", default="Nothing is overdue."),
    View.OFFICE: _(
        "msg_no_case_in_office",
        default="There is no case here that you may see. If you miss one, ask the supervisor of your office.",
    ),
}
EMPTY_INTAKE_SENTENCE = _(
    "msg_no_case_at_intake",
    default="No case waits at your reception point. Register one when somebody asks for help.",
)


def name_due(item: WorklistItem) -> str | Message:
    """Return what of a case is due next; nothing when nothing is."""
    if item.next_due is None:
        return ""
    if not item.next_clock:
        return PLANNED_DAY
    return get_title("riaya.guide.clocks", item.next_clock)
