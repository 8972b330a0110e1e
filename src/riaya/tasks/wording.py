"""What lists of tasks and steps of tasks are called."""

from riaya import _
from riaya.tasks.lists.finding import TaskList


LIST_TITLES = {
    TaskList.MINE: _("label_tasks_mine", default="My tasks"),
    TaskList.GROUPS: _("label_tasks_groups", default="Tasks of my groups"),
    TaskList.TEAM: _("label_tasks_team", default="Tasks of my office"),
    TaskList.DONE: _("label_tasks_done", default="Done lately"),
}
EMPTY_SENTENCES = {
    TaskList.MINE: _(
        "msg_no_tasks_mine",
        default="No task waits for you. Tasks appear here when a case enters a stage, or when somebody gives you one.",
    ),
    TaskList.GROUPS: _(
        "msg_no_tasks_groups",
        default="No task waits for your groups in a case that you may open.",
    ),
    TaskList.TEAM: _(
        "msg_no_tasks_team", default="No task is open in the cases of your office."
    ),
    TaskList.DONE: _(
        "msg_no_tasks_done",
        default="No task of yours ended in the last 30 days in a case that is still open to you.",
    ),
}
