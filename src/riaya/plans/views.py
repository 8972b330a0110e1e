"""Writing, reading and rating plans."""

from functools import cached_property
from riaya import _
from riaya.cases.items.forms import ItemAddForm
from riaya.cases.items.views import ItemView
from riaya.core.forms import AddView
from riaya.core.pages import PostedPage
from riaya.core.vocabularies import get_rows
from riaya.core.vocabularies import get_title
from riaya.plans.content import InterventionPlan
from riaya.plans.drafting import propose_goals
from riaya.plans.lookup import get_plan_in_force
from riaya.plans.rating import rate_goals
from z3c.form.interfaces import IDataConverter
from zope.i18nmessageid import Message


class PlanAddForm(ItemAddForm):
    """Write a plan; its goals begin with the needs that the assessment ranked."""

    def updateWidgets(self, prefix: str | None = None) -> None:
        """Propose the goals while nothing was typed."""
        super().updateWidgets(prefix)
        goals = self.widgets["goals"]
        if not goals.is_sent:
            proposed = propose_goals(self.context)
            goals.value = IDataConverter(goals).toWidgetValue(proposed)


class PlanAddView(AddView):
    """The page on which a plan is written."""

    form = PlanAddForm


class PlanView(ItemView):
    """Show a plan: each goal with its steps and how far it was reached."""

    @property
    def goals(self) -> list[dict]:
        """Return the goals in the order of their priority, each with its steps."""
        goals = [goal | self._describe_goal(goal) for goal in self.context.goals or ()]
        return sorted(
            goals,
            key=lambda goal: (goal.get("priority") is None, goal.get("priority") or 0),
        )

    @property
    def stray_steps(self) -> list[dict]:
        """Return the steps of a draft that belong to none of its goals."""
        known = {goal["id"] for goal in self.context.goals or ()}
        return [
            self._describe_step(step)
            for step in self.context.steps or ()
            if step["goal_id"] not in known
        ]

    @cached_property
    def newer_plan(self) -> InterventionPlan | None:
        """Return the plan in force, when this one was superseded."""
        if self.case is None or self.state != "superseded":
            return None
        return get_plan_in_force(self.case)

    @property
    def may_rate(self) -> bool:
        """Return True when the present person may rate the goals now."""
        return self.may("Riaya: Rate goals")

    def _describe_goal(self, goal: dict) -> dict:
        return {
            "dimension_title": self.title_of(
                "riaya.assessments.domains", goal.get("dimension")
            ),
            "attainment_title": self.title_of(
                "riaya.plans.attainments", goal.get("attainment")
            ),
            "steps": [
                self._describe_step(step)
                for step in self.context.steps or ()
                if step["goal_id"] == goal["id"]
            ],
        }

    def _describe_step(self, step: dict) -> dict:
        return step | {
            "resource_title": self.title_of("riaya.plans.resources", step["resource"]),
            "start": self.day(step.get("start_on")),
            "due": self.day(step.get("due_on")),
        }


class RateGoalsView(PostedPage):
    """Rate how far each goal of the plan in force was reached."""

    @property
    def goals(self) -> list[dict]:
        """Return the goals with the degrees on offer, the chosen one marked."""
        return [
            goal | {"name": f"goal_{goal['id']}", "degrees": self._find_degrees(goal)}
            for goal in self.context.goals or ()
        ]

    def _find_degrees(self, goal: dict) -> list[dict]:
        chosen = self.request.form.get(f"goal_{goal['id']}", goal.get("attainment"))
        return [
            {
                "code": row["code"],
                "title": get_title("riaya.plans.attainments", row["code"]),
                "is_chosen": row["code"] == chosen,
            }
            for row in get_rows("riaya.plans.attainments")
        ]

    def act(self) -> Message:
        """Keep the ratings."""
        rate_goals(
            self.context,
            {
                goal["id"]: self.request.form[f"goal_{goal['id']}"] or None
                for goal in self.context.goals or ()
                if f"goal_{goal['id']}" in self.request.form
            },
        )
        return _("msg_goals_rated", default="The ratings are saved.")
