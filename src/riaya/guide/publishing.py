"""Bringing an edition into force.

An edition is published by somebody who had no hand in it, when nothing in its
steps is wrong.  The edition before it is superseded in the same moment
and stays readable; cases that began under it keep it.
"""

from persistent.mapping import PersistentMapping
from plone import api
from riaya import _
from riaya import logger
from riaya.core.clock import today
from riaya.core.review import find_recorded_authors
from riaya.core.review import refuse_authors
from riaya.core.settings import get_zone
from riaya.core.vocabularies import get_rows
from riaya.core.vocabularies import get_title
from riaya.guide.content import Guide
from riaya.guide.content import GuideStep
from riaya.guide.contents import find_chapters
from riaya.guide.contents import find_step_objects
from riaya.guide.events import GuidePublished
from riaya.guide.exceptions import EditionNotReady
from riaya.guide.interfaces import find_unknown_forms
from riaya.guide.interfaces import IGuideStep
from riaya.guide.lookup import find_editions
from riaya.guide.lookup import FROZEN_STATES
from riaya.security.system import as_system
from zope.annotation.interfaces import IAnnotations
from zope.event import notify
from zope.i18nmessageid import Message
from zope.schema import getFields
from zope.schema.interfaces import ValidationError


# A case walks through all of them; what ends a case needs no step of its own.
GUIDED_STAGES = (
    "registered",
    "screened",
    "assigned",
    "assessment",
    "planning",
    "implementation",
    "closing",
)
NO_STEPS = _(
    "error_edition_without_steps",
    default="This edition has no step yet. Add a chapter, and a step in it.",
)
IN_FORCE = "riaya.guide.editions_in_force"


def find_authors(edition: Guide) -> set[str]:
    """Return everybody who had a hand in an edition, its chapters or its steps."""
    authors = find_recorded_authors(edition)
    for chapter in find_chapters(edition):
        authors.update(chapter.listCreators())
    for step in find_step_objects(edition):
        authors.update(step.listCreators())
    return authors


def check_publication(edition: Guide) -> None:
    """Raise OwnWork for an author, and EditionNotReady with all that is missing."""
    refuse_authors(
        find_authors(edition),
        _(
            "error_guide_own_work",
            default="Nobody publishes a guide edition they worked on. Ask another trainer to publish it.",
        ),
    )
    if obstacles := find_obstacles(edition):
        raise EditionNotReady(
            _(
                "error_edition_not_ready",
                default="Edition ${number} cannot be published yet.",
                mapping={"number": edition.edition},
            ),
            obstacles,
        )


def find_obstacles(edition: Guide) -> list[Message]:
    """Return what is wrong in an edition, and must be put right before it is published."""
    steps = list(find_step_objects(edition))
    obstacles = [] if steps else [NO_STEPS]
    for step in steps:
        obstacles += _find_step_faults(step)
    return obstacles + _find_contradictions(steps) + _find_taken_number(edition)


def find_gaps(edition: Guide) -> list[Message]:
    """Return the stages in which cases would be without guidance.

    A trainer sees them before publishing; a pilot may do without some.
    """
    covered = {step.stage for step in find_step_objects(edition)}
    return [
        _(
            "error_stage_without_step",
            default="The stage “${stage}” has no step. Add one.",
            mapping={"stage": get_title("riaya.cases.stages", stage)},
        )
        for stage in GUIDED_STAGES
        if stage not in covered
    ]


def put_in_force(edition: Guide) -> None:
    """Supersede the older published edition of the policy and tell who listens."""
    _claim_policy(edition)
    older = [
        other
        for other in find_editions(edition.policy, ["published"])
        if other.UID() != edition.UID()
    ]
    for other in older:
        with as_system():
            api.content.transition(obj=other, transition="supersede")
    superseded = older[0] if older else None
    edition.effective_from = edition.effective_from or today(get_zone())
    edition.supersedes = superseded.UID() if superseded is not None else None
    logger.info("Published guide edition %s (%s)", edition.edition, edition.policy)
    notify(GuidePublished(edition, superseded))


def _claim_policy(edition: Guide) -> None:
    """Write the one record that two simultaneous publications both need.

    The second of them meets a conflict, is tried again, and then sees that
    the first is in force.
    """
    annotations = IAnnotations(api.portal.get()["guide"])
    in_force = annotations.get(IN_FORCE)
    if in_force is None:
        in_force = annotations[IN_FORCE] = PersistentMapping()
    in_force[edition.policy] = edition.UID()


def _find_step_faults(step: GuideStep) -> list[Message]:
    faults = []
    if step.responsible_role not in {
        row["code"] for row in get_rows("riaya.guide.roles")
    }:
        faults.append(
            _(
                "error_step_without_role",
                default="Step “${step}”: choose the responsible role.",
                mapping={"step": step.title},
            )
        )
    if unknown := find_unknown_forms(step.required_forms or ()):
        faults.append(
            _(
                "error_step_requires_unknown_form",
                default="Step “${step}”: the form “${form}” is not known. Publish it first or take it out.",
                mapping={"step": step.title, "form": unknown[0]},
            )
        )
    try:
        deadlines = getFields(IGuideStep)["deadlines"]
        deadlines.bind(step).validate(step.deadlines or [])
    except ValidationError as error:
        faults.append(
            _(
                "error_step_deadlines",
                default="Step “${step}”, deadlines: ${reason}",
                mapping={"step": step.title, "reason": error.doc()},
            )
        )
    return faults


def _find_contradictions(steps: list[GuideStep]) -> list[Message]:
    """Return the clocks that two rows of the edition set differently."""
    known: dict[tuple[str, str], tuple] = {}
    faults = []
    for step in steps:
        for row in step.deadlines or ():
            key = row.get("clock"), row.get("group")
            length = row.get("amount"), row.get("unit")
            if known.setdefault(key, length) != length:
                faults.append(
                    _(
                        "error_deadline_contradiction",
                        default="Step “${step}”: the clock “${clock}” has another length for “${group}” elsewhere in this edition. Keep one of them.",
                        mapping={
                            "step": step.title,
                            "clock": get_title("riaya.guide.clocks", key[0]),
                            "group": get_title("riaya.cases.response_groups", key[1]),
                        },
                    )
                )
    return faults


def _find_taken_number(edition: Guide) -> list[Message]:
    taken = any(
        other.edition == edition.edition and other.UID() != edition.UID()
        for other in find_editions(edition.policy, FROZEN_STATES)
    )
    if not taken:
        return []
    return [
        _(
            "error_edition_number_published",
            default="An edition ${number} of this policy was already published. Give this one another number.",
            mapping={"number": edition.edition},
        )
    ]
