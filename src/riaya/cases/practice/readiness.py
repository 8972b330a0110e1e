"""What is still missing before a case can go on.

Guards, buttons, the case page and REST all ask here.
"""

from riaya import _
from riaya.cases.content import Case
from riaya.cases.exceptions import TransitionRefused
from riaya.cases.interfaces import ITransitionObstacles
from riaya.cases.items.authorship import OWN_WORK
from riaya.cases.lookup import find_actor
from riaya.cases.practice.present_visit import get_present_visit
from riaya.cases.practice.requirements import find_form_requirements
from riaya.cases.practice.requirements import find_requirements
from riaya.cases.practice.requirements import RequirementKind
from riaya.cases.practice.requirements import StageRequirement
from riaya.cases.stages import FORWARD
from riaya.cases.stages import get_stage
from riaya.core.review import refuse_authors
from zope.component import getAdapters
from zope.i18nmessageid import Message


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
    return describe_obstacles(case, transition, find_asked(case, transition))


def describe_obstacles(
    case: Case, transition: str, asked: list[StageRequirement]
) -> list[Message]:
    """Return what stands in the way, when the requirements are known already."""
    obstacles = [describe_open(each) for each in asked if each.blocks]
    return obstacles + find_other_obstacles(case, transition)


def find_other_obstacles(case: Case, transition: str) -> list[Message]:
    """Return what features find that the guide does not ask for."""
    return [
        obstacle
        for _name, voice in sorted(getAdapters((case,), ITransitionObstacles))
        for obstacle in voice.find(transition)
    ]


def find_missing(case: Case) -> list[Message]:
    """Return what holds the case back from the next stage; nothing for an ended case."""
    transition = FORWARD.get(get_stage(case))
    return find_obstacles(case, transition) if transition else []


def find_asked(case: Case, transition: str) -> list[StageRequirement]:
    """Return what a transition asks for: all of the stage's requirements on the way on.

    Another transition asks only for the forms that the workflow always needs.
    """
    if transition == FORWARD.get(get_stage(case)):
        return find_requirements(case)
    return find_form_requirements(case, transition, [], get_present_visit(case))


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


def describe_open(requirement: StageRequirement) -> Message:
    """Return what is still to do about a requirement, in a sentence."""
    title = requirement.readable_title
    match requirement.kind:
        case RequirementKind.ITEM:
            return _(
                "error_checklist_item_open",
                default="“${item}” is not yet ticked on the checklist.",
                mapping={"item": title},
            )
        case RequirementKind.TASK if requirement.at is not None:
            return _(
                "error_task_cancelled",
                default="The task “${task}” was cancelled, but it is needed here. Reopen it.",
                mapping={"task": title},
            )
        case RequirementKind.TASK:
            return _(
                "error_task_open",
                default="The task “${task}” is not yet done.",
                mapping={"task": title},
            )
    return MISSING_FORMS.get(requirement.code) or _(
        "error_form_missing",
        default="The form “${form}” is not yet finished.",
        mapping={"form": title},
    )
