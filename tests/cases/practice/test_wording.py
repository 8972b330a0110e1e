"""What a stage asks for and what became of it, in the reader's words."""

from riaya.cases.practice.judging import CLOCK
from riaya.cases.practice.judging import VisitFinding
from riaya.cases.practice.judging import VisitResult
from riaya.cases.practice.requirements import find_requirements
from riaya.cases.practice.requirements import RequirementKind
from riaya.cases.practice.stage_work import StageWork
from riaya.cases.practice.wording import name_finding
from riaya.core.vocabularies import get_title
from riaya.forms.vocabularies import get_form_title

import pytest


def test_a_finding_is_named_by_what_was_required(case):
    names = {
        (CLOCK, "T2"): get_title("riaya.guide.clocks", "T2"),
        (RequirementKind.FORM, "rapid"): get_form_title("rapid"),
        (RequirementKind.ITEM, "T2"): "T2",
    }
    assert len(set(names.values())) == 3
    for (kind, code), name in names.items():
        found = VisitFinding("step", kind, code, "", VisitResult.DONE)
        assert name_finding(found) == name


def test_a_form_is_named_by_its_title_and_an_item_by_its_text(case):
    required = find_requirements(case, "registered")
    forms = [each for each in required if each.kind == RequirementKind.FORM]
    items = [each for each in required if each.kind == RequirementKind.ITEM]
    assert forms
    assert items
    for each in forms:
        assert each.readable_title == get_form_title(each.code) != each.code
    for each in items:
        assert each.readable_title == each.title


@pytest.mark.case_in("implementation")
def test_what_else_stands_in_the_way_is_told_beside_what_is_required(case):
    texts = [str(line.text) for line in StageWork(case, []).obstacles]
    assert any("goal" in text for text in texts), texts


@pytest.mark.case_in("closed")
def test_nothing_stands_in_the_way_of_a_case_that_ended(case):
    assert StageWork(case, []).obstacles == []
