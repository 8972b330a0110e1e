"""Entering a stage creates the standard tasks of the guide."""

from dataclasses import replace
from plone import api
from riaya.cases.assignment import assign_case
from riaya.cases.practice.requirements import find_task_step
from riaya.cases.practice.stage_tasks import find_stage_tasks
from riaya.guide.lookup import find_stage_steps
from riaya.guide.lookup import get_edition
from riaya.tasks.open_tasks import find_task_objects


MANAGER = "case-manager.ps-jen"
SUPERVISOR = "case-supervisor.ps-jen"


def find_task(case):
    (task,) = find_task_objects(case)
    return task


class TestEnteringAStage:
    def test_creates_its_tasks_for_the_person_of_the_role(
        self, case, advance, ask_for, day
    ):
        ask_for("assessment")
        advance(case, "assessment")
        task = find_task(case)
        assert (task.title, task.responsible) == ("مهمة", MANAGER)
        assert task.due_on == day(3)
        assert (task.stage, task.origin) == ("assessment", "guide")

    def test_gives_a_role_without_a_person_to_its_group(self, case, advance, ask_for):
        ask_for("assessment", role="Field Researcher", days=None)
        advance(case, "assessment")
        assert find_task(case).responsible == "PS-JEN:researchers"
        assert find_task(case).due_on is None

    def test_again_makes_no_second_copy(self, case, advance, ask_for, as_worker):
        ask_for("implementation")
        advance(case, "closing")
        with as_worker(SUPERVISOR):
            api.content.transition(case, "return_closure", comment="ناقص")
        assert len(find_task_objects(case)) == 1

    def test_again_leaves_what_is_done_alone(self, case, advance, ask_for, as_worker):
        ask_for("implementation")
        advance(case, "implementation")
        with as_worker(MANAGER):
            api.content.transition(find_task(case), "complete")
        advance(case, "closing")
        with as_worker(SUPERVISOR):
            api.content.transition(case, "return_closure", comment="ناقص")
        assert len(find_task_objects(case)) == 1

    def test_after_reopening_makes_them_anew(self, case, advance, ask_for, as_worker):
        ask_for("assessment")
        advance(case, "assessment")
        with as_worker(MANAGER):
            api.content.transition(find_task(case), "complete")
        advance(case, "closed")
        with as_worker(SUPERVISOR):
            api.content.transition(case, "reopen", comment="عادت الحاجة")
        states = [api.content.get_state(task) for task in find_task_objects(case)]
        assert sorted(states) == ["done", "open"]
        (told,) = find_stage_tasks(case, "assessment")
        assert told.state == "open"

    def test_after_reinstating_makes_them_anew(self, case, ask_for, advance, as_worker):
        ask_for("screened", role="Case Supervisor")
        advance(case, "screened")
        with as_worker(SUPERVISOR):
            api.content.transition(find_task(case), "complete")
            api.content.transition(case, "refuse", comment="خارج النطاق")
            api.content.transition(case, "reinstate", comment="أسرة أخرى")
        advance(case, "screened")
        states = [api.content.get_state(task) for task in find_task_objects(case)]
        assert sorted(states) == ["done", "open"]


class TestStepOfATask:
    def test_is_the_one_that_asks_for_it_also_when_another_uses_the_same_words(
        self, case, advance, ask_for
    ):
        ask_for("assessment")
        advance(case, "assessment")
        (told,) = find_stage_tasks(case, "assessment")
        (step,) = find_stage_steps(get_edition(case.guide), "assessment")
        assert told.step == step.uid
        same_words = replace(step, uid="another", holds_back=frozenset({"tasks"}))
        assert find_task_step(told, [same_words, step]) == step
        assert find_task_step(told, [same_words]) == same_words
        assert find_task_step(told, []) is None


class TestWhenTheCaseChangesHands:
    def test_tasks_of_the_manager_go_along(self, case, advance, ask_for, as_worker):
        ask_for("assessment")
        advance(case, "assessment")
        with as_worker(SUPERVISOR):
            assign_case(case, "case-manager-2.ps-jen")
        assert find_task(case).responsible == "case-manager-2.ps-jen"

    def test_what_ended_and_what_others_have_stays(
        self, case, advance, add_task, as_worker
    ):
        advance(case, "assessment")
        ended, other = add_task(), add_task(responsible="field-researcher.ps-jen")
        with as_worker(MANAGER):
            api.content.transition(ended, "complete")
        with as_worker(SUPERVISOR):
            assign_case(case, "case-manager-2.ps-jen")
        assert ended.responsible == MANAGER
        assert other.responsible == "field-researcher.ps-jen"

    def test_tasks_wait_for_the_group_when_the_manager_declines(
        self, case, advance, ask_for, as_worker
    ):
        ask_for("assigned")
        advance(case, "assigned")
        assert find_task(case).responsible == MANAGER
        with as_worker(MANAGER):
            api.content.transition(case, "decline_assignment", comment="غياب")
        assert find_task(case).responsible == "PS-JEN:case-managers"
        advance(case, "assigned")
        assert find_task(case).responsible == MANAGER


class TestWhenTheCaseEnds:
    def test_open_tasks_are_cancelled_with_a_reason(
        self, case, advance, ask_for, as_worker
    ):
        ask_for("assessment")
        advance(case, "closed")
        task = find_task(case)
        assert api.content.get_state(task) == "cancelled"
        assert task.reason

    def test_tasks_of_after_care_stay_open(self, case, advance, ask_for):
        ask_for("closed", days=90)
        advance(case, "closed")
        assert api.content.get_state(find_task(case)) == "open"
