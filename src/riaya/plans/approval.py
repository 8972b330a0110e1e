"""Submitting, approving and ending plans; one approved plan is in force."""

from plone import api
from riaya import _
from riaya.cases.content import Case
from riaya.cases.exceptions import TransitionRefused
from riaya.cases.obstacles import WITHOUT_RATING
from riaya.plans.content import InterventionPlan
from riaya.plans.lookup import find_plans
from riaya.security.system import as_system
from zope.i18nmessageid import Message


def check_plan_submission(plan: InterventionPlan) -> None:
    """Raise TransitionRefused with what the plan still lacks."""
    if obstacles := find_plan_obstacles(plan):
        raise TransitionRefused(
            _("error_plan_incomplete", default="The plan cannot be submitted yet."),
            obstacles,
        )


def find_plan_obstacles(plan: InterventionPlan) -> list[Message]:
    """Return what a plan lacks before somebody can decide on it."""
    obstacles = []
    if not plan.goals:
        obstacles.append(_("error_goals_missing", default="Write at least one goal."))
    obstacles.extend(_find_goals_without_steps(plan))
    obstacles.extend(_find_steps_without_goal(plan))
    if not plan.period_start or not plan.period_end:
        obstacles.append(
            _(
                "error_period_missing",
                default="Give the intervention period: from which day to which day.",
            )
        )
    return obstacles


def check_completion(plan: InterventionPlan, case: Case | None) -> None:
    """Raise TransitionRefused while goals of an ending plan are not rated."""
    if case is not None and case.closure_reason in WITHOUT_RATING:
        return
    if obstacles := find_unrated_goals(plan):
        raise TransitionRefused(
            _("error_plan_not_rated", default="The plan cannot be completed yet."),
            obstacles,
        )


def find_unrated_goals(plan: InterventionPlan) -> list[Message]:
    """Return a sentence for every goal whose attainment nobody has rated."""
    return [
        _(
            "error_goal_not_rated",
            default="Goal ${id} of intervention plan ${version} is not yet rated.",
            mapping={"id": goal["id"], "version": plan.version},
        )
        for goal in plan.goals or ()
        if not goal.get("attainment")
    ]


def supersede_others(plan: InterventionPlan, case: Case) -> None:
    """Let the newly approved plan replace the approved one before it."""
    for older in find_plans(case, "approved"):
        if older.UID() != plan.UID():
            with as_system():
                api.content.transition(obj=older, transition="supersede")


def complete_plans(case: Case) -> None:
    """End the plan in force together with its case."""
    for plan in find_plans(case, "approved"):
        with as_system():
            api.content.transition(obj=plan, transition="complete")


def _find_goals_without_steps(plan: InterventionPlan) -> list[Message]:
    served = {step.get("goal_id") for step in plan.steps or ()}
    return [
        _(
            "error_goal_without_step",
            default="Goal ${id} has no step. Write what will be done to reach it.",
            mapping={"id": goal["id"]},
        )
        for goal in plan.goals or ()
        if goal["id"] not in served
    ]


def _find_steps_without_goal(plan: InterventionPlan) -> list[Message]:
    known = {goal["id"] for goal in plan.goals or ()}
    return [
        _(
            "error_step_without_goal",
            default="Step ${id} belongs to the goal “${goal}”, which the plan does not have.",
            mapping={"id": step["id"], "goal": step.get("goal_id")},
        )
        for step in plan.steps or ()
        if step.get("goal_id") not in known
    ]
