"""What holds for tasks by whatever way they are made, changed or ended."""

from OFS.interfaces import IObjectWillBeAddedEvent
from Products.DCWorkflow.interfaces import IAfterTransitionEvent
from Products.DCWorkflow.interfaces import IBeforeTransitionEvent
from riaya.cases.events import CaseReassigned
from riaya.cases.events import EditionChanged
from riaya.cases.events import StageEntered
from riaya.cases.interfaces import ICase
from riaya.cases.stages import ENDED
from riaya.cases.stages import get_stage
from riaya.tasks.access import follow_task
from riaya.tasks.adding import check_changed_task
from riaya.tasks.adding import prepare_task
from riaya.tasks.content import Task
from riaya.tasks.ending import cancel_tasks_of_ended_case
from riaya.tasks.ending import check_cancellation
from riaya.tasks.ending import check_task_reopening
from riaya.tasks.ending import keep_ending
from riaya.tasks.handing_over import follow_roles
from riaya.tasks.standard_tasks import create_standard_tasks
from riaya.tasks.standard_tasks import follow_edition
from zope.lifecycleevent.interfaces import IObjectAddedEvent
from zope.lifecycleevent.interfaces import IObjectModifiedEvent


def prepare_entering_task(task: Task, event: IObjectWillBeAddedEvent) -> None:
    """Check and complete a task that is put into a case."""
    if event.object is task and ICase.providedBy(event.newParent):
        prepare_task(event.newParent, task)


def follow_added_task(task: Task, event: IObjectAddedEvent) -> None:
    """Open the case to whoever is responsible."""
    if event.object is task:
        follow_task(task)


def follow_changed_task(task: Task, event: IObjectModifiedEvent) -> None:
    """Check what was changed, and keep access and due days in step."""
    names = {name for each in event.descriptions for name in each.attributes}
    check_changed_task(task, {name.rpartition(".")[2] for name in names})
    follow_task(task)


def refuse_transition(task: Task, event: IBeforeTransitionEvent) -> None:
    """Refuse to give up what the guide insists on, and to reopen in an ended case."""
    match event.transition and event.transition.id:
        case "cancel":
            check_cancellation(task)
        case "reopen":
            check_task_reopening(task)


def follow_task_transition(task: Task, event: IAfterTransitionEvent) -> None:
    """Keep who ended the task, and close the case to who no longer needs it."""
    if event.transition is None:
        return
    comment = ((event.kwargs or {}).get("comment") or "").strip()
    keep_ending(task, event.transition.id, comment)
    follow_task(task)


def follow_stage_of_tasks(event: StageEntered) -> None:
    """Bring the tasks of a case in step with the stage that it entered."""
    if get_stage(event.case) in ENDED:
        cancel_tasks_of_ended_case(event.case)
    follow_roles(event.case)
    create_standard_tasks(event.case, event.stage)


def follow_changed_edition(event: EditionChanged) -> None:
    """Give a case the tasks that its new edition asks for in the present stage."""
    follow_edition(event.case, get_stage(event.case))


def follow_reassignment(event: CaseReassigned) -> None:
    """Give the open tasks of the former people to the new ones."""
    follow_roles(event.case)
