"""Layers for tests: a site with two offices and a short guide."""

from datetime import date
from datetime import timedelta
from plone import api
from plone.app.contenttypes.testing import PLONE_APP_CONTENTTYPES_FIXTURE
from plone.app.testing import applyProfile
from plone.app.testing import FunctionalTesting
from plone.app.testing import IntegrationTesting
from plone.app.testing import PloneSandboxLayer
from plone.dexterity.utils import addContentToContainer
from plone.dexterity.utils import createContent
from plone.testing.zope import WSGI_SERVER_FIXTURE
from riaya.cases.assignment import assign_case
from riaya.core.database import URL_VARIABLE
from riaya.security.roles import OfficeGroup
from typing import Any
from zope.event import notify
from zope.lifecycleevent import ObjectCreatedEvent

import os
import riaya
import tempfile


class RiayaLayer(PloneSandboxLayer):
    """A site with Riaya and its testing profile."""

    defaultBases = (PLONE_APP_CONTENTTYPES_FIXTURE,)

    def setUpZope(self, app: Any, configurationContext: Any) -> None:
        """Load Riaya over an empty SQL database."""
        if URL_VARIABLE not in os.environ:
            folder = tempfile.mkdtemp(prefix="riaya-test-")
            os.environ[URL_VARIABLE] = f"sqlite:///{folder}/register.sqlite"
        self.loadZCML(package=riaya)

    def setUpPloneSite(self, portal: Any) -> None:
        """Install the profiles."""
        portal.acl_users.userFolderAddUser("admin", "secret-admin-1", ["Manager"], [])
        applyProfile(portal, "riaya:testing")


FIXTURE = RiayaLayer()
INTEGRATION_TESTING = IntegrationTesting(bases=(FIXTURE,), name="Riaya:Integration")
FUNCTIONAL_TESTING = FunctionalTesting(
    bases=(FIXTURE, WSGI_SERVER_FIXTURE), name="Riaya:Functional"
)


PASSWORD = "Riaya-demo-2026"
OFFICE_WORKERS = {
    "intake-officer": OfficeGroup.INTAKE,
    "case-manager": OfficeGroup.CASE_MANAGERS,
    "case-manager-2": OfficeGroup.CASE_MANAGERS,
    "case-supervisor": OfficeGroup.SUPERVISORS,
    "case-supervisor-2": OfficeGroup.SUPERVISORS,
    "field-researcher": OfficeGroup.RESEARCHERS,
    "office-director": OfficeGroup.DIRECTOR,
}


def add_workers(offices: tuple[str, ...] = ("PS-JEN", "PS-NBS")) -> None:
    """Add the workers of the offices, two trainers and a planner."""
    for code in offices:
        for name, group in OFFICE_WORKERS.items():
            user_id = f"{name}.{code.lower()}"
            _add_user(user_id)
            api.group.add_user(groupname=group.of(code), username=user_id)
    for name, role in (("trainer", "Trainer"), ("trainer-2", "Trainer"), ("planner", "Planner")):
        _add_user(name)
        api.user.grant_roles(username=name, roles=[role])


def walk_case(case: Any, stage: str, as_worker: Any) -> Any:
    """Take a case of PS-JEN from its present stage to another, by the right people."""
    for state, step in _STEPS.items():
        if api.content.get_state(case) == stage:
            break
        if api.content.get_state(case) == state:
            step(case, as_worker)
    return case


def add_item(case: Any, portal_type: str, **fields: Any) -> Any:
    """Add something to a case file as the current person."""
    item = createContent(portal_type, **fields)
    notify(ObjectCreatedEvent(item))
    return addContentToContainer(case, item)


def _add_user(user_id: str) -> None:
    if api.user.get(username=user_id) is None:
        api.user.create(
            username=user_id,
            email=f"{user_id}@example.org",
            password=PASSWORD,
            properties={"fullname": user_id},
        )


def _screen(case: Any, as_worker: Any) -> None:
    with as_worker("intake-officer.ps-jen"):
        rapid = add_item(
            case,
            "riaya.assessment",
            kind="rapid",
            assessed_on=date.today(),
            summary="ملخص",
            risk_level="medium",
            response_group="urgent",
        )
        api.content.transition(rapid, "submit")
        api.content.transition(case, "complete_rapid_assessment")


def _assign(case: Any, as_worker: Any) -> None:
    with as_worker("case-supervisor.ps-jen"):
        assign_case(case, "case-manager.ps-jen")


def _accept(case: Any, as_worker: Any) -> None:
    with as_worker("case-manager.ps-jen"):
        api.content.transition(case, "accept_assignment")


def _assess(case: Any, as_worker: Any) -> None:
    with as_worker("case-manager.ps-jen"):
        assessment = add_item(
            case,
            "riaya.assessment",
            kind="comprehensive",
            assessed_on=date.today(),
            summary="ملخص",
            risk_level="medium",
            needs=[{"domain": "economic", "text": "دخل ثابت", "rank": 1}],
            strengths=[{"domain": "family", "text": "أسرة متماسكة", "rank": 1}],
        )
        api.content.transition(assessment, "submit")
    with as_worker("case-supervisor.ps-jen"):
        api.content.transition(assessment, "approve")
    with as_worker("case-manager.ps-jen"):
        api.content.transition(case, "complete_assessment")


def _plan(case: Any, as_worker: Any) -> None:
    with as_worker("case-manager.ps-jen"):
        plan = add_item(
            case,
            "riaya.intervention_plan",
            goals=[
                {
                    "id": "G1",
                    "need": "دخل ثابت",
                    "dimension": "economic",
                    "priority": 1,
                    "goal": "دخل شهري من مشروع منزلي",
                    "attainment": None,
                }
            ],
            steps=[
                {
                    "id": "S1",
                    "goal_id": "G1",
                    "intervention": "تدريب على الخياطة",
                    "resource": "ministry",
                    "responsible": "مدير الحالة",
                    "programme": None,
                    "start_on": date.today(),
                    "due_on": date.today() + timedelta(days=30),
                }
            ],
            period_start=date.today(),
            period_end=date.today() + timedelta(days=180),
            review_on=date.today() + timedelta(days=90),
        )
        api.content.transition(plan, "submit")
    with as_worker("case-supervisor.ps-jen"):
        api.content.transition(plan, "approve")
    with as_worker("case-manager.ps-jen"):
        api.content.transition(case, "start_implementation")


def _request_closure(case: Any, as_worker: Any) -> None:
    with as_worker("case-manager.ps-jen"):
        for plan in case.objectValues():
            if plan.portal_type == "riaya.intervention_plan":
                plan.goals = [goal | {"attainment": "reached"} for goal in plan.goals]
        case.closure_reason = "goals_met"
        case.independence_rating = 4
        api.content.transition(case, "request_closure")


def _close(case: Any, as_worker: Any) -> None:
    with as_worker("case-supervisor.ps-jen"):
        api.content.transition(case, "approve_closure")


_STEPS = {
    "registered": _screen,
    "screened": _assign,
    "assigned": _accept,
    "assessment": _assess,
    "planning": _plan,
    "implementation": _request_closure,
    "closing": _close,
}
