"""A case that goes to another edition gets the tasks of that edition."""

from plone import api
from riaya.cases.edition_change.changing import change_edition
from riaya.cases.practice.stage_tasks import find_stage_tasks
from riaya.guide.authoring.copying import copy_edition
from riaya.guide.contents import find_step_objects

import pytest


KEPT = {"title": "زيارة منزلية", "title_en": "Home visit", "days": 7}
ADDED = {"title": "لقاء المدرسة", "title_en": "School meeting", "days": 3}


@pytest.fixture
def old(portal):
    """Return the edition in force, which asks for a visit in the assessment."""
    edition = portal["guide"]["guide-test"]
    edition._v_steps = (None, ())
    step = next(s for s in find_step_objects(edition) if s.stage == "assessment")
    step.standard_tasks = [KEPT | {"responsible_role": "Case Manager"}]
    return edition


def test_new_tasks_are_made_and_those_on_file_are_kept(old, case, advance, as_worker):
    advance(case, "assessment")
    assert [task.title for task in find_stage_tasks(case, "assessment")] == [
        KEPT["title"]
    ]
    with as_worker("trainer"):
        newer = copy_edition(old, "2.0")
        step = next(s for s in find_step_objects(newer) if s.stage == "assessment")
        step.standard_tasks = [
            ADDED | {"responsible_role": "Case Manager"},
            KEPT | {"responsible_role": "Case Manager"},
        ]
        api.content.transition(newer, "submit")
    with as_worker("trainer-2"):
        api.content.transition(newer, "publish")
    with as_worker("case-supervisor.ps-jen"):
        change_edition(case, newer, "الإصدار الجديد أنسب")
    tasks = find_stage_tasks(case, "assessment")
    assert [task.title for task in tasks] == [ADDED["title"], KEPT["title"]]
    assert {task.state for task in tasks} == {"open"}
    made = [item for item in case.objectValues() if item.portal_type == "riaya.task"]
    assert len(made) == 2
    assert {task.responsible for task in made} == {"case-manager.ps-jen"}
