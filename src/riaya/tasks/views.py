"""Adding, changing and reading a task, and taking its steps."""

from functools import cached_property
from plone import api
from riaya import _
from riaya.cases.content import Case
from riaya.cases.items.forms import ItemAddForm
from riaya.cases.items.forms import ItemEditForm
from riaya.cases.items.views import ItemTransitionView
from riaya.cases.items.views import ItemView
from riaya.core.forms import AddView
from riaya.core.forms import EditView
from riaya.core.pages import PostedPage
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.tasks.access import get_case_of_task
from riaya.tasks.handing_over import hand_over
from riaya.tasks.responsibles import name_responsible
from riaya.tasks.responsibles import Responsibles
from riaya.transitions.actions import Action
from typing import Any
from zope.i18nmessageid import Message


class TaskAddForm(ItemAddForm):
    """Add a task by hand."""

    fields: Any

    def updateFields(self) -> None:
        """Ask what has to be done, by whom and until when."""
        super().updateFields()
        self.fields = self.fields.select("title", "details", "responsible", "due_on")

    def nextURL(self) -> str:
        """Return the tasks on the page of the case."""
        return f"{self.context.absolute_url()}#tasks"


class TaskAddView(AddView):
    """The page on which a task is added."""

    form = TaskAddForm


class TaskEditForm(ItemEditForm):
    """Change the words of a task or its day; handing it over is a step of its own."""

    fields: Any

    @property
    def label(self) -> Message:
        """Return the heading, by which browsers call the page: without the words."""
        return _("title_edit_task", default="Change the task")

    def updateFields(self) -> None:
        """Ask for what may change; the words of a standard task are the guide's."""
        super().updateFields()
        names = ["details", "due_on"]
        if not self.context.standard_task:
            names.insert(0, "title")
        self.fields = self.fields.select(*names)


class TaskEditView(EditView):
    """The page on which a task is changed."""

    form = TaskEditForm


class TaskReadView(ItemView):
    """Show a task."""

    @property
    def steps(self) -> list[Action]:
        """Return the steps, completing first, handing over among them."""
        steps = [
            Action(step.id, step.title, step.url, step.id == "complete")
            for step in super().steps
        ]
        if self.may("Riaya: Hand over task"):
            url = f"{self.context.absolute_url()}/@@hand-over"
            title = _("button_hand_over", default="Hand over")
            steps.append(Action("hand-over", title, url))
        return sorted(steps, key=lambda step: (not step.is_primary, step.id))

    @property
    def is_overdue(self) -> bool:
        """Return True when the task is open and its day has passed."""
        due_on = self.context.due_on
        return self.state == "open" and bool(due_on) and due_on < today(get_zone())

    def name(self, principal: str | None) -> str:
        """Return a worker or a group in words."""
        return name_responsible(principal) if principal else ""


class TaskTransitionView(ItemTransitionView):
    """Take a transition of a task, and go back to where the person came from."""

    def find_way(self) -> str:
        """Return the list of tasks or the case."""
        return find_way_back(self.context, self.request)


class HandOverView(PostedPage):
    """Choose to whom a task goes."""

    def find_way(self) -> str:
        """Return the list of tasks or the case."""
        return find_way_back(self.context, self.request)

    @cached_property
    def case(self) -> Case:
        """Return the case of the task."""
        return get_case_of_task(self.context)

    @property
    def choices(self) -> list[dict[str, Any]]:
        """Return who can be responsible, the chosen one marked."""
        chosen = self.request.form.get("responsible", "")
        return [
            {
                "value": term.value,
                "title": term.title,
                "is_chosen": term.value == chosen,
            }
            for term in Responsibles()(self.context)
            if term.value != self.context.responsible
        ]

    @property
    def responsible_name(self) -> str:
        """Return who has the task now."""
        return name_responsible(self.context.responsible)

    @property
    def comment(self) -> str:
        """Return what was typed so far."""
        return str(self.request.form.get("comment", ""))

    def act(self) -> Message:
        """Give the task to the chosen person or group."""
        hand_over(self.context, self.get("responsible"), self.comment.strip())
        return _(
            "msg_task_handed_over",
            default="The task was given to ${name}.",
            mapping={"name": name_responsible(self.context.responsible)},
        )


def find_way_back(task: Any, request: Any) -> str:
    """Return the list of tasks, or the case while it is still open to the person."""
    case = get_case_of_task(task)
    if request.form.get("back") == "tasks" or not api.user.has_permission(
        "View", obj=case
    ):
        return f"{api.portal.get().absolute_url()}/@@tasks"
    return f"{case.absolute_url()}#tasks"
