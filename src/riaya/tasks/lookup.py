"""Finding the tasks of a case."""

from riaya.cases.content import Case
from riaya.cases.practice.stage_tasks import StageTask
from riaya.tasks.content import Task
from riaya.tasks.open_tasks import find_task_objects
from riaya.tasks.open_tasks import get_task_state
from riaya.tasks.standard_tasks import find_beginning
from riaya.tasks.standard_tasks import is_current_task
from riaya.tasks.standard_tasks import split_marker


def find_tasks_of_stage(case: Case, stage: str) -> list[StageTask]:
    """Return the standard tasks of a stage in the guide's order, whoever asks.

    Those that ended before the case was reopened or reinstated are left out.
    """
    begun_at = find_beginning(case)
    tasks = {
        task.standard_task: task
        for task in find_task_objects(case)
        if task.standard_task
        and task.stage == stage
        and is_current_task(task, begun_at)
    }
    return [_describe(task) for _marker, task in sorted(tasks.items(), key=_get_place)]


def _get_place(entry: tuple[str, Task]) -> tuple[str, int]:
    return split_marker(entry[0])


def _describe(task: Task) -> StageTask:
    return StageTask(
        title=task.title,
        title_en=task.title_en or "",
        state=get_task_state(task),
        step=split_marker(task.standard_task)[0],
        due_on=task.due_on,
        ended_at=task.ended_at,
        reason=task.reason or "",
        uid=task.UID(),
        url=task.absolute_url(),
    )
