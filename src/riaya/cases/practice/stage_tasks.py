"""The standard tasks of a stage, as the case asks for them.

Tasks are a feature of their own, above the case; it answers through
`IStageTasks`.
"""

from dataclasses import dataclass
from datetime import date
from datetime import datetime
from riaya.cases.content import Case
from riaya.cases.interfaces import IStageTasks
from typing import Literal
from zope.component import getAdapters


@dataclass(frozen=True)
class StageTask:
    """A standard task of the present visit to a stage; a cancelled one says why.

    `step` is the UID of the guide step that asks for it.
    """

    title: str
    title_en: str
    state: Literal["open", "done", "cancelled"]
    step: str = ""
    due_on: date | None = None
    ended_at: datetime | None = None
    reason: str = ""
    uid: str = ""
    url: str = ""


def find_stage_tasks(case: Case, stage: str) -> list[StageTask]:
    """Return the standard tasks made when the case last entered the stage."""
    return [
        task
        for _name, voice in sorted(getAdapters((case,), IStageTasks))
        for task in voice.find(stage)
    ]
