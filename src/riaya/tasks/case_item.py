"""What a case has to know of tasks; its page shows them in a panel of their own."""

from riaya import _
from riaya.cases.items.kinds import CaseItemKind
from riaya.transitions.wording import TransitionWords


TASK = CaseItemKind(
    portal_type="riaya.task",
    order=40,
    add_label=_("button_add_task", default="Add a task"),
    days=("done_on", "due_on"),
    # None is final: whoever has the case may reopen a task.
    transitions={
        "complete": TransitionWords(
            _(
                "msg_will_complete_task",
                default="The task is done. If the case is open to you only for this task, you can no longer open it afterwards.",
            ),
            _("msg_item_completed", default="Completed"),
        ),
        "cancel": TransitionWords(
            _(
                "msg_will_cancel_task",
                default="The task is given up, and the reason stays in the case.",
            ),
            _("msg_item_cancelled", default="Cancelled"),
            needs_comment=True,
        ),
        "reopen": TransitionWords(
            _("msg_will_reopen_task", default="The task is open again."),
            _("msg_item_reopened", default="Reopened"),
        ),
    },
    occurrences={"hand_over": _("msg_item_handed_over", default="Handed over")},
)
