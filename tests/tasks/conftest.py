"""What the tests of tasks begin with."""

from datetime import timedelta
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.guide.contents import find_step_objects
from riaya.guide.lookup import get_edition
from riaya.site.demo_walk import add_item

import pytest


MANAGER = "case-manager.ps-jen"
RESEARCHER = "field-researcher.ps-jen"


@pytest.fixture
def day():
    """Return the day that lies some days from today."""
    return lambda days=0: today(get_zone()) + timedelta(days=days)


@pytest.fixture
def set_step(case):
    """Return a function that writes into the step of a stage, as a trainer would have."""

    def change(stage, **fields):
        edition = get_edition(case.guide)
        for step in find_step_objects(edition):
            if step.stage == stage:
                for name, value in fields.items():
                    setattr(step, name, value)
        edition._v_steps = (None, ())

    return change


@pytest.fixture
def ask_for(set_step):
    """Return a function that gives a stage one standard task."""

    def ask(
        stage, role="Case Manager", days=3, title="مهمة", title_en="A task", **fields
    ):
        row = {
            "title": title,
            "title_en": title_en,
            "responsible_role": role,
            "days": days,
        }
        set_step(stage, standard_tasks=[row], **fields)

    return ask


@pytest.fixture
def add_task(case, as_worker):
    """Return a function that adds a task by hand."""

    def add(worker=MANAGER, responsible=MANAGER, title="زيارة", **fields):
        with as_worker(worker):
            return add_item(
                case, "riaya.task", title=title, responsible=responsible, **fields
            )

    return add
