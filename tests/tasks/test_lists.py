"""The lists of a worker's tasks: whose, which part, and what each line says."""

from datetime import timedelta
from plone import api
from riaya.core.time.clock import freeze
from riaya.core.time.clock import now
from riaya.tasks.exceptions import TaskRefused
from riaya.tasks.lists.finding import find_decided_offices
from riaya.tasks.lists.finding import find_tasks
from riaya.tasks.lists.finding import read_query
from riaya.tasks.lists.finding import TaskList
from riaya.tasks.lists.finding import TaskQuery
from riaya.tasks.responsibles import name_responsible
from tests.tasks.conftest import MANAGER
from tests.tasks.conftest import RESEARCHER

import pytest


pytestmark = pytest.mark.case_in("assessment")
SUPERVISOR = "case-supervisor.ps-jen"


@pytest.fixture
def tasks(add_task, day):
    """Return three tasks of the manager, the most pressing first."""
    late = add_task(title="متأخرة", due_on=day(0))
    today, open_ended = add_task(title="اليوم", due_on=day(0)), add_task(title="لاحقًا")
    late.due_on = day(-1)
    late.reindexObject()
    return [late, today, open_ended]


@pytest.fixture
def find(as_worker):
    """Return a function that returns a page of a list as a worker sees it."""

    def find_page(view, worker=MANAGER, **part):
        with as_worker(worker):
            return find_tasks(TaskQuery(TaskList(view), **part))

    return find_page


class TestWhatIsAskedFor:
    @pytest.mark.parametrize(
        ("form", "view", "start", "size"),
        [
            ({}, "mine", 0, 25),
            ({"view": "team", "b_start": "50", "b_size": "10"}, "team", 50, 10),
            ({"b_start": 3, "b_size": 4}, "mine", 3, 4),
            ({"b_size": "0"}, "mine", 0, 1),
            ({"b_size": "1"}, "mine", 0, 1),
            ({"b_size": "500"}, "mine", 0, 500),
            ({"b_size": "501"}, "mine", 0, 500),
            ({"b_start": "-1", "b_size": "-1"}, "mine", 0, 25),
            ({"b_start": "x", "b_size": "٣"}, "mine", 0, 25),
        ],
    )
    def test_is_read_and_kept_within_bounds(self, form, view, start, size):
        assert read_query(form) == TaskQuery(TaskList(view), start, size)

    def test_is_refused_for_a_list_that_there_is_not(self):
        with pytest.raises(TaskRefused) as refusal:
            read_query({"view": "x" * 41})
        assert refusal.value.args[0].mapping["view"] == "x" * 40


class TestAList:
    def test_is_given_in_parts_with_the_length_of_every_list(self, find, tasks):
        _late, second, _last = tasks
        page = find("mine", start=1, size=1)
        assert (page.total, [line.uid for line in page.lines]) == (3, [second.UID()])
        assert page.counts == {"mine": 3, "groups": 0, "team": 0, "done": 0}
        page = find("team", SUPERVISOR)
        assert len(page.lines) == 3
        assert page.counts == {"mine": 0, "groups": 0, "team": 3, "done": 0}

    def test_tells_what_is_late_and_whose_it_is(self, find, case, tasks, day):
        lines = find("mine").lines
        assert [line.uid for line in lines] == [task.UID() for task in tasks]
        assert [line.due_on for line in lines] == [day(-1), day(0), None]
        assert [line.is_overdue for line in lines] == [True, False, False]
        assert {line.case_number for line in lines} == {case.case_number}
        assert {line.case_path for line in lines} == {"/".join(case.getPhysicalPath())}
        assert all(line.is_own for line in lines)
        assert not any(line.is_own for line in find("team", SUPERVISOR).lines)

    def test_tells_for_whom_somebody_stands_in(self, find, tasks):
        tasks[0].stands_in_for = RESEARCHER
        tasks[0].reindexObject()
        lines = find("mine").lines
        assert [line.stands_in_for for line in lines] == [RESEARCHER, "", ""]

    def test_of_what_was_done_goes_back_thirty_days(self, find, tasks, as_worker):
        late = tasks[0]
        with as_worker(MANAGER):
            api.content.transition(late, "complete")
        (line,) = find("done").lines
        assert line.ended_at == late.ended_at.replace(microsecond=0)
        assert (line.is_own, line.is_overdue, line.state) == (False, False, "done")
        for minutes, count in ((-1, 1), (1, 0)):
            with freeze(now() + timedelta(days=30, minutes=minutes)):
                assert find("done").total == count

    def test_of_the_team_is_that_of_the_offices_where_one_decides(
        self, find, tasks, as_worker, portal
    ):
        for worker, offices in (
            (MANAGER, []),
            (SUPERVISOR, ["ps-jen"]),
            ("office-director.ps-nbs", ["ps-nbs"]),
        ):
            with as_worker(worker):
                assert find_decided_offices() == [
                    "/".join(portal["offices"][office].getPhysicalPath())
                    for office in offices
                ]


@pytest.mark.parametrize(
    ("principal", "name"),
    [
        (MANAGER, "مديرة الحالة الأولى – جنين"),
        ("PS-JEN:intake", "موظف الاستقبال (PS-JEN)"),
        ("PS-JEN:others", "PS-JEN:others"),
    ],
)
def test_responsible_is_named(workers, principal, name):
    assert name_responsible(principal) == name
