"""Taking a case from stage to stage as the right people would.

The demonstration and the tests walk their cases by this one path.
"""

from contextlib import AbstractContextManager
from datetime import date
from datetime import timedelta
from plone import api
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from riaya.cases.assignment import assign_case
from riaya.cases.content import Case
from riaya.cases.registration import make_case
from riaya.cases.registration import register_case
from riaya.cases.stages import get_stage
from riaya.cases.stages import PATH
from riaya.core.settings import get_zone
from riaya.core.time.clock import today
from riaya.offices.lookup import get_office
from typing import Any
from zope.event import notify
from zope.lifecycleevent import modified
from zope.lifecycleevent import ObjectCreatedEvent


PERSON: dict[str, Any] = {
    "summary": "ملخص",
    "response_group": "urgent",
    "needs": [{"domain": "economic", "text": "دخل ثابت", "rank": 1}],
    "strengths": [{"domain": "family", "text": "أسرة متماسكة", "rank": 1}],
    "goals": [
        {
            "need": "دخل ثابت",
            "dimension": "economic",
            "priority": 1,
            "goal": "دخل شهري من مشروع منزلي",
        }
    ],
    "steps": [
        {
            "intervention": "تدريب على الخياطة",
            "resource": "ministry",
            "responsible": "مدير الحالة",
        }
    ],
}


class Walk:
    """The path of one case, with what its people write on the way."""

    def __init__(
        self, case: Case, person: dict | None = None, manager: str = "case-manager"
    ):
        self.case = case
        self.person = person or PERSON
        self.office = get_office(case).code.lower()
        self.manager = f"{manager}.{self.office}"

    def to(self, stage: str) -> Case:
        """Return the case in the stage; every step before it is taken."""
        for _step in PATH:
            now_at = get_stage(self.case)
            if now_at == stage:
                break
            getattr(self, f"leave_{now_at}")()
        return self.case

    def leave_registered(self) -> None:
        """Write and submit the rapid assessment."""
        with self._as("intake-officer"):
            rapid = add_item(
                self.case,
                "riaya.assessment",
                kind="rapid",
                assessed_on=self._today(),
                summary=self.person["summary"],
                risk_level="high" if self._group() == "immediate" else "medium",
                response_group=self._group(),
            )
            api.content.transition(rapid, "submit")
            api.content.transition(self.case, "complete_rapid_assessment")

    def leave_screened(self) -> None:
        """Offer the case to the manager."""
        with self._as("case-supervisor"):
            assign_case(self.case, self.manager)

    def leave_assigned(self) -> None:
        """Accept the case."""
        with self._as_manager():
            api.content.transition(self.case, "accept_assignment")

    def leave_assessment(self) -> None:
        """Write the comprehensive assessment and have it approved."""
        with self._as_manager():
            assessment = add_item(
                self.case,
                "riaya.assessment",
                kind="comprehensive",
                assessed_on=self._today(),
                summary=self.person["summary"],
                risk_level="medium",
                needs=self.person["needs"],
                strengths=self.person["strengths"],
            )
            api.content.transition(assessment, "submit")
        self._approve(assessment)
        with self._as_manager():
            api.content.transition(self.case, "complete_assessment")

    def leave_planning(self) -> None:
        """Write the plan, have it approved and begin."""
        plan = self.write_plan()
        self._approve(plan)
        with self._as_manager():
            api.content.transition(self.case, "start_implementation")

    def leave_implementation(self) -> None:
        """Record a visit, rate the goals and ask for closure."""
        with self._as_manager():
            visit = add_item(
                self.case, "riaya.follow_up", kind="visit", due_on=self._today()
            )
            visit.done_on = self._today()
            visit.present = "رب الأسرة وزوجته"
            visit.outcome = "تقدم واضح في الخطوات المتفق عليها."
            api.content.transition(visit, "record")
            for plan in self.case.objectValues():
                if plan.portal_type == "riaya.intervention_plan":
                    plan.goals = [
                        goal | {"attainment": "reached"} for goal in plan.goals
                    ]
                    modified(plan)
            self.case.closure_reason = "goals_met"
            self.case.independence_rating = 4
            api.content.transition(self.case, "request_closure")

    def leave_closing(self) -> None:
        """Approve the closure."""
        with self._as("case-supervisor"):
            api.content.transition(
                self.case, "approve_closure", comment="تحققت الأهداف."
            )

    def write_plan(self) -> Any:
        """Return a submitted plan with a goal for each need that has one."""
        start = self._today()
        goals = [
            goal | {"id": f"G{number}", "attainment": None}
            for number, goal in enumerate(self.person["goals"], start=1)
        ]
        # A goal without a step is no plan: the steps are dealt out among them.
        suggested = self.person["steps"]
        steps = [
            suggested[number % len(suggested)]
            | {
                "id": f"S{number + 1}",
                "goal_id": goals[number % len(goals)]["id"],
                "programme": None,
                "start_on": start,
                "due_on": start + timedelta(days=30 * (number + 1)),
            }
            for number in range(max(len(goals), len(suggested)))
        ]
        with self._as_manager():
            plan = add_item(
                self.case,
                "riaya.intervention_plan",
                goals=goals,
                steps=steps,
                period_start=start,
                period_end=start + timedelta(days=365),
                review_on=start + timedelta(days=90),
            )
            api.content.transition(plan, "submit")
        return plan

    def _approve(self, item: Any) -> None:
        with self._as("case-supervisor"):
            api.content.transition(item, "approve", comment="موافق.")

    def _group(self) -> str:
        return self.person["response_group"]

    def _as(self, name: str) -> AbstractContextManager:
        return api.env.adopt_user(username=f"{name}.{self.office}")

    def _as_manager(self) -> AbstractContextManager:
        return api.env.adopt_user(username=self.manager)

    @staticmethod
    def _today() -> date:
        return today(get_zone())


def register_client(office_id: str, **fields: Any) -> Case:
    """Return a case registered by the intake officer of an office."""
    with api.env.adopt_user(username=f"intake-officer.{office_id}"):
        draft = make_case()
        for name, value in fields.items():
            setattr(draft, name, value)
        return register_case(api.portal.get()["offices"][office_id], draft)


def add_item(case: Case, portal_type: str, **fields: Any) -> Any:
    """Return what the current person added to a case file."""
    item = createContent(portal_type, **fields)
    notify(ObjectCreatedEvent(item))
    return addContentToContainer(case, item)
