"""Absences, and who stands in."""

from datetime import datetime
from datetime import time
from plone import api
from riaya.core.interfaces import IJob
from riaya.core.settings import get_zone
from riaya.core.time.clock import freeze
from riaya.security.causes import find_causes
from riaya.security.roles import CaseRole
from riaya.security.roles import OfficeGroup
from riaya.tasks.absences.keeping import find_absences
from riaya.tasks.absences.keeping import find_office_of
from riaya.tasks.absences.keeping import find_open_absences
from riaya.tasks.absences.keeping import get_absence
from riaya.tasks.absences.standing_in import end_absence
from riaya.tasks.absences.standing_in import move_last_day
from riaya.tasks.absences.standing_in import record_absence
from riaya.tasks.exceptions import AbsenceRefused
from riaya.tasks.handing_over import hand_over
from riaya.tasks.open_tasks import find_task_objects
from tests.tasks.conftest import MANAGER
from tests.tasks.conftest import RESEARCHER
from zope.component import getUtility

import pytest


pytestmark = pytest.mark.case_in("assessment")
SUBSTITUTE = "case-manager-2.ps-jen"
SUPERVISOR = "case-supervisor.ps-jen"


@pytest.fixture
def office(portal):
    return portal["offices"]["ps-jen"]


@pytest.fixture
def record(office, as_worker, day, workers):
    """Return a function that records an absence of the manager."""

    def add(first=0, last=5, by=MANAGER, worker=MANAGER, substitute=SUBSTITUTE):
        with as_worker(by):
            return record_absence(office, worker, substitute, day(first), day(last))

    return add


@pytest.fixture
def task(case, add_task):
    """Return a task of the manager."""
    return add_task()


@pytest.fixture
def run_job(portal, day):
    """Return a function that does what is due at noon of a day."""

    def run(days):
        job = getUtility(IJob, name="tasks.absences")
        noon = datetime.combine(day(days), time(12), get_zone())
        with freeze(noon):
            keys = list(job.find_work(portal))
            for key in keys * 2:
                job.do(portal, key)
        return keys

    return run


def find_roles(case, person):
    return {cause.role for cause in find_causes(case) if cause.principal == person}


class TestRecording:
    def test_is_open_to_oneself_and_to_the_supervisors(self, record):
        assert record().worker == MANAGER
        assert record(first=10, last=11, by=SUPERVISOR)

    @pytest.mark.parametrize("by", [SUBSTITUTE, "case-supervisor.ps-nbs", "admin"])
    def test_is_refused_to_others(self, record, by):
        with pytest.raises(AbsenceRefused):
            record(by=by)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"substitute": MANAGER},
            {"substitute": RESEARCHER},
            {"substitute": "case-manager.ps-nbs"},
            {"first": 3, "last": 2},
            {"first": -5, "last": -1},
        ],
    )
    def test_refuses_what_cannot_be(self, record, wrong):
        with pytest.raises(AbsenceRefused) as refusal:
            record(**wrong)
        assert refusal.value.obstacles

    def test_of_this_one_day_is_taken_and_begins_at_once(self, record):
        assert record(0, 0).state == "begun"

    def test_of_days_that_were_given_back_is_open_again(
        self, record, office, as_worker
    ):
        absence = record()
        with as_worker(MANAGER):
            end_absence(office, absence)
        assert record(1, 2)

    def test_of_a_stranger_to_every_office_is_refused(self, workers):
        with pytest.raises(AbsenceRefused):
            find_office_of("planner")

    def test_refuses_days_that_meet_others(self, record):
        record(first=1, last=3)
        with pytest.raises(AbsenceRefused):
            record(first=3, last=4)
        with pytest.raises(AbsenceRefused):
            record(2, 2, SUPERVISOR, worker=SUBSTITUTE, substitute=MANAGER)

    def test_refuses_a_substitute_for_somebody_who_stands_in(self, record):
        record(first=1, last=3)
        third = {"worker": SUBSTITUTE, "substitute": RESEARCHER, "by": SUPERVISOR}
        api.group.add_user(
            groupname=OfficeGroup.CASE_MANAGERS.of("PS-JEN"), username=RESEARCHER
        )
        for first, last in ((3, 5), (0, 1), (2, 2)):
            with pytest.raises(AbsenceRefused) as refusal:
                record(first, last, **third)
            (obstacle,) = refusal.value.obstacles
            assert obstacle == "error_absent_worker_stands_in"
        assert record(4, 5, **third)


class TestAnAbsenceThatHasBegun:
    def test_gives_open_tasks_to_the_substitute(self, case, task, record):
        record()
        assert (task.responsible, task.stands_in_for) == (SUBSTITUTE, MANAGER)

    def test_opens_the_case_as_to_the_absent_person(self, case, task, record, day):
        record()
        assert find_roles(case, SUBSTITUTE) == {CaseRole.MANAGER}
        (cause,) = (each for each in find_causes(case) if each.principal == SUBSTITUTE)
        assert cause.cause == "substitution"
        assert cause.until.date() == day(6)

    def test_opens_it_no_longer_than_it_lasts(self, case, task, record, day):
        record()
        with freeze(datetime.combine(day(6), time(0, 1), get_zone())):
            assert find_roles(case, SUBSTITUTE) == set()

    @pytest.mark.case_in("registered")
    def test_gives_new_standard_tasks_to_the_substitute(
        self, case, advance, ask_for, record
    ):
        ask_for("assessment")
        advance(case, "assigned")
        record()
        advance(case, "assessment")
        (task,) = find_task_objects(case)
        assert (task.responsible, task.stands_in_for) == (SUBSTITUTE, MANAGER)

    def test_ended_early_gives_them_back_at_once(
        self, case, task, record, office, as_worker
    ):
        absence = record()
        with as_worker(MANAGER):
            end_absence(office, absence)
        assert (task.responsible, task.stands_in_for) == (MANAGER, None)
        assert find_roles(case, SUBSTITUTE) == set()

    def test_can_be_made_longer(self, task, record, office, as_worker, day):
        absence = record()
        with as_worker(MANAGER):
            move_last_day(office, absence, day(9))
        assert task.stands_in_until == day(9)

    def test_is_changed_and_ended_by_nobody_else(
        self, task, record, office, as_worker, day
    ):
        absence = record()
        with as_worker(SUBSTITUTE):
            with pytest.raises(AbsenceRefused):
                move_last_day(office, absence, day(9))
            with pytest.raises(AbsenceRefused):
                end_absence(office, absence)
        assert (task.responsible, task.stands_in_until) == (SUBSTITUTE, day(5))

    def test_leaves_the_substitute_what_was_theirs(
        self, add_task, record, office, as_worker, day
    ):
        own = add_task(responsible=SUBSTITUTE)
        absence = record()
        with as_worker(MANAGER):
            move_last_day(office, absence, day(9))
            end_absence(office, absence)
        assert (own.responsible, own.stands_in_for) == (SUBSTITUTE, None)
        assert own.stands_in_until is None

    @pytest.mark.parametrize(
        ("given_to", "holder", "absent"),
        [(MANAGER, SUBSTITUTE, MANAGER), (SUPERVISOR, SUPERVISOR, None)],
    )
    def test_turns_aside_what_is_given_to_the_absent_person_alone(
        self, add_task, record, as_worker, day, given_to, holder, absent
    ):
        task = add_task(responsible=RESEARCHER)
        record()
        with as_worker(SUPERVISOR):
            hand_over(task, given_to)
        new = add_task(worker=SUPERVISOR, responsible=given_to)
        until = day(5) if absent else None
        for each in (task, new):
            assert (each.responsible, each.stands_in_for) == (holder, absent)
            assert each.stands_in_until == until

    @pytest.mark.parametrize(
        ("absent", "substitute", "role"),
        [
            (SUPERVISOR, "case-supervisor-2.ps-jen", CaseRole.SUPERVISOR),
            (RESEARCHER, SUBSTITUTE, CaseRole.GUEST),
        ],
    )
    def test_gives_the_role_of_who_is_absent_and_no_other(
        self, case, add_task, record, absent, substitute, role
    ):
        api.group.add_user(
            groupname=OfficeGroup.RESEARCHERS.of("PS-JEN"), username=SUBSTITUTE
        )
        add_task(responsible=absent)
        record(by=SUPERVISOR, worker=absent, substitute=substitute)
        found = {
            cause.role
            for cause in find_causes(case)
            if (cause.principal, cause.cause) == (substitute, "substitution")
        }
        assert found == {role}


class TestAnAbsenceToCome:
    def test_changes_nothing_yet(self, task, record):
        record(first=2)
        assert task.responsible == MANAGER

    def test_begins_and_ends_by_itself(self, task, record, run_job, office):
        record(first=2, last=3)
        assert run_job(1) == []
        assert len(run_job(2)) == 1
        assert task.responsible == SUBSTITUTE
        assert run_job(3) == []
        assert len(run_job(4)) == 1
        assert task.responsible == MANAGER
        assert [absence.state for absence in find_absences(office)] == ["ended"]

    def test_begins_for_itself_alone(self, portal, task, record, office, day):
        first = record(first=1, last=2)
        second = record(1, 2, SUPERVISOR, SUPERVISOR, "case-supervisor-2.ps-jen")
        job = getUtility(IJob, name="tasks.absences")
        with freeze(datetime.combine(day(1), time(12), get_zone())):
            job.do(portal, f"ps-jen/{first.id}")
        states = {each.id: each.state for each in find_absences(office)}
        assert states == {first.id: "begun", second.id: "to_come"}

    def test_that_nobody_began_is_over_with_its_last_day(self, record, run_job, office):
        record(first=1, last=2)
        run_job(4)
        assert [absence.state for absence in find_absences(office)] == ["ended"]
        assert run_job(5) == []

    def test_is_forgotten_when_it_is_taken_back(self, record, office, as_worker):
        absence = record(first=2)
        with as_worker(MANAGER):
            end_absence(office, absence)
        assert find_absences(office) == []


class TestWhoKnowsOfAnAbsence:
    @pytest.mark.parametrize(
        ("person", "knows"),
        [
            (MANAGER, True),
            (SUBSTITUTE, True),
            (SUPERVISOR, True),
            (RESEARCHER, False),
            ("case-supervisor.ps-nbs", False),
            ("admin", False),
        ],
    )
    def test_is_who_it_concerns_and_who_decides(
        self, record, office, as_worker, person, knows
    ):
        absence = record(first=2)
        with as_worker(person):
            assert [each for _office, each in find_open_absences()] == (
                [absence] if knows else []
            )
            if knows:
                assert get_absence(absence.id)[1] == absence
            for absence_id in ("0", *(() if knows else (absence.id,))):
                with pytest.raises(LookupError):
                    get_absence(absence_id)

    def test_is_nobody_when_it_ended(self, record, office, as_worker):
        absence = record()
        with as_worker(MANAGER):
            end_absence(office, absence)
            assert list(find_open_absences()) == []
