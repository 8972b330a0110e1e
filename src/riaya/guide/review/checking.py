"""The check of an edition: what keeps it from being published.

Every fault names its step, so that a trainer can go there and repair it.
"""

from collections.abc import Iterator
from riaya import _
from riaya.core.vocabularies import get_rows
from riaya.core.vocabularies import get_title
from riaya.forms.lookup import find_templates
from riaya.guide.content import Guide
from riaya.guide.content import GuideStep
from riaya.guide.contents import find_step_objects
from riaya.guide.contents import find_written_parts
from riaya.guide.interfaces import find_unknown_forms
from riaya.guide.interfaces import IGuide
from riaya.guide.interfaces import IGuideStep
from riaya.guide.lookup import find_editions
from riaya.guide.lookup import find_entry_time
from riaya.guide.lookup import FROZEN_STATES
from riaya.guide.pictures import find_broken_pictures
from riaya.guide.review.findings import GuideFinding
from riaya.guide.review.findings import Subject
from typing import Any
from zope.i18nmessageid import Message
from zope.interface.interfaces import IInterface
from zope.schema import getFields
from zope.schema.interfaces import ValidationError


DEADLINES_PAGE = "@@deadline-table"
ROLES = "riaya.security.roles"
NO_STEPS = _(
    "error_edition_without_steps",
    default="This edition has no step yet. Add a chapter, and a step in it.",
)


def find_publication_obstacles(edition: Guide) -> list[Message]:
    """Return everything that keeps an edition from being published, in sentences."""
    return [fault.sentence for fault in find_faults(edition)]


def find_faults(edition: Guide) -> list[GuideFinding]:
    """Return everything that keeps an edition from being published."""
    steps = list(find_step_objects(edition))
    if not steps:
        return [GuideFinding(Subject.STEPS, NO_STEPS, edition, "")]
    faults = [fault for step in steps for fault in _find_step_faults(step)]
    return [
        *_find_edition_faults(edition),
        *_find_overtaking_editions(edition),
        *_find_repeated_steps(steps),
        *faults,
        *_find_contradictions(steps, edition),
        *_find_picture_faults(edition),
    ]


def _find_edition_faults(edition: Guide) -> Iterator[GuideFinding]:
    taken = any(
        other.edition == edition.edition and other.UID() != edition.UID()
        for other in find_editions(edition.policy, FROZEN_STATES)
    )
    if taken:
        sentence = _(
            "error_edition_number_published",
            default="An edition ${number} of this policy was already published. Give this one another number.",
            mapping={"number": edition.edition},
        )
        yield GuideFinding(Subject.STEPS, sentence, edition)
    for name, subject in (
        ("escalations", Subject.DEADLINES),
        ("required_certificates", Subject.TRAINING),
    ):
        if reason := _find_refusal(edition, IGuide, name):
            sentence = _(
                "error_edition_rows",
                default="${field}: ${reason}",
                mapping={"field": IGuide[name].title, "reason": reason},
            )
            yield GuideFinding(subject, sentence, edition)


def _find_overtaking_editions(edition: Guide) -> Iterator[GuideFinding]:
    """Find the edition that came into force while this one was in review.

    Its reviewers compared with an older one, and two trainers who publish at the
    same moment would undo each other's work unseen.
    """
    submitted_at = find_entry_time(edition, "in_review")
    if submitted_at is None:
        return
    for other in find_editions(edition.policy, ["published"]):
        published_at = find_entry_time(other, "published")
        if other.UID() != edition.UID() and published_at > submitted_at:
            sentence = _(
                "error_edition_overtaken",
                default="Edition ${number} came into force while this one was in review. Return this one, compare it with that edition, and send it to review again.",
                mapping={"number": other.edition},
            )
            yield GuideFinding(
                Subject.REVIEW, sentence, edition, "@@edition-differences"
            )


def _find_repeated_steps(steps: list[GuideStep]) -> Iterator[GuideFinding]:
    seen: dict[tuple[str, str], GuideStep] = {}
    for step in steps:
        first = seen.setdefault((step.stage, step.responsible_role), step)
        if first is not step:
            sentence = _(
                "error_two_steps_for_stage_and_role",
                default="Steps “${first}” and “${second}” are both for the stage “${stage}” and the role “${role}”. Make one of them, or change the stage or the role.",
                mapping={
                    "first": first.title,
                    "second": step.title,
                    "stage": get_title("riaya.guide.stages", step.stage),
                    "role": get_title(ROLES, step.responsible_role),
                },
            )
            yield GuideFinding(Subject.STEPS, sentence, step)


def _find_step_faults(step: GuideStep) -> Iterator[GuideFinding]:
    if step.responsible_role not in {row["code"] for row in get_rows(ROLES)}:
        sentence = _(
            "error_step_without_role",
            default="Step “${step}”: choose the responsible role.",
            mapping={"step": step.title},
        )
        yield GuideFinding(Subject.STEPS, sentence, step)
    forms = [*(step.required_forms or ()), *(step.optional_forms or ())]
    for form_id in find_unknown_forms(dict.fromkeys(forms)):
        yield GuideFinding(Subject.FORMS, _describe_form(step, form_id), step)
    if reason := _find_refusal(step, IGuideStep, "standard_tasks"):
        sentence = _(
            "error_step_tasks",
            default="Step “${step}”, standard tasks: ${reason}",
            mapping={"step": step.title, "reason": reason},
        )
        yield GuideFinding(Subject.STEPS, sentence, step)
    if reason := _find_refusal(step, IGuideStep, "deadlines"):
        sentence = _(
            "error_step_deadlines",
            default="Step “${step}”, deadlines: ${reason}",
            mapping={"step": step.title, "reason": reason},
        )
        yield GuideFinding(Subject.DEADLINES, sentence, step)


def _describe_form(step: GuideStep, form_id: str) -> Message:
    mapping = {"step": step.title, "form": form_id}
    if _has_template(form_id, "draft", "in_review"):
        return _(
            "error_step_form_not_published",
            default="Step “${step}”: the form “${form}” is not published yet. Publish it first or take it out.",
            mapping=mapping,
        )
    if _has_template(form_id, "retired"):
        return _(
            "error_step_form_retired",
            default="Step “${step}”: the form “${form}” was retired. Choose another or take it out.",
            mapping=mapping,
        )
    return _(
        "error_step_requires_unknown_form",
        default="Step “${step}”: the form “${form}” is not known. Publish it first or take it out.",
        mapping=mapping,
    )


def _has_template(form_id: str, *states: str) -> bool:
    return any(template.form_id == form_id for template in find_templates(states))


def _find_contradictions(
    steps: list[GuideStep], edition: Guide
) -> Iterator[GuideFinding]:
    """Return the clocks that two rows of the edition set differently."""
    known: dict[tuple[str, str], tuple] = {}
    for step in steps:
        for row in step.deadlines or ():
            key = row.get("clock"), row.get("group")
            length = row.get("amount"), row.get("unit")
            if known.setdefault(key, length) != length:
                sentence = _(
                    "error_deadline_contradiction",
                    default="Step “${step}”: the clock “${clock}” has another length for “${group}” elsewhere in this edition. Keep one of them.",
                    mapping={
                        "step": step.title,
                        "clock": get_title("riaya.guide.clocks", key[0]),
                        "group": get_title("riaya.guide.response_groups", key[1]),
                    },
                )
                yield GuideFinding(Subject.DEADLINES, sentence, edition, DEADLINES_PAGE)


def _find_picture_faults(edition: Guide) -> Iterator[GuideFinding]:
    for part in find_written_parts(edition):
        for sentence in find_broken_pictures(part):
            yield GuideFinding(Subject.TEXTS, sentence, part)


def _find_refusal(content: Any, schema: IInterface, name: str) -> Message | str | None:
    """Return why a field refuses what is stored in it, or None."""
    field = getFields(schema)[name].bind(content)
    try:
        field.validate(getattr(content, name, None) or [])
    except ValidationError as error:
        return error.doc()
    return None
