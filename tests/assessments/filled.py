"""A form with a score and a risk level, filled in for a case."""

from plone import api
from riaya.assessments.content import Assessment
from riaya.assessments.receiving import receive_submission
from riaya.assessments.receiving import Submission
from riaya.cases.content import Case
from riaya.forms.content import FormTemplate
from tests.forms.sheets import publish_form
from typing import Any
from uuid import uuid4


MANAGER = "case-manager.ps-jen"
SUPERVISOR = "case-supervisor.ps-jen"

RISKY = """
| survey |
| | type | name | label::Arabic (ar) | label::English (en) | required | calculation |
| | date | assessed_on | تاريخ التقييم | Day | yes | |
| | text | summary | الملخص | Summary | | |
| | begin_group | home | المسكن | The home | | |
| | integer | points | نقاط الخطر | Points | yes | |
| | image | photo | صورة المسكن | Photo | | |
| | begin_repeat | member | الفرد | Member | | |
| | text | name | الاسم | Name | | |
| | integer | age | العمر | Age | | |
| | end_repeat | | | | | |
| | end_group | | | | | |
| | text | need_economic | الحاجة | Need | | |
| | text | strength_family | القوة | Strength | | |
| | calculate | danger | درجة الخطر | Danger | | ${points} * 2 |
| | calculate | computed_risk | | | | if(${points} > 5, 'high', 'low') |
| | select_one level | risk_level | مستوى الخطورة | Risk level | | |
| | text | risk_reason | السبب | Reason | | |
| choices |
| | list_name | name | label::Arabic (ar) | label::English (en) |
| | level | high | عال | High |
| | level | medium | متوسط | Medium |
| | level | low | منخفض | Low |
| settings |
| | form_title | form_id | version | default_language |
| | الخطر | risky | 1.0 | Arabic (ar) |
"""
ANSWERS: dict[str, Any] = {
    "assessed_on": "2026-01-14",
    "summary": "ملخص الزيارة",
    "points": 7,
    "member": [{"name": "سلمى", "age": 34}, {"name": "يوسف", "age": 9}],
    "need_economic": "دخل ثابت",
    "strength_family": "أسرة متماسكة",
}


def publish_risky(
    version: str = "1.0", table: str = RISKY, **fields: Any
) -> FormTemplate:
    """Return a published version of the form."""
    return publish_form(
        table.replace("| 1.0 |", f"| {version} |"),
        form_id="risky",
        version=version,
        **{
            "kind": "comprehensive",
            "score_questions": ["danger"],
            "risk_question": "computed_risk",
        }
        | fields,
    )


def fill(
    case: Case,
    template: FormTemplate,
    user: str = MANAGER,
    key: str = "",
    is_draft: bool = False,
    **answers: Any,
) -> Assessment:
    """Return the assessment of answers that somebody sent."""
    submission = Submission(
        key=key or uuid4().hex, answers=ANSWERS | answers, is_draft=is_draft
    )
    with api.env.adopt_user(username=user):
        return receive_submission(template, case, submission).assessment
