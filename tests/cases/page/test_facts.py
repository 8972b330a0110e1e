"""What the page of a case tells of it, each in words."""

from riaya.cases.page.facts import describe_handling
from riaya.core.vocabularies import get_title

import pytest


@pytest.mark.case_in("closed")
def test_codes_are_told_by_their_titles(case):
    told = {str(fact.label): fact.value for fact in describe_handling(case)}
    reason = get_title("riaya.cases.closure_reasons", case.closure_reason)
    assert told["label_closure_reason"] == reason != case.closure_reason
