"""Beginning a plan from what the assessment found."""

from riaya.cases.content import Case
from riaya.cases.lookup import find_items
from typing import Any


def propose_goals(case: Case) -> list[dict]:
    """Return a row for each need of the latest approved comprehensive assessment.

    They stand in the order of their ranks; needs without a rank come last.
    The goal itself is left to the case manager and the client.
    """
    assessment = _find_latest_comprehensive(case)
    needs = sorted(
        (assessment.needs if assessment is not None else None) or (),
        key=lambda row: (row.get("rank") is None, row.get("rank") or 0),
    )
    return [
        {
            "id": f"G{number}",
            "need": row["text"],
            "dimension": row["domain"],
            "priority": number,
            "goal": None,
            "attainment": None,
        }
        for number, row in enumerate(needs, start=1)
    ]


def _find_latest_comprehensive(case: Case) -> Any:
    approved = [
        brain._unrestrictedGetObject()
        for brain in find_items(
            case, portal_type="riaya.assessment", review_state="approved"
        )
        if brain.assessment_kind == "comprehensive"
    ]
    return max(
        approved, key=lambda each: (each.assessed_on, each.created()), default=None
    )
