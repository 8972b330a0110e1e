"""How a visit to a stage is judged: by the worst of its findings, and by the moment."""

from datetime import date
from datetime import datetime
from datetime import timedelta
from riaya.cases.clocks.running import end_of_day
from riaya.cases.practice.judging import is_amiss
from riaya.cases.practice.judging import judge_requirement
from riaya.cases.practice.judging import judge_visit
from riaya.cases.practice.judging import name_code
from riaya.cases.practice.judging import Outcome
from riaya.cases.practice.judging import VisitFinding
from riaya.cases.practice.judging import VisitResult
from riaya.cases.practice.present_visit import PresentVisit
from riaya.cases.practice.requirements import RequirementKind
from riaya.cases.practice.requirements import StageRequirement
from riaya.cases.practice.requirements import Standing
from riaya.core.settings import get_calendar
from zoneinfo import ZoneInfo

import pytest


DUE = datetime(2026, 12, 1, 12, tzinfo=ZoneInfo("Asia/Hebron"))
SECOND = timedelta(seconds=1)
DUE_ON = date(2026, 12, 1)


def make_finding(result, late_at=None, kind="clock", code="T4"):
    return VisitFinding("step", kind, code, "", VisitResult(result), late_at=late_at)


class TestAVisit:
    @pytest.mark.parametrize(
        ("results", "over", "present"),
        [
            ([], Outcome.FOLLOWED, Outcome.OPEN),
            (["done", "not_due"], Outcome.FOLLOWED, Outcome.OPEN),
            (["done", "skipped"], Outcome.SKIPPED, Outcome.OPEN),
            (["undone"], Outcome.SKIPPED, Outcome.OPEN),
        ],
    )
    def test_is_judged_by_what_was_left_out(self, results, over, present):
        findings = list(map(make_finding, results))
        assert judge_visit(findings, True, DUE) == over
        assert judge_visit(findings, False, DUE) == present

    def test_is_late_after_the_moment_and_not_at_it(self):
        findings = [make_finding("open", DUE + SECOND), make_finding("open", DUE)]
        assert judge_visit(findings, False, DUE) == Outcome.OPEN
        assert judge_visit(findings, False, DUE + SECOND) == Outcome.LATE
        assert judge_visit(findings, True, DUE + SECOND) == Outcome.LATE
        findings.append(make_finding("skipped"))
        assert judge_visit(findings, True, DUE + SECOND) == Outcome.SKIPPED


class TestAFinding:
    @pytest.mark.parametrize(
        ("result", "amiss"),
        [
            ("skipped", True),
            ("undone", True),
            ("late", True),
            ("done", False),
            ("not_due", False),
            ("open", False),
        ],
    )
    def test_is_amiss_when_the_guide_was_not_followed(self, result, amiss):
        assert is_amiss(make_finding(result), DUE) is amiss

    def test_is_amiss_after_its_moment_and_not_at_it(self):
        waiting = make_finding("open", DUE)
        assert not is_amiss(waiting, DUE)
        assert is_amiss(waiting, DUE + SECOND)
        assert not is_amiss(make_finding("done", DUE), DUE + SECOND)

    def test_is_named_without_the_words_of_a_worker(self):
        assert name_code(make_finding("open")) == "T4"
        assert name_code(make_finding("open", None, "forms", "rapid")) == "rapid"
        assert name_code(make_finding("open", None, "tasks", "زيارة")) == "tasks"


@pytest.mark.usefixtures("portal")
class TestARequirement:
    ENTERED = DUE - timedelta(days=7)

    def judge(self, standing, is_over=False, is_due=True, **fields):
        row = {
            "id": "task-1",
            "kind": RequirementKind.TASK,
            "code": "زيارة",
            "title": "زيارة",
            "title_en": "",
            "step": "step",
            "standing": Standing(standing),
            "holds_back": False,
            "may_be_skipped": True,
        }
        visit = PresentVisit("assessment", self.ENTERED, 0)
        return judge_requirement(
            StageRequirement(**row | fields), visit, is_over, is_due
        )

    @pytest.mark.parametrize(
        ("standing", "is_over", "is_due", "reason", "result"),
        [
            ("open", False, True, "", "open"),
            ("open", True, True, "", "undone"),
            ("open", True, False, "", "not_due"),
            ("done", True, True, "", "done"),
            ("skipped", True, True, "لا حاجة", "skipped"),
            ("skipped", True, True, "", "undone"),
        ],
    )
    def test_is_judged_by_how_it_stands(
        self, standing, is_over, is_due, reason, result
    ):
        assert self.judge(standing, is_over, is_due, reason=reason).result == result

    def test_is_late_after_the_end_of_its_day(self):
        end = end_of_day(DUE_ON, get_calendar())
        for at, result in ((end, "done"), (end + SECOND, "late"), (None, "done")):
            finding = self.judge("done", at=at, due_on=DUE_ON)
            assert finding.result == result
            assert finding.late_at == (end if result == "late" else None)
        assert self.judge("open", due_on=DUE_ON).late_at == end
        assert self.judge("open").late_at is None

    @pytest.mark.parametrize(
        ("standing", "before", "at_entering"),
        [("done", "done", "done"), ("skipped", "not_due", "undone")],
    )
    def test_that_ended_before_the_visit_is_not_judged_in_it(
        self, standing, before, at_entering
    ):
        early = self.ENTERED - SECOND
        assert self.judge(standing, True, at=early).result == before
        assert self.judge(standing, True, at=self.ENTERED).result == at_entering
