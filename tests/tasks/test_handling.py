"""Adding, handing over, completing, giving up and reopening tasks."""

from AccessControl import Unauthorized
from plone import api
from riaya.cases.clocks.running import find_next
from riaya.cases.practice.readiness import find_obstacles
from riaya.cases.timeline import find_occurrences
from riaya.core.review import CommentMissing
from riaya.core.settings import get_zone
from riaya.tasks.exceptions import TaskRefused
from riaya.tasks.handing_over import follow_roles
from riaya.tasks.handing_over import hand_over
from riaya.tasks.open_tasks import find_task_objects
from tests.tasks.conftest import MANAGER
from tests.tasks.conftest import RESEARCHER

import pytest


pytestmark = pytest.mark.case_in("implementation")
SUPERVISOR = "case-supervisor.ps-jen"


@pytest.fixture
def task(case, add_task):
    """Return a task of the manager in a case in implementation."""
    return add_task(title="اتصال")


class TestAdding:
    @pytest.mark.case_in("assessment")
    def test_is_refused_for_people_of_another_office(self, case, add_task):
        with pytest.raises(TaskRefused):
            add_task(responsible="case-manager.ps-nbs")

    @pytest.mark.case_in("assessment")
    def test_is_refused_for_a_day_that_has_passed(self, case, add_task, day):
        with pytest.raises(TaskRefused):
            add_task(due_on=day(-1))

    @pytest.mark.case_in("closed")
    def test_is_refused_in_a_case_that_ended(self, case, add_task):
        with pytest.raises(Unauthorized):
            add_task()

    def test_joins_what_is_due_in_the_case(self, case, task, add_task, day):
        add_task(due_on=day(0))
        assert find_next(case).due_at.astimezone(get_zone()).date() == day(0)


class TestTheTitle:
    def test_is_not_what_browsers_and_catalogs_keep(self, task):
        assert task.Title() == task.getId() == "task-1"
        assert task.readable_title == "اتصال"


class TestHandingOver:
    def test_gives_the_task_to_another_worker(self, case, task, as_worker):
        with as_worker(MANAGER):
            hand_over(task, RESEARCHER, "أقرب إلى العائلة")
        assert task.responsible == RESEARCHER
        newest = find_occurrences(case)[0]
        assert (newest.kind, newest.comment) == ("hand_over", "أقرب إلى العائلة")

    @pytest.mark.parametrize(
        ("holder", "role"),
        [
            (MANAGER, "Case Manager"),
            (SUPERVISOR, "Case Supervisor"),
            (RESEARCHER, None),
            ("PS-JEN:researchers", None),
        ],
    )
    def test_remembers_the_role_in_which_it_is_theirs(
        self, add_task, as_worker, holder, role
    ):
        given = add_task(responsible="case-manager-2.ps-jen")
        assert given.responsible_role is None
        with as_worker(MANAGER):
            hand_over(given, holder)
        assert given.responsible_role == role
        assert add_task(responsible=holder).responsible_role == role

    @pytest.mark.parametrize("other", ["case-manager.ps-nbs", MANAGER, ""])
    def test_is_refused_for_strangers_and_for_who_has_it(self, task, as_worker, other):
        with as_worker(MANAGER), pytest.raises(TaskRefused):
            hand_over(task, other)

    def test_follows_a_role_past_the_tasks_that_need_it_not(self, case, add_task):
        theirs, _by_hand, strange = (add_task(title=title) for title in "ABC")
        for task in (theirs, strange):
            task.responsible_role = "Case Manager"
        strange.responsible = RESEARCHER
        follow_roles(case)
        assert theirs.responsible == strange.responsible == MANAGER

    def test_is_refused_for_a_task_that_ended(self, task, as_worker):
        with as_worker(MANAGER):
            api.content.transition(task, "complete")
            with pytest.raises(TaskRefused):
                hand_over(task, RESEARCHER)


class TestEnding:
    @pytest.mark.takes("task_workflow", "complete")
    def test_keeps_when_by_whom_and_with_which_word(self, task, as_worker):
        with as_worker(MANAGER):
            api.content.transition(task, "complete", comment="تم")
        assert (task.ended_by, task.reason) == (MANAGER, "تم")
        assert task.ended_at

    @pytest.mark.takes("task_workflow", "reopen")
    def test_can_be_undone(self, task, as_worker):
        with as_worker(MANAGER):
            api.content.transition(task, "complete")
            api.content.transition(task, "reopen")
        assert api.content.get_state(task) == "open"
        assert task.ended_at is task.ended_by is task.reason is None

    def test_by_giving_up_needs_a_reason(self, task, as_worker):
        with as_worker(MANAGER), pytest.raises(CommentMissing):
            api.content.transition(task, "cancel")

    def test_cannot_be_undone_in_a_case_that_ended(
        self, case, task, advance, as_worker
    ):
        with as_worker(MANAGER):
            api.content.transition(task, "complete")
        advance(case, "closed")
        with as_worker(MANAGER), pytest.raises(TaskRefused):
            api.content.transition(task, "reopen")


class TestHoldingBack:
    def test_a_closure_waits_for_tasks_added_by_hand(self, case, task, as_worker):
        with as_worker(MANAGER):
            assert "error_added_task_open" in find_obstacles(case, "request_closure")
            api.content.transition(task, "complete")
            assert "error_added_task_open" not in find_obstacles(
                case, "request_closure"
            )

    @pytest.mark.takes("task_workflow", "cancel")
    @pytest.mark.case_in("registered")
    def test_a_stage_waits_where_the_guide_says_so(
        self, case, advance, ask_for, as_worker
    ):
        ask_for("assessment", holds_back=["tasks"], may_be_skipped=["tasks"])
        advance(case, "assessment")
        (task,) = find_task_objects(case)
        with as_worker(MANAGER):
            assert "error_task_open" in find_obstacles(case, "complete_assessment")
            api.content.transition(task, "cancel", comment="لا حاجة")
            assert "error_task_open" not in find_obstacles(case, "complete_assessment")

    @pytest.mark.case_in("registered")
    def test_a_stage_does_not_wait_otherwise(self, case, advance, ask_for):
        ask_for("assessment")
        advance(case, "assessment")
        obstacles = find_obstacles(case, "complete_assessment")
        assert "error_task_open" not in obstacles

    @pytest.mark.case_in("registered")
    def test_what_may_not_be_skipped_is_not_given_up(
        self, case, advance, ask_for, as_worker
    ):
        ask_for("assessment", holds_back=["tasks"])
        advance(case, "assessment")
        (task,) = find_task_objects(case)
        with as_worker(MANAGER), pytest.raises(TaskRefused):
            api.content.transition(task, "cancel", comment="لا حاجة")
        assert api.content.get_state(task) == "open"
