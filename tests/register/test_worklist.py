"""Who finds which cases in which worklist."""

MANAGER = "case-manager.ps-jen"
SUPERVISOR = "case-supervisor.ps-jen"


def numbers(worklist):
    return [item.case_number for item in worklist.items]


class TestViews:
    def test_mine_of_the_intake_desk_are_cases_not_yet_assigned(
        self, ask, register, advance
    ):
        waiting, screened, assigned = register(), register(), register()
        advance(screened, "screened")
        advance(assigned, "assigned")
        found = ask("intake-officer.ps-jen", "mine")
        assert set(numbers(found)) == {waiting.case_number, screened.case_number}

    def test_mine_of_manager_and_supervisor_are_the_assigned_ones(
        self, ask, register, advance
    ):
        assigned = advance(register(), "assessment")
        register()
        assert numbers(ask(MANAGER, "mine")) == [assigned.case_number]
        assert numbers(ask(SUPERVISOR, "mine")) == [assigned.case_number]
        assert numbers(ask("case-manager-2.ps-jen", "mine")) == []
