"""Submitting, approving, rating and ending plans."""

from datetime import date
from plone import api
from plone.api.exc import InvalidParameterError
from riaya.cases.exceptions import TransitionRefused
from riaya.cases.practice.readiness import find_obstacles
from riaya.core.review import CommentMissing
from riaya.core.review import OwnWork
from riaya.plans.approval import check_completion
from riaya.plans.drafting import propose_goals
from riaya.plans.exceptions import InvalidRating
from riaya.plans.exceptions import PlanIsFixed
from riaya.plans.lookup import get_plan_in_force
from riaya.plans.rating import rate_goals
from riaya.plans.rating import read_ratings
from riaya.security.system import as_system
from riaya.site.demo_walk import add_item

import pytest


MANAGER = "case-manager.ps-jen"
SUPERVISOR = "case-supervisor.ps-jen"
GOAL = {
    "id": "G1",
    "need": "دخل",
    "dimension": "economic",
    "priority": 1,
    "goal": "دخل من مشروع",
    "attainment": None,
}
STEP = {
    "id": "S1",
    "goal_id": "G1",
    "intervention": "تدريب",
    "resource": "ministry",
    "responsible": None,
    "programme": None,
    "start_on": None,
    "due_on": None,
}
COMPLETE = {
    "goals": [GOAL],
    "steps": [STEP],
    "period_start": date(2026, 11, 1),
    "period_end": date(2027, 11, 1),
}


def may_write(plan):
    return api.user.has_permission("Modify portal content", username=MANAGER, obj=plan)


@pytest.fixture
def write(as_worker):
    """Return a function that writes a plan as the case manager."""

    def write_plan(case, **fields):
        with as_worker(MANAGER):
            return add_item(case, "riaya.intervention_plan", **COMPLETE | fields)

    return write_plan


@pytest.fixture
def take(as_worker):
    """Return a function that takes a step as somebody."""

    def take_step(item, transition, user=MANAGER, comment=""):
        with as_worker(user):
            api.content.transition(item, transition, comment=comment)

    return take_step


class TestSubmitting:
    @pytest.mark.parametrize(
        ("fields", "lacks"),
        [
            ({"goals": [], "steps": []}, 1),
            ({"steps": []}, 1),
            ({"steps": [STEP, STEP | {"id": "S2", "goal_id": "G9"}]}, 1),
            ({"period_end": None}, 1),
            ({"period_start": None, "steps": []}, 2),
        ],
    )
    @pytest.mark.case_in("planning")
    def test_tells_what_is_missing(self, case, write, take, fields, lacks):
        plan = write(case, **fields)
        with pytest.raises(TransitionRefused) as refusal:
            take(plan, "submit")
        assert len(refusal.value.obstacles) == lacks
        assert api.content.get_state(plan) == "draft"


class TestApproving:
    @pytest.mark.case_in("planning")
    def test_is_refused_to_the_author(self, case, write, take):
        plan = write(case)
        take(plan, "submit")
        case.supervisor = MANAGER
        case.reindexObjectSecurity()
        with pytest.raises(OwnWork):
            take(plan, "approve", MANAGER)

    @pytest.mark.takes("plan_workflow", "submit", "approve", "supersede")
    @pytest.mark.case_in("implementation")
    def test_supersedes_the_older_plan_which_stays_readable(self, case, write, take):
        older, newer = case["plan-1"], write(case)
        assert (older.version, newer.version) == (1, 2)
        take(newer, "submit")
        assert get_plan_in_force(case).getId() == older.getId()
        take(newer, "approve", SUPERVISOR)
        assert api.content.get_state(older) == "superseded"
        assert get_plan_in_force(case).getId() == newer.getId()
        assert api.user.has_permission("View", username=MANAGER, obj=older)

    @pytest.mark.case_in("implementation")
    def test_nobody_supersedes_by_hand(self, case, take):
        for user in (MANAGER, SUPERVISOR, "admin"):
            with pytest.raises(Exception, match="supersede"):
                take(case["plan-1"], "supersede", user)


@pytest.mark.case_in("planning")
class TestReturning:
    @pytest.fixture
    def submitted(self, case, write, take):
        plan = write(case)
        take(plan, "submit")
        return plan

    @pytest.mark.takes("plan_workflow", "return_")
    def test_needs_a_reason_and_lets_the_author_change_it(self, submitted, take):
        assert not may_write(submitted)
        with pytest.raises(CommentMissing):
            take(submitted, "return_", SUPERVISOR)
        assert api.content.get_state(submitted) == "submitted"
        take(submitted, "return_", SUPERVISOR, "تنقصه مدد زمنية")
        assert api.content.get_state(submitted) == "draft"
        assert may_write(submitted)

    @pytest.mark.parametrize("user", [MANAGER, "case-supervisor-2.ps-jen"])
    def test_is_for_the_supervisor_of_the_case(self, submitted, take, user):
        with pytest.raises(InvalidParameterError):
            take(submitted, "return_", user, "تنقصه مدد زمنية")
        assert api.content.get_state(submitted) == "submitted"


class TestRating:
    @pytest.mark.case_in("implementation")
    def test_keeps_the_rating_and_a_version(self, case, as_worker):
        plan = case["plan-1"]
        repository = api.portal.get_tool("portal_repository")
        with as_worker(MANAGER):
            before = repository.getHistoryMetadata(plan).getLength(countPurged=False)
            rate_goals(plan, {"G1": "partly"})
            after = repository.getHistoryMetadata(plan).getLength(countPurged=False)
        assert plan.goals[0]["attainment"] == "partly"
        assert after == before + 1

    @pytest.mark.parametrize("ratings", [{"G9": "reached"}, {"G1": "perhaps"}])
    @pytest.mark.case_in("implementation")
    def test_refuses_unknown_goals_and_degrees(self, case, ratings):
        plan = case["plan-1"]
        with pytest.raises(InvalidRating):
            rate_goals(plan, ratings)

    @pytest.mark.case_in("planning")
    def test_is_refused_in_a_draft(self, case, write):
        with pytest.raises(PlanIsFixed):
            rate_goals(write(case), {"G1": "reached"})

    @pytest.mark.case_in("planning")
    @pytest.mark.parametrize(
        "change", [{"id": "G9"}, {"id": None}, {"need": "سكن"}, {"priority": 2}]
    )
    def test_brings_no_other_change_along(self, case, write, change):
        plan = write(case)
        assert read_ratings(plan, [GOAL | {"attainment": "partly"}]) == {"G1": "partly"}
        with pytest.raises(PlanIsFixed):
            read_ratings(plan, [GOAL | {"attainment": "partly"} | change])

    @pytest.mark.case_in("planning")
    def test_is_taken_back_by_an_empty_cell_and_kept_without_one(self, case, write):
        plan = write(case)
        assert read_ratings(plan, [{"id": "G1", "attainment": ""}]) == {"G1": None}
        assert read_ratings(plan, [{"id": "G1"}]) == {}


class TestClosing:
    @pytest.mark.case_in("implementation")
    def test_is_held_up_by_goals_nobody_rated(self, case, as_worker):
        plan = case["plan-1"]
        assert "error_goal_not_rated" in find_obstacles(case, "request_closure")
        with as_worker(MANAGER):
            rate_goals(plan, {"G1": "reached"})
        assert "error_goal_not_rated" not in find_obstacles(case, "request_closure")

    @pytest.mark.case_in("implementation")
    def test_after_a_death_asks_for_no_rating(self, case):
        case.closure_reason = "death"
        assert "error_goal_not_rated" not in find_obstacles(case, "request_closure")

    @pytest.mark.case_in("implementation")
    def test_completes_no_plan_that_nobody_rated(self, case):
        plan = case["plan-1"]
        for reason in (None, "goals_reached"):
            case.closure_reason = reason
            with pytest.raises(TransitionRefused):
                check_completion(plan, case)
        with pytest.raises(TransitionRefused):
            check_completion(plan, None)
        case.closure_reason = "death"
        assert check_completion(plan, case) is None

    @pytest.mark.case_in("implementation")
    def test_is_held_up_by_a_plan_that_waits(self, case, write, take):
        take(write(case), "submit")
        assert "error_plan_waits" in find_obstacles(case, "request_closure")

    @pytest.mark.case_in("implementation")
    @pytest.mark.takes("plan_workflow", "complete")
    def test_completes_the_plan_and_reopening_leaves_it_so(self, case, advance, take):
        advance(case, "closed")
        assert api.content.get_state(case["plan-1"]) == "completed"
        take(case, "reopen", SUPERVISOR, "عادت الحاجة")
        assert api.content.get_state(case["plan-1"]) == "completed"
        assert get_plan_in_force(case) is None


@pytest.mark.case_in("planning")
class TestNumber:
    def test_begins_with_one_and_follows_the_highest(self, case, write):
        first, second = write(case), write(case)
        assert (first.version, second.version) == (1, 2)
        with as_system():
            api.content.delete(first)
        assert write(case).version == 3

    def test_that_a_plan_has_stays_with_it(self, case, write):
        assert write(case, version=7).version == 7


class TestDrafting:
    @pytest.mark.case_in("planning")
    def test_puts_the_most_urgent_first_and_what_has_no_rank_last(self, case):
        [assessment] = [
            each
            for each in case.objectValues()
            if getattr(each, "kind", None) == "comprehensive"
        ]
        [need] = assessment.needs
        assessment.needs = [
            need | {"text": text, "rank": rank}
            for text, rank in (("later", None), ("second", 2), ("first", 1))
        ]
        drafted = [(goal["need"], goal["priority"]) for goal in propose_goals(case)]
        assert drafted == [("first", 1), ("second", 2), ("later", 3)]

    @pytest.mark.case_in("planning")
    def test_begins_with_the_needs_in_their_order(self, case):
        (goal,) = propose_goals(case)
        assert (goal["id"], goal["need"], goal["priority"]) == ("G1", "دخل ثابت", 1)

    def test_begins_empty_without_an_approved_assessment(self, case):
        assert propose_goals(case) == []
