"""Whatever is changed, access is right at once: in the same transaction and request.

Roles are remembered by the facts that they follow from.  Here cases are changed at
random, in every way that is a cause of access, and the roles are compared with what
the table of `docs/explanation/access.md` says, written down a second time.
"""

from AccessControl.PermissionRole import rolesForPermissionOn
from Acquisition import aq_base
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import ExitStack
from contextlib import suppress
from datetime import datetime
from datetime import time
from datetime import timedelta
from plone import api
from Products.CMFCore.indexing import processQueue
from Products.CMFCore.WorkflowCore import WorkflowException
from Products.CMFPlone.CatalogTool import allowedRolesAndUsers
from random import Random
from riaya.cases.interfaces import ICase
from riaya.core.exceptions import RiayaError
from riaya.core.settings import get_zone
from riaya.core.time.clock import freeze
from riaya.core.time.clock import now
from riaya.core.time.clock import today
from riaya.security.causes import Cause
from riaya.security.causes import find_causes
from riaya.security.causes import find_roles
from riaya.security.causes import refresh_access
from riaya.security.interfaces import ICauses
from riaya.security.roles import CaseRole
from riaya.security.roles import OfficeGroup
from riaya.security.system import as_system
from riaya.site.demo_walk import add_item
from riaya.tasks.access import follow_task
from typing import Any
from zope.component import getGlobalSiteManager

import pytest
import transaction


STEPS = 30
MANAGERS = ("case-manager.ps-jen", "case-manager-2.ps-jen", None)
SUPERVISORS = ("case-supervisor.ps-jen", "case-supervisor-2.ps-jen", None)
RESEARCHER = "field-researcher.ps-jen"
PEOPLE = (*MANAGERS[:2], *SUPERVISORS[:2], RESEARCHER)
ASKING = (*PEOPLE, "intake-officer.ps-jen", "office-director.ps-jen", "planner")
CODES = ("PS-JEN", "PS-NBS", None)
TRANSITIONS = (
    "complete_rapid_assessment",
    "assign",
    "decline_assignment",
    "accept_assignment",
    "refuse",
    "reinstate",
    "restrict",
    "unrestrict",
)
REFUSALS = (RiayaError, WorkflowException, api.exc.InvalidParameterError)


def expect(case: Any) -> dict[str, set[str]]:
    """Return the roles by the table of causes, from the case and its tasks themselves."""
    roles: dict[str, set[str]] = {}

    def give(principal: str | None, role: CaseRole) -> None:
        if principal:
            roles.setdefault(principal, set()).add(str(role))

    workflow = api.portal.get_tool("portal_workflow")
    office = next(each for each in case.aq_chain if each.portal_type == "riaya.office")
    give(case.case_manager, CaseRole.MANAGER)
    give(case.supervisor, CaseRole.SUPERVISOR)
    if workflow.getInfoFor(case, "review_state") in ("registered", "screened"):
        for code in (office.code, case.reception_point or office.code):
            give(OfficeGroup.INTAKE.of(code), CaseRole.REGISTRAR)
    if workflow.getInfoFor(case, "confidentiality") != "restricted":
        give(OfficeGroup.SUPERVISORS.of(office.code), CaseRole.OVERSEER)
        give(OfficeGroup.DIRECTOR.of(office.code), CaseRole.OVERSEER)
    for task in case.objectValues():
        if task.portal_type == "riaya.task" and api.content.get_state(task) == "open":
            expect_of_task(case, task, give)
    return roles


def expect_of_task(case: Any, task: Any, give: Callable) -> None:
    if ":" in task.responsible or task.responsible in (
        case.case_manager,
        case.supervisor,
    ):
        return
    end = task.stands_in_until and datetime.combine(
        task.stands_in_until + timedelta(days=1), time.min, get_zone()
    )
    if end and now() >= end:
        return
    if task.stands_in_for and task.stands_in_for == case.case_manager:
        give(task.responsible, CaseRole.MANAGER)
    elif task.stands_in_for and task.stands_in_for == case.supervisor:
        give(task.responsible, CaseRole.SUPERVISOR)
    else:
        give(task.responsible, CaseRole.GUEST)


class World:
    """A case, and every way in which a cause of access to it can change."""

    def __init__(self, case: Any, seed: int, clock: ExitStack):
        self.case = case
        self.random = Random(seed)
        self.clock = clock

    def change(self) -> str:
        """Do one of them, told by its name."""
        changes = [name for name in dir(self) if name.startswith("change_")]
        name = self.random.choice(changes)
        getattr(self, name)()
        return name

    def change_manager(self) -> None:
        self.case.case_manager = self.random.choice(MANAGERS)

    def change_supervisor(self) -> None:
        self.case.supervisor = self.random.choice(SUPERVISORS)

    def change_reception_point(self) -> None:
        self.case.reception_point = self.random.choice(CODES)

    def change_state(self) -> None:
        for transition in self.random.sample(TRANSITIONS, 3):
            self.take(self.case, transition)

    def change_task(self) -> None:
        tasks = [
            each
            for each in self.case.objectValues()
            if each.portal_type == "riaya.task"
        ]
        if tasks:
            task = self.random.choice(tasks)
            self.take(task, self.random.choice(("complete", "cancel", "reopen")))

    def change_tasks(self) -> None:
        responsible = self.random.choice((*PEOPLE, "PS-JEN:researchers"))
        with suppress(*REFUSALS), as_system():
            add_item(self.case, "riaya.task", title="زيارة", responsible=responsible)

    def change_responsible(self) -> None:
        for task in self.case.objectValues():
            if task.portal_type == "riaya.task":
                task.responsible = self.random.choice(PEOPLE)
                task.stands_in_for = self.random.choice((*PEOPLE, None))
                days = self.random.choice((None, 0, 3))
                task.stands_in_until = (
                    None if days is None else today(get_zone()) + timedelta(days=days)
                )
                follow_task(task)

    def change_time(self) -> None:
        self.clock.enter_context(freeze(now() + timedelta(days=2)))

    def change_office(self) -> None:
        office = next(
            each for each in self.case.aq_chain if each.portal_type == "riaya.office"
        )
        office.code = "PS-NBS" if office.code == "PS-JEN" else "PS-JEN"

    def change_place(self) -> None:
        offices = api.portal.get()["offices"]
        former = self.case.__parent__
        later = next(
            offices[each]["cases"]
            for each in ("ps-jen", "ps-nbs")
            if aq_base(offices[each]["cases"]) is not aq_base(former)
        )
        moved = aq_base(self.case)
        former._delObject(moved.getId())
        later._setObject(moved.getId(), moved)
        self.case = later[moved.getId()]

    def change_and_undo(self) -> None:
        before = expect(self.case)
        savepoint = transaction.savepoint()
        self.change_manager()
        self.change_tasks()
        find_roles(self.case)
        savepoint.rollback()
        assert expect(self.case) == before

    def take(self, content: Any, transition: str) -> None:
        with suppress(*REFUSALS), as_system():
            api.content.transition(content, transition, comment="سبب")


@pytest.fixture
def world(case: Any) -> Iterator[Callable[[int], World]]:
    """Return a function that makes a world from a seed."""
    transaction.savepoint()
    with ExitStack() as clock:
        yield lambda seed: World(case, seed, clock)


def find_indexed(content: Any) -> set[str]:
    """Return who finds content in lists, as the catalog knows it."""
    processQueue()
    catalog = api.portal.get_tool("portal_catalog")
    rid = catalog.getrid("/".join(content.getPhysicalPath()))
    return set(catalog.getIndexDataForRID(rid)["allowedRolesAndUsers"])


@pytest.mark.parametrize("seed", range(3))
class TestAfterEachChange:
    def test_roles_are_right_at_once(self, world, seed):
        world = world(seed)
        done = []
        for _each in range(STEPS):
            done.append(world.change())
            expected = expect(world.case)
            assert dict(find_roles(world.case)) == expected, done
            assert {each.principal for each in find_causes(world.case)} == set(
                expected
            ), done

    def test_checks_and_lists_are_right_when_it_is_told(self, world, seed):
        world = world(100 + seed)
        done = []
        for _each in range(STEPS // 2):
            done.append(world.change())
            refresh_access(world.case)
            expected = expect(world.case)
            may_view = set(rolesForPermissionOn("View", world.case))
            for user_id in ASKING:
                user = api.user.get(user_id)
                held = {
                    role
                    for principal in (user_id, *user.getGroups())
                    for role in expected.get(principal, ())
                }
                assert api.user.has_permission(
                    "View", username=user_id, obj=world.case
                ) is bool(held & may_view), (user_id, done)
            for content in (world.case, *world.case.objectValues()):
                assert find_indexed(content) == set(allowedRolesAndUsers(content)()), (
                    content.getId(),
                    done,
                )


class TestAVoice:
    @pytest.fixture
    def add_voice(self) -> Iterator[Callable]:
        """Return a function that lets another feature give access."""
        site = getGlobalSiteManager()
        added: list[Callable] = []

        def add(voice: Callable) -> None:
            site.registerAdapter(voice, (ICase,), ICauses, name="voice-of-test")
            added.append(voice)

        yield add
        for voice in added:
            site.unregisterAdapter(voice, (ICase,), ICauses, name="voice-of-test")

    def test_that_is_no_value_is_asked_each_time(self, case, add_voice):
        class Share:
            def __init__(self, case: Any):
                self.case = case

            def find(self) -> Iterator[Cause]:
                if principal := self.case.phone:
                    yield Cause(principal, CaseRole.GUEST, "share", "Share")

        add_voice(Share)
        case.phone = RESEARCHER
        assert find_roles(case)[RESEARCHER] == {"Case Guest"}
        case.phone = None
        assert RESEARCHER not in find_roles(case)

    def test_is_no_longer_heard_when_it_is_gone(self, case, add_voice):
        before = dict(find_roles(case))

        class Share:
            def __init__(self, case: Any):
                pass

            def find(self) -> Iterator[Cause]:
                yield Cause(RESEARCHER, CaseRole.GUEST, "share", "Share")

        add_voice(Share)
        assert RESEARCHER in find_roles(case)
        site = getGlobalSiteManager()
        site.unregisterAdapter(Share, (ICase,), ICauses, name="voice-of-test")
        assert dict(find_roles(case)) == before


def test_nobody_changes_what_is_remembered(case):
    roles = find_roles(case)
    with pytest.raises(TypeError):
        roles["planner"] = {"Assigned Case Manager"}
    with pytest.raises(AttributeError):
        roles["PS-JEN:supervisors"].add("Assigned Case Manager")
