"""What is still missing before a case can go on.

Guards, buttons, the case page and REST all ask here.
"""

from riaya import _
from riaya.cases.authorship import OWN_WORK
from riaya.cases.content import Case
from riaya.cases.exceptions import TransitionRefused
from riaya.cases.interfaces import IFormsOnFile
from riaya.cases.interfaces import ITransitionObstacles
from riaya.cases.lookup import find_actor
from riaya.cases.stages import FORWARD
from riaya.cases.stages import get_stage
from riaya.core.review import refuse_authors
from riaya.forms.vocabularies import get_form_title
from riaya.guide.lookup import find_stage_steps
from riaya.guide.lookup import get_edition
from zope.component import getAdapters
from zope.i18nmessageid import Message


# What the case workflow needs whatever the edition says.
ALWAYS_REQUIRED = {
    "complete_rapid_assessment": ("rapid",),
    "complete_assessment": ("comprehensive",),
    "start_implementation": ("plan",),
}

MISSING_FORMS = {
    "rapid": _(
        "error_rapid_assessment_missing",
        default="The rapid assessment is not yet submitted. Write it and submit it first.",
    ),
    "comprehensive": _(
        "error_comprehensive_assessment_missing",
        default="No comprehensive assessment is approved. Write it, submit it, and have the supervisor approve it.",
    ),
    "plan": _(
        "error_approved_plan_missing",
        default="No intervention plan is approved. Write it, submit it, and have the supervisor approve it.",
    ),
}


def find_obstacles(case: Case, transition: str) -> list[Message]:
    """Return what stands in the way of a transition; each feature answers for its own."""
    missing_forms = find_missing_forms(case, transition)
    return describe_obstacles(case, transition, missing_forms)


def describe_obstacles(
    case: Case, transition: str, missing_forms: list[str]
) -> list[Message]:
    """Return what stands in the way, when the missing forms are known already."""
    obstacles = [_describe_missing(form) for form in missing_forms]
    for _name, voice in sorted(getAdapters((case,), ITransitionObstacles)):
        obstacles.extend(voice.find(transition))
    return obstacles


def find_missing(case: Case) -> list[Message]:
    """Return what is missing before the next stage; nothing for an ended case."""
    transition = FORWARD.get(get_stage(case))
    return find_obstacles(case, transition) if transition else []


def find_missing_forms(case: Case, transition: str) -> list[str]:
    """Return the forms required by the edition and not yet finished, in its order."""
    required = list(ALWAYS_REQUIRED.get(transition, ()))
    if transition == FORWARD.get(get_stage(case)):
        for step in find_stage_steps(get_edition(case.guide), get_stage(case)):
            required.extend(
                form for form in step.required_forms if form not in required
            )
    if not required:
        return []
    on_file: set[str] = set()
    for _name, voice in getAdapters((case,), IFormsOnFile):
        on_file |= voice.find()
    return [form for form in required if form not in on_file]


def check_transition(case: Case, transition: str) -> None:
    """Raise TransitionRefused with all obstacles, or OwnWork, if a transition is not ready."""
    if transition == "approve_closure":
        refuse_authors([find_actor(case, "request_closure")], OWN_WORK)
    if obstacles := find_obstacles(case, transition):
        raise TransitionRefused(
            _(
                "error_transition_refused",
                default="Case ${number} cannot take this step yet.",
                mapping={"number": case.case_number},
            ),
            obstacles,
        )


def _describe_missing(form: str) -> Message:
    return MISSING_FORMS.get(form) or _(
        "error_form_missing",
        default="The form “${form}” is not yet finished.",
        mapping={"form": get_form_title(form)},
    )
