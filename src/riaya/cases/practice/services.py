"""REST services of the checklist, of skips and of the visits of a case."""

from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.exceptions import DeserializationError
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from riaya import _
from riaya.cases.exceptions import ChecklistItemUnknown
from riaya.cases.practice.checklists import find_checklist
from riaya.cases.practice.checklists import tick_items
from riaya.cases.practice.requirements import StageRequirement
from riaya.cases.practice.requirements import Standing
from riaya.cases.practice.skipping import find_skips
from riaya.cases.practice.skipping import skip_requirement
from riaya.cases.practice.skipping import undo_skip
from riaya.cases.practice.visits import find_visits
from riaya.cases.practice.visits import get_step_title
from riaya.cases.practice.visits import Visit
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


MISTAKEN = _(
    "error_checklist_body",
    default="Send an object of item ids, each with true or false.",
)


class ChecklistGet(Service):
    """List the items of the checklist of the present stage."""

    def reply(self) -> dict:
        """Return the items, each with whether it is done, by whom and since when."""
        items = [
            {
                "id": item.id,
                "text": item.readable_title,
                "done": item.standing == Standing.DONE,
                "by": item.by if item.standing == Standing.DONE else None,
                "at": item.at if item.standing == Standing.DONE else None,
            }
            for item in find_checklist(self.context)
        ]
        return json_compatible(
            {
                "@id": f"{self.context.absolute_url()}/@checklist",
                "items": items,
                "items_total": len(items),
            }
        )


class ChecklistPatch(ChecklistGet):
    """Tick and untick items; those that are not named stay as they are."""

    def reply(self) -> dict:
        """Return the whole checklist as it is now."""
        alsoProvides(self.request, IDisableCSRFProtection)
        try:
            ticks = json_body(self.request)
        except DeserializationError as mistake:
            raise ChecklistItemUnknown(MISTAKEN) from mistake
        if not all(isinstance(value, bool) for value in ticks.values()):
            raise ChecklistItemUnknown(MISTAKEN)
        tick_items(self.context, ticks)
        return super().reply()


class SkipsGet(Service):
    """List what was skipped in the present stage."""

    def reply(self) -> dict:
        """Return the skipped requirements with their reasons."""
        items = [describe_skip(each) for each in find_skips(self.context)]
        return json_compatible(
            {
                "@id": f"{self.context.absolute_url()}/@skips",
                "items": items,
                "items_total": len(items),
            }
        )


class SkipsPost(Service):
    """Skip a requirement with a reason."""

    def reply(self) -> dict:
        """Return the requirement, with 201."""
        alsoProvides(self.request, IDisableCSRFProtection)
        data = json_body(self.request)
        requirement_id = str(data.get("requirement") or "")
        skip_requirement(self.context, requirement_id, str(data.get("reason") or ""))
        self.request.response.setStatus(201)
        return json_compatible(
            next(
                describe_skip(each)
                for each in find_skips(self.context)
                if each.id == requirement_id
            )
        )


@implementer(IPublishTraverse)
class SkipsDelete(Service):
    """Require again what was skipped: the id stands in the address."""

    requirement_id = ""

    def publishTraverse(self, request: object, name: str) -> "SkipsDelete":
        """Return this service for the requirement that is named."""
        self.requirement_id = name
        return self

    def reply(self) -> None:
        """Return nothing, with 204."""
        alsoProvides(self.request, IDisableCSRFProtection)
        undo_skip(self.context, self.requirement_id)
        return self.reply_no_content()


class CaseComplianceGet(Service):
    """Tell how the guide was followed in each visit of a case to a stage."""

    def reply(self) -> dict:
        """Return the visits, the first one first, with every requirement."""
        items = [
            row for visit in find_visits(self.context) for row in describe_visit(visit)
        ]
        return json_compatible(
            {
                "@id": f"{self.context.absolute_url()}/@compliance",
                "items": items,
                "items_total": len(items),
            }
        )


def describe_skip(requirement: StageRequirement) -> dict:
    """Return a skipped requirement as plain values."""
    return {
        "requirement": requirement.id,
        "kind": str(requirement.kind),
        "title": requirement.readable_title,
        "reason": requirement.reason,
        "by": requirement.by,
        "at": requirement.at,
    }


def describe_visit(visit: Visit) -> list[dict]:
    """Return a visit as plain values, a row for each step of the guide."""
    return [
        {
            "position": visit.position,
            "stage": visit.stage,
            "step": step.uid,
            "title": get_step_title(step, visit.stage),
            "edition": visit.edition,
            "worker": step.worker,
            "entered_at": visit.entered_at,
            "left_at": visit.left_at,
            "outcome": str(visit.judge(step)),
            "requirements": [
                {
                    "kind": finding.kind,
                    "code": finding.code,
                    "result": str(finding.result),
                    "reason": finding.reason,
                    "by": finding.by,
                    "at": finding.at,
                }
                for finding in step.findings
            ],
        }
        for step in visit.steps
    ]
