"""Rating how far each goal of the plan in force was reached."""

from collections.abc import Mapping
from plone import api
from riaya import _
from riaya.core.vocabularies import get_rows
from riaya.plans.content import InterventionPlan
from riaya.plans.exceptions import InvalidRating
from riaya.plans.exceptions import PlanIsFixed
from riaya.plans.interfaces import IInterventionPlan
from zope.event import notify
from zope.lifecycleevent import Attributes
from zope.lifecycleevent import ObjectModifiedEvent


def rate_goals(plan: InterventionPlan, ratings: Mapping[str, str | None]) -> None:
    """Keep the attainment of goals, by their ids; nothing else changes.

    Goals that are not named keep their rating; None takes one back.  Each
    change is a version of the plan.  Raises PlanIsFixed unless the plan is in
    force, and InvalidRating for an unknown goal or degree.
    """
    if api.content.get_state(plan) != "approved":
        raise PlanIsFixed(
            _(
                "error_plan_not_in_force",
                default="Only the goals of an approved plan are rated.",
            )
        )
    for goal_id, attainment in ratings.items():
        _check_rating(plan, goal_id, attainment)
    rated = [
        goal | {"attainment": ratings.get(goal["id"], goal.get("attainment"))}
        for goal in plan.goals
    ]
    if rated != plan.goals:
        plan.goals = rated
        notify(ObjectModifiedEvent(plan, Attributes(IInterventionPlan, "goals")))


def read_ratings(plan: InterventionPlan, rows: list[Mapping]) -> dict[str, str | None]:
    """Return the ratings among rows of goals.

    A row holds the id of a goal and its attainment; other columns may be sent
    along unchanged.  Raises PlanIsFixed for every other change.
    """
    goals = {goal["id"]: goal for goal in plan.goals}
    ratings: dict[str, str | None] = {}
    for row in rows:
        goal = goals.get(row.get("id"))
        others = {name: cell for name, cell in row.items() if name != "attainment"}
        if goal is None or any(goal.get(name) != cell for name, cell in others.items()):
            raise make_refusal()
        if "attainment" in row:
            ratings[goal["id"]] = row["attainment"] or None
    return ratings


def make_refusal() -> PlanIsFixed:
    """Return the refusal of any change other than a rating."""
    return PlanIsFixed(
        _(
            "error_plan_is_fixed",
            default="An approved plan does not change any more: only the attainment of its goals can be rated. Write a new plan for other changes.",
        )
    )


def _check_rating(plan: InterventionPlan, goal_id: str, attainment: str | None) -> None:
    known = {goal["id"] for goal in plan.goals}
    degrees = {row["code"] for row in get_rows("riaya.plans.attainments")}
    if goal_id in known and (attainment is None or attainment in degrees):
        return
    raise InvalidRating(
        _(
            "error_invalid_rating",
            default="“${attainment}” is not a rating for goal “${goal}” of this plan.",
            mapping={"attainment": str(attainment), "goal": goal_id},
        )
    )
