"""Who finds which cases in which worklist, and how many stand beside each filter."""

from datetime import timedelta
from plone import api
from riaya.core.time.clock import freeze
from riaya.core.time.clock import now
from riaya.register.questions import View
from riaya.register.questions import WorklistFilter
from riaya.site.demo_walk import add_item

import pytest


INTAKE = "intake-officer.ps-jen"
MANAGER = "case-manager.ps-jen"
SUPERVISOR = "case-supervisor.ps-jen"
OTHER_SUPERVISOR = "case-supervisor-2.ps-jen"
DIRECTOR = "office-director.ps-jen"


def numbers(worklist):
    return [item.case_number for item in worklist.items]


@pytest.fixture
def restricted(register, advance, as_worker):
    """Return a restricted case, in assessment, that only two people may read."""
    case = advance(
        register(client_name="سارة المحجوبة", categories=["CP"]), "assessment"
    )
    with as_worker(SUPERVISOR):
        api.content.transition(case, "restrict")
    return case


class TestViews:
    def test_mine_of_the_intake_desk_are_cases_not_yet_assigned(
        self, ask, register, advance
    ):
        waiting, screened, assigned = register(), register(), register()
        advance(screened, "screened")
        advance(assigned, "assigned")
        found = ask(INTAKE, "mine")
        assert set(numbers(found)) == {waiting.case_number, screened.case_number}

    @pytest.mark.case_in("assessment")
    def test_mine_of_manager_and_supervisor_are_the_assigned_ones(
        self, case, ask, register
    ):
        register()
        assert numbers(ask(MANAGER, "mine")) == [case.case_number]
        assert numbers(ask(SUPERVISOR, "mine")) == [case.case_number]
        assert numbers(ask("case-manager-2.ps-jen", "mine")) == []

    @pytest.mark.case_in("closed")
    def test_mine_shows_an_ended_case_only_when_its_stage_is_asked_for(self, ask, case):
        assert numbers(ask(MANAGER, "mine")) == []
        assert numbers(ask(MANAGER, "mine", review_state=["closed"])) == [
            case.case_number
        ]
        found = ask(MANAGER, "mine")
        assert found.filter_counts[WorklistFilter.REVIEW_STATE] == {"closed": 1}

    @pytest.mark.case_in("assigned")
    def test_an_offered_case_waits_for_its_manager(self, ask, case, advance):
        assert numbers(ask(MANAGER, "decisions")) == [case.case_number]
        assert numbers(ask(SUPERVISOR, "decisions")) == []
        advance(case, "assessment")
        assert numbers(ask(MANAGER, "decisions")) == []

    @pytest.mark.case_in("assessment")
    def test_submitted_work_waits_for_the_supervisor(self, ask, case, as_worker):
        with as_worker(MANAGER):
            work = add_item(
                case,
                "riaya.assessment",
                kind="comprehensive",
                assessed_on=now().date(),
                summary="ملخص",
                risk_level="medium",
                needs=[{"domain": "economic", "text": "دخل ثابت", "rank": 1}],
                strengths=[{"domain": "family", "text": "أسرة متماسكة", "rank": 1}],
            )
            assert numbers(ask(SUPERVISOR, "decisions")) == []
            api.content.transition(work, "submit")
        assert numbers(ask(SUPERVISOR, "decisions")) == [case.case_number]
        assert numbers(ask(OTHER_SUPERVISOR, "decisions")) == []
        with as_worker(SUPERVISOR):
            api.content.transition(work, "return_", comment="أكمل الوصف")
        assert numbers(ask(SUPERVISOR, "decisions")) == []

    @pytest.mark.case_in("closing")
    def test_a_requested_closure_waits_for_the_supervisor(self, ask, case, advance):
        assert numbers(ask(SUPERVISOR, "decisions")) == [case.case_number]
        advance(case, "closed")
        assert numbers(ask(SUPERVISOR, "decisions")) == []

    def test_screened_cases_wait_for_a_manager_in_their_office(
        self, ask, register, advance
    ):
        register()
        screened = advance(register(), "screened")
        for worker in (SUPERVISOR, DIRECTOR):
            assert numbers(ask(worker, "unassigned")) == [screened.case_number]
        for worker in (INTAKE, MANAGER, "case-supervisor.ps-nbs"):
            assert numbers(ask(worker, "unassigned")) == []

    def test_overdue_are_open_cases_whose_clock_has_passed(self, ask, register):
        case = register()
        assert numbers(ask(SUPERVISOR, "overdue")) == []
        with freeze(now() + timedelta(days=400)):
            found = ask(SUPERVISOR, "overdue")
        assert numbers(found) == [case.case_number]
        assert found.items[0].is_overdue

    def test_office_shows_what_one_may_know(self, ask, register, advance):
        first, second = advance(register(), "assigned"), register()
        assert set(numbers(ask(DIRECTOR))) == {first.case_number, second.case_number}
        assert numbers(ask(MANAGER)) == [first.case_number]
        assert numbers(ask(INTAKE)) == [second.case_number]


class TestRefusals:
    @pytest.mark.case_in("assigned")
    @pytest.mark.parametrize(
        "worker",
        ["planner", "trainer", "case-supervisor.ps-nbs", "intake-officer.ps-nbs"],
    )
    def test_other_offices_and_other_work_find_nothing(self, ask, case, worker):
        for view in View:
            found = ask(worker, view)
            assert found.items == []
            assert not any(found.view_counts.values())
            assert not any(found.filter_counts.values())

    def test_the_administrator_finds_nothing(self, ask, register):
        register()
        assert ask("admin").total == 0

    @pytest.mark.case_in("assigned")
    def test_the_manager_before_finds_nothing_after_declining(
        self, ask, case, as_worker
    ):
        with as_worker(MANAGER):
            api.content.transition(
                case, "decline_assignment", comment="عبء الحالات كبير"
            )
        assert ask(MANAGER).total == 0


class TestRestrictedCases:
    def test_are_read_by_the_assigned_people(self, ask, restricted):
        for worker in (MANAGER, SUPERVISOR):
            item = ask(worker).items[0]
            assert item.may_read
            assert item.client_name == "سارة المحجوبة"

    def test_show_others_who_oversee_number_stage_and_clocks_only(
        self, ask, restricted
    ):
        item = ask(DIRECTOR).items[0]
        assert item.case_number == restricted.case_number
        assert item.review_state == "assessment"
        assert item.next_due is not None
        hidden = (
            item.client_name,
            item.client_kind,
            item.response_group,
            item.risk_level,
            item.case_manager,
            item.supervisor,
            item.registered_on,
        )
        assert set(hidden) == {None}
        assert item.categories == ()

    def test_are_not_found_by_name_but_by_number(self, ask, restricted):
        assert numbers(ask(SUPERVISOR, text="سارة")) == [restricted.case_number]
        assert numbers(ask(DIRECTOR, text="سارة")) == []
        assert numbers(ask(DIRECTOR, text="900000001")) == []
        assert numbers(ask(DIRECTOR, text=restricted.case_number)) == [
            restricted.case_number
        ]

    def test_are_neither_counted_nor_filtered_by_what_is_hidden(self, ask, restricted):
        found = ask(DIRECTOR)
        assert found.filter_counts[WorklistFilter.CATEGORY] == {}
        assert found.filter_counts[WorklistFilter.CASE_MANAGER] == {}
        assert found.filter_counts[WorklistFilter.RESPONSE_GROUP] == {}
        assert found.filter_counts[WorklistFilter.REVIEW_STATE] == {"assessment": 1}
        assert ask(DIRECTOR, category=["CP"]).total == 0
        assert ask(DIRECTOR, case_manager=[MANAGER]).total == 0

    def test_are_sorted_without_telling_the_name(self, ask, restricted, register):
        named = register(client_name="ياسر")
        found = ask(DIRECTOR, sort_on="client_name")
        assert numbers(found) == [named.case_number, restricted.case_number]


class TestFilters:
    @pytest.fixture(autouse=True)
    def cases(self, register, advance):
        self.registered = register(categories=["CP", "PWD"], response_group="immediate")
        self.assigned = advance(register(categories=["CP"]), "assigned")

    def test_narrow_by_every_kind(self, ask):
        for narrowing, case in (
            ({"review_state": ["registered"]}, self.registered),
            ({"response_group": ["immediate"]}, self.registered),
            ({"category": ["PWD"]}, self.registered),
            ({"case_manager": [MANAGER]}, self.assigned),
            ({"review_state": ["assigned"], "category": ["CP"]}, self.assigned),
        ):
            assert numbers(ask(SUPERVISOR, **narrowing)) == [case.case_number]

    def test_several_values_mean_any_of_them(self, ask):
        assert ask(SUPERVISOR, review_state=["registered", "assigned"]).total == 2

    def test_counts_stand_beside_every_value(self, ask):
        counts = ask(SUPERVISOR).filter_counts
        assert counts[WorklistFilter.CATEGORY] == {"CP": 2, "PWD": 1}
        assert counts[WorklistFilter.REVIEW_STATE] == {"registered": 1, "assigned": 1}
        assert counts[WorklistFilter.CASE_MANAGER] == {MANAGER: 1}

    def test_each_count_respects_the_other_filters_and_not_its_own(self, ask):
        counts = ask(SUPERVISOR, review_state=["assigned"]).filter_counts
        assert counts[WorklistFilter.CATEGORY] == {"CP": 1}
        assert counts[WorklistFilter.REVIEW_STATE] == {"registered": 1, "assigned": 1}

    def test_every_count_is_the_total_of_its_choice(self, ask):
        found = ask(SUPERVISOR, category=["CP"])
        for view, count in found.view_counts.items():
            assert ask(SUPERVISOR, view, category=["CP"]).total == count
        for state, count in found.filter_counts[WorklistFilter.REVIEW_STATE].items():
            narrowed = ask(SUPERVISOR, category=["CP"], review_state=[state])
            assert narrowed.total == count


class TestOrderAndBatches:
    def test_the_most_pressing_comes_first_and_cases_without_clock_last(
        self, ask, register, advance
    ):
        ended = register()
        ended.reindexObject()
        with freeze(now() - timedelta(days=30)):
            late = register()
        with freeze(now() + timedelta(days=30)):
            later = register()
        with_clock = [late.case_number, ended.case_number, later.case_number]
        assert numbers(ask(DIRECTOR)) == with_clock
        assert numbers(ask(DIRECTOR, is_descending=True)) == with_clock[::-1]
        ended.clocks.clear()
        ended.reindexObject()
        expected = [late.case_number, later.case_number, ended.case_number]
        assert numbers(ask(DIRECTOR)) == expected

    def test_names_are_sorted_as_they_are_read(self, ask, register):
        for name in ("يوسف", "أحمد", "بشرى", "احلام"):
            register(client_name=name)
        found = ask(INTAKE, sort_on="client_name")
        assert [item.client_name for item in found.items] == [
            "احلام",
            "أحمد",
            "بشرى",
            "يوسف",
        ]

    def test_batches_follow_each_other(self, ask, register):
        made = [register().case_number for _count in range(5)]
        pages = [
            numbers(ask(INTAKE, sort_on="case_number", start=start, size=2))
            for start in (0, 2, 4, 6)
        ]
        assert pages == [made[:2], made[2:4], made[4:], []]
        assert ask(INTAKE, start=6, size=2).total == 5
