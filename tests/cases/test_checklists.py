"""The checklist, skipping, and what a case tells of how the guide was followed."""

from AccessControl import Unauthorized
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from riaya.cases.exceptions import ChecklistItemUnknown
from riaya.cases.exceptions import SkipRefused
from riaya.cases.exceptions import TransitionRefused
from riaya.cases.practice.checklists import find_checklist
from riaya.cases.practice.checklists import tick_items
from riaya.cases.practice.judging import Outcome
from riaya.cases.practice.readiness import find_missing
from riaya.cases.practice.skipping import find_skips
from riaya.cases.practice.skipping import skip_requirement
from riaya.cases.practice.skipping import undo_skip
from riaya.cases.practice.stage_tasks import StageTask
from riaya.cases.practice.visits import find_visits
from riaya.cases.timeline import find_occurrences
from riaya.core.settings import get_zone
from riaya.core.time.clock import freeze
from riaya.core.time.clock import now
from riaya.core.time.clock import today
from riaya.guide.lookup import find_stage_steps
from riaya.guide.lookup import get_edition
from tests.cases.asked import find_missing_forms
from zExceptions import MethodNotAllowed

import pytest


INTAKE = "intake-officer.ps-jen"
MANAGER = "case-manager.ps-jen"
SUPERVISOR = "case-supervisor.ps-jen"
REASON = "الأسرة في مستشفى بعيد"


def get_step(case, stage="registered"):
    step = find_stage_steps(get_edition(case.guide), stage)[0]
    return api.portal.get().unrestrictedTraverse(step.path)


@pytest.fixture
def change_step(case):
    """Return a function that changes what the step of the first stage says."""

    def change(stage="registered", **fields):
        step = get_step(case, stage)
        for name, value in fields.items():
            setattr(step, name, value)
        get_edition(case.guide)._v_steps = (None, ())

    yield change
    get_edition(case.guide)._v_steps = (None, ())


def get_outcomes(case):
    return [
        (visit.stage, str(visit.judge(step)))
        for visit in find_visits(case)
        for step in visit.steps
    ]


class TestChecklist:
    def test_tells_who_ticked_an_item_and_when(self, case, as_worker):
        (item,) = find_checklist(case)
        assert item.is_open
        moment = datetime(2026, 12, 1, 9, tzinfo=UTC)
        with as_worker(INTAKE), freeze(moment):
            tick_items(case, {item.id: True})
        (ticked,) = find_checklist(case)
        assert (ticked.is_open, ticked.by, ticked.at) == (False, INTAKE, moment)

    def test_a_second_tick_changes_nothing(self, case, as_worker):
        (item,) = find_checklist(case)
        with as_worker(INTAKE):
            tick_items(case, {item.id: True})
        first = find_checklist(case)[0].at
        with as_worker(SUPERVISOR):
            tick_items(case, {item.id: True})
        assert (find_checklist(case)[0].by, find_checklist(case)[0].at) == (
            INTAKE,
            first,
        )

    def test_a_tick_can_be_taken_away(self, case, as_worker):
        (item,) = find_checklist(case)
        with as_worker(INTAKE):
            tick_items(case, {item.id: True})
            tick_items(case, {item.id: False})
        assert find_checklist(case)[0].is_open

    def test_refuses_what_is_not_on_it_and_keeps_the_rest(self, case):
        (item,) = find_checklist(case)
        with pytest.raises(ChecklistItemUnknown):
            tick_items(case, {item.id: True, "item-of-another-stage": True})
        assert find_checklist(case)[0].is_open

    def test_an_item_has_its_step_and_wording_for_an_id(self, case, change_step):
        (item,) = find_checklist(case)
        tick_items(case, {item.id: True})
        change_step(checklist=["بند آخر", "بند أول"], checklist_en=[])
        other, same = find_checklist(case)
        assert (other.is_open, same.is_open, same.id) == (True, False, item.id)

    def test_an_item_that_stands_twice_in_a_step_is_asked_once(self, case, change_step):
        change_step(
            checklist=["زيارة", "هوية", "زيارة"],
            checklist_en=["Visit", "Identity", "Visit again"],
        )
        items = find_checklist(case)
        assert [(item.title, item.title_en) for item in items] == [
            ("زيارة", "Visit"),
            ("هوية", "Identity"),
        ]

    @pytest.mark.case_in("implementation")
    def test_coming_back_to_a_stage_begins_a_clean_list(self, case, advance, as_worker):
        (item,) = find_checklist(case)
        tick_items(case, {item.id: True})
        advance(case, "closing")
        with as_worker(SUPERVISOR):
            api.content.transition(case, "return_closure", comment="ناقص")
        assert find_checklist(case)[0].is_open
        first = next(v for v in find_visits(case) if v.stage == "implementation")
        assert [
            finding.result
            for finding in first.steps[0].findings
            if finding.kind == "checklist"
        ] == ["done"]

    @pytest.mark.case_in
    @pytest.mark.parametrize(
        ("stage", "expected"),
        [
            ("registered", {INTAKE, SUPERVISOR}),
            ("screened", {INTAKE, SUPERVISOR}),
            ("assigned", {MANAGER, SUPERVISOR}),
            ("implementation", {MANAGER, SUPERVISOR}),
            ("closing", {SUPERVISOR}),
            ("closed", set()),
        ],
    )
    def test_is_ticked_by_those_who_work_on_the_case(self, case, stage, expected):
        people = (INTAKE, MANAGER, SUPERVISOR, "case-manager-2.ps-jen", "admin")
        assert {
            person
            for person in people
            if api.user.has_permission(
                "Riaya: Tick checklist", username=person, obj=case
            )
        } == expected


class TestWhatHoldsBack:
    def test_an_open_item_is_missing_but_holds_nothing_back(self, case, render):
        page = render(INTAKE, case, "case-view")
        blocking = page.cssselect(".riaya-missing > h2 + ul > li")
        assert len(blocking) == 1
        others = page.cssselect(".riaya-missing h3 + ul > li")
        assert len(others) == 1
        assert len(find_missing(case)) == 1

    def test_an_item_holds_back_where_the_step_says_so(
        self, case, change_step, advance, as_worker
    ):
        change_step(holds_back=["checklist"])
        (item,) = find_checklist(case)
        with pytest.raises(TransitionRefused) as refusal:
            advance(case, "screened")
        assert "بند أول" in str(refusal.value)
        with as_worker(INTAKE):
            tick_items(case, {item.id: True})
            api.content.transition(case, "complete_rapid_assessment")
        assert api.content.get_state(case) == "screened"

    @pytest.mark.parametrize(
        ("state", "holds_back", "may_be_skipped", "is_blocking"),
        [
            ("open", [], [], False),
            ("open", ["tasks"], [], True),
            ("done", ["tasks"], [], False),
            ("cancelled", ["tasks"], [], True),
            ("cancelled", ["tasks"], ["tasks"], False),
        ],
    )
    def test_a_task_holds_back_where_the_step_says_so(
        self, case, change_step, tasks, state, holds_back, may_be_skipped, is_blocking
    ):
        change_step(holds_back=holds_back, may_be_skipped=may_be_skipped)
        tasks.append(make_task(state))
        assert any("زيارة" in str(each.mapping) for each in find_missing(case)) == (
            is_blocking
        )

    def test_further_forms_are_offered_and_hold_nothing_back(
        self, case, change_step, render
    ):
        change_step(optional_forms=["feedback"])
        page = render(INTAKE, case, "case-view")
        lists = page.cssselect("#guide-step ~ .riaya-checklist")
        assert len(lists) == 2
        assert find_missing_forms(case, "complete_rapid_assessment") == ["rapid"]


class TestSkipping:
    def test_lets_the_case_go_on_and_keeps_the_reason(
        self, case, change_step, as_worker, advance
    ):
        change_step(
            required_forms=["rapid", "feedback"],
            may_be_skipped=["forms"],
        )
        with as_worker(INTAKE):
            skip_requirement(case, "form-feedback", f"  {REASON} ")
        (skip,) = find_skips(case)
        assert (skip.code, skip.by, skip.reason) == ("feedback", INTAKE, REASON)
        newest = find_occurrences(case)[0]
        assert (newest.kind, newest.actor, newest.comment) == (
            "skipped",
            INTAKE,
            REASON,
        )
        advance(case, "screened")
        assert ("registered", "skipped") in get_outcomes(case)

    def test_is_undone_while_the_stage_lasts(self, case, change_step, as_worker):
        change_step(required_forms=["rapid", "feedback"], may_be_skipped=["forms"])
        with as_worker(INTAKE):
            skip_requirement(case, "form-feedback", REASON)
            undo_skip(case, "form-feedback")
        assert find_missing_forms(case, "complete_rapid_assessment") == [
            "rapid",
            "feedback",
        ]
        with pytest.raises(SkipRefused):
            undo_skip(case, "form-feedback")

    def test_is_refused_for_what_the_workflow_always_needs(self, case, change_step):
        change_step(may_be_skipped=["forms", "checklist", "tasks"])
        with pytest.raises(SkipRefused):
            skip_requirement(case, "form-rapid", REASON)

    def test_is_refused_where_the_step_does_not_allow_it(self, case):
        (item,) = find_checklist(case)
        with pytest.raises(SkipRefused) as refusal:
            skip_requirement(case, item.id, REASON)
        assert "بند أول" in str(refusal.value)

    @pytest.mark.parametrize("reason", ["", "   ", "ا" * 1001])
    def test_needs_a_reason_of_a_sensible_length(self, case, change_step, reason):
        change_step(may_be_skipped=["checklist"])
        (item,) = find_checklist(case)
        with pytest.raises(SkipRefused):
            skip_requirement(case, item.id, reason)

    def test_is_refused_for_what_is_done_unknown_or_a_task(
        self, case, change_step, tasks
    ):
        change_step(may_be_skipped=["checklist", "tasks"])
        tasks.append(make_task("open"))
        (item,) = find_checklist(case)
        tick_items(case, {item.id: True})
        for requirement in (item.id, "form-unknown", "task-1"):
            with pytest.raises(SkipRefused):
                skip_requirement(case, requirement, REASON)

    def test_ticking_a_skipped_item_makes_it_done(self, case, change_step):
        change_step(may_be_skipped=["checklist"])
        (item,) = find_checklist(case)
        skip_requirement(case, item.id, REASON)
        tick_items(case, {item.id: True})
        assert not find_skips(case)
        assert not find_checklist(case)[0].is_open


class TestVisits:
    @pytest.mark.case_in("closed")
    def test_each_stage_leaves_one_behind(self, case):
        assert [visit.stage for visit in find_visits(case)] == [
            "registered",
            "screened",
            "assigned",
            "assessment",
            "planning",
            "implementation",
            "closing",
        ]
        assert all(visit.is_over for visit in find_visits(case))

    def test_a_visit_with_everything_done_in_time_followed_the_guide(
        self, case, advance
    ):
        tick_items(case, {item.id: True for item in find_checklist(case)})
        advance(case, "screened")
        assert get_outcomes(case) == [("registered", "followed"), ("screened", "open")]

    @pytest.mark.case_in("screened")
    def test_what_was_left_undone_counts_as_skipped(self, case):
        assert get_outcomes(case)[0] == ("registered", "skipped")

    def test_a_clock_that_was_met_late_makes_the_visit_late(self, register, advance):
        with freeze(datetime(2026, 11, 1, 8, tzinfo=UTC)):
            case = register()
            tick_items(case, {item.id: True for item in find_checklist(case)})
        with freeze(datetime(2026, 12, 30, 8, tzinfo=UTC)):
            assert get_outcomes(case) == [("registered", "late")]
            advance(case, "screened")
            first = find_visits(case)[0]
        assert get_outcomes(case)[0] == ("registered", "late")
        assert {f.code: str(f.result) for f in first.steps[0].findings} == {
            "rapid": "done",
            "بند أول": "done",
            "T2": "late",
        }

    @pytest.mark.parametrize(
        ("state", "ended_after", "reason", "result"),
        [
            ("done", 0, "", "done"),
            ("done", 5, "", "late"),
            ("cancelled", 0, REASON, "skipped"),
            ("cancelled", 0, "", "undone"),
            ("open", None, "", "undone"),
        ],
    )
    def test_tasks_are_judged_by_their_day(
        self, case, advance, tasks, state, ended_after, reason, result
    ):
        task = make_task(state, reason=reason, ended_after=ended_after)
        tasks.append(task)
        advance(case, "screened")
        (finding,) = (
            f for f in find_visits(case)[0].steps[0].findings if f.kind == "tasks"
        )
        assert finding.result == result

    def test_nothing_was_due_for_a_case_that_ended_early(self, case, as_worker):
        with as_worker(INTAKE):
            api.content.transition(case, "refuse", comment="خارج النطاق")
        (visit,) = find_visits(case)
        assert {f.result for f in visit.steps[0].findings} == {"not_due", "done"}
        assert visit.judge(visit.steps[0]) == Outcome.FOLLOWED

    @pytest.mark.case_in("implementation")
    def test_names_the_person_to_whom_the_step_belongs(self, case):
        assert {visit.stage: visit.steps[0].worker for visit in find_visits(case)} == {
            "registered": INTAKE,
            "screened": SUPERVISOR,
            "assigned": MANAGER,
            "assessment": MANAGER,
            "planning": MANAGER,
            "implementation": MANAGER,
        }

    @pytest.mark.case_in("screened")
    def test_an_older_record_is_never_changed(self, case, advance):
        before = find_visits(case)[0]
        advance(case, "planning")
        assert find_visits(case)[0] == before

    def test_are_told_for_a_case_that_kept_none(self, case, advance):
        from zope.annotation.interfaces import IAnnotations

        advance(case, "assessment")
        for key in (
            "riaya.cases.visits",
            "riaya.cases.present_visit",
        ):
            del IAnnotations(case)[key]
        (visit,) = find_visits(case)
        assert visit.stage == "assessment"
        assert abs(visit.entered_at - now()) < timedelta(minutes=2)
        advance(case, "planning")
        assert [each.stage for each in find_visits(case)] == ["assessment", "planning"]


class TestPages:
    def test_ticks_are_saved_without_javascript(self, case, render):
        page = render(INTAKE, case, "case-view")
        (box,) = page.cssselect("input[name=ticked]")
        assert box.get("checked") is None
        form = {"shown": [box.get("value")], "ticked": box.get("value")}
        render(INTAKE, case, "tick-checklist", "POST", **form)
        page = render(INTAKE, case, "case-view")
        assert page.cssselect("input[name=ticked][checked]")
        render(INTAKE, case, "tick-checklist", "POST", shown=[box.get("value")])
        assert find_checklist(case)[0].is_open

    def test_a_requirement_is_skipped_and_required_again(
        self, case, change_step, render
    ):
        change_step(may_be_skipped=["checklist"])
        page = render(INTAKE, case, "case-view")
        (hidden,) = page.cssselect(".riaya-missing input[name=requirement]")
        form = {"requirement": hidden.get("value")}
        render(INTAKE, case, "skip-requirement", "POST", reason=REASON, **form)
        page = render(INTAKE, case, "case-view")
        assert REASON in page.text_content()
        assert not page.cssselect(".riaya-missing input[name=requirement]")
        render(INTAKE, case, "skip-requirement", "POST", undo="1", **form)
        assert not find_skips(case)

    @pytest.mark.parametrize("name", ["tick-checklist", "skip-requirement"])
    def test_a_look_changes_nothing(self, case, render, name):
        with pytest.raises(MethodNotAllowed):
            render(INTAKE, case, name)

    @pytest.mark.parametrize("name", ["tick-checklist", "skip-requirement"])
    @pytest.mark.parametrize("worker", ["office-director.ps-nbs", "planner", "admin"])
    def test_are_closed_to_those_who_do_not_work_on_the_case(
        self, case, render, name, worker
    ):
        with pytest.raises(Unauthorized):
            render(worker, case, name, "POST")

    @pytest.mark.case_in("implementation")
    def test_offers_no_ticks_to_somebody_who_only_reads(self, case, render):
        page = render("office-director.ps-jen", case, "case-view")
        assert not page.cssselect("input[name=ticked]")
        assert "بند" in page.cssselect("#checklist")[0].text_content()

    @pytest.mark.case_in("assessment")
    def test_tells_how_the_guide_was_followed(self, case, render):
        page = render(MANAGER, case, "case-view")
        card = page.cssselect("[aria-labelledby=practice]")[0]
        assert len(card.cssselect("tbody tr")) == 4
        assert "بند أول" in card.text_content()


def make_task(state, reason="", ended_after=None):
    day = today(get_zone())
    return StageTask(
        title="زيارة",
        title_en="A visit",
        state=state,
        due_on=day,
        ended_at=None if state == "open" else now() + timedelta(days=ended_after or 0),
        reason=reason,
        uid="1",
    )


@pytest.fixture
def tasks(portal):
    """Return a list of tasks that the case of the test has in its first stage."""
    from riaya.cases.interfaces import ICase
    from riaya.cases.interfaces import IStageTasks
    from zope.component import getGlobalSiteManager
    from zope.interface import implementer

    found = []

    @implementer(IStageTasks)
    class Tasks:
        def __init__(self, case):
            self.case = case

        def find(self, stage):
            return found if stage == "registered" else []

    registry = getGlobalSiteManager()
    registry.registerAdapter(Tasks, (ICase,), IStageTasks, name="test")
    yield found
    registry.unregisterAdapter(Tasks, (ICase,), IStageTasks, name="test")
