"""The standard tasks of the guide: entering a stage creates them.

They are those of the case's own edition.  A stage that is entered again gets
no second copy of a task: only after a case was reopened or reinstated it begins
anew.
"""

from datetime import datetime
from datetime import timedelta
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from riaya.cases.content import Case
from riaya.cases.stages import Stage
from riaya.cases.timeline import find_occurrences
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.guide.lookup import find_stage_steps
from riaya.guide.lookup import get_edition
from riaya.guide.lookup import StandardTask
from riaya.security.system import as_system
from riaya.tasks.absences.keeping import find_stand_in
from riaya.tasks.content import GUIDE
from riaya.tasks.content import Task
from riaya.tasks.open_tasks import find_task_objects
from riaya.tasks.open_tasks import is_open
from riaya.tasks.responsibles import find_role_holder
from zope.event import notify
from zope.lifecycleevent import ObjectCreatedEvent


BEGINNING_ANEW = frozenset({"reopen", "reinstate"})


def create_standard_tasks(case: Case, stage: Stage) -> list[Task]:
    """Return the tasks made for a stage that was entered; those on file stay as they are."""
    wanted = _find_wanted(case, stage)
    if not wanted:
        return []
    on_file = find_current_markers(case)
    with as_system():
        return [
            _create(case, stage, marker, task)
            for marker, task in wanted.items()
            if marker not in on_file
        ]


def follow_edition(case: Case, stage: Stage) -> list[Task]:
    """Return the tasks made because a case went to another edition in the midst of a stage.

    A task on file whose words the new edition has, too, becomes its task;
    one that it no longer asks for stays with whoever has it.
    """
    begun_at = find_beginning(case)
    wanted = {task.title: marker for marker, task in _find_wanted(case, stage).items()}
    for task in find_task_objects(case):
        is_of_stage = task.standard_task and task.stage == stage
        if is_of_stage and is_current_task(task, begun_at) and task.title in wanted:
            task.standard_task = wanted[task.title]
    return create_standard_tasks(case, stage)


def _find_wanted(case: Case, stage: Stage) -> dict[str, StandardTask]:
    """Return the standard tasks of a stage in the edition of the case, by their markers."""
    return {
        make_marker(step.uid, position): task
        for step in find_stage_steps(get_edition(case.guide), stage)
        for position, task in enumerate(step.standard_tasks)
    }


def make_marker(step_uid: str, position: int) -> str:
    """Return what tells a standard task from all others: its step and its place in it."""
    return f"{step_uid}:{position}"


def split_marker(marker: str) -> tuple[str, int]:
    """Return the UID of the step, and the place in it, that a marker names."""
    step_uid, _colon, position = marker.rpartition(":")
    return step_uid, int(position)


def find_current_markers(case: Case) -> set[str]:
    """Return the standard tasks on file that are open, or ended since the case began anew."""
    begun_at = find_beginning(case)
    return {
        task.standard_task
        for task in find_task_objects(case)
        if task.standard_task and is_current_task(task, begun_at)
    }


def is_current_task(task: Task, begun_at: datetime | None) -> bool:
    """Return True unless the task ended before the case began anew."""
    return (
        is_open(task)
        or begun_at is None
        or task.ended_at is None
        or task.ended_at >= begun_at
    )


def find_beginning(case: Case) -> datetime | None:
    """Return when the case was last reopened or reinstated, or None."""
    for occurrence in find_occurrences(case):
        if occurrence.kind in BEGINNING_ANEW and not occurrence.target_id:
            return occurrence.at
    return None


def _create(case: Case, stage: Stage, marker: str, standard: StandardTask) -> Task:
    holder = find_role_holder(case, standard.responsible_role)
    absence = find_stand_in(case, holder)
    due_on = None
    if standard.days is not None:
        due_on = today(get_zone()) + timedelta(days=standard.days)
    task = createContent(
        "riaya.task",
        title=standard.title,
        title_en=standard.title_en,
        responsible=absence.substitute if absence else holder,
        stands_in_for=holder if absence else None,
        stands_in_until=absence.last_day if absence else None,
        responsible_role=standard.responsible_role,
        due_on=due_on,
        standard_task=marker,
        stage=str(stage),
        origin=GUIDE,
    )
    notify(ObjectCreatedEvent(task))
    return addContentToContainer(case, task, checkConstraints=False)
