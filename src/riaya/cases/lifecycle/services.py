"""REST services of a case and of the office that registers it."""

from Acquisition import aq_base
from dataclasses import asdict
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.batching import HypermediaBatch
from plone.restapi.deserializer import json_body
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from riaya.cases.assignment import assign_case
from riaya.cases.assignment import find_candidates
from riaya.cases.clocks.running import Deadline
from riaya.cases.clocks.running import find_changes
from riaya.cases.clocks.running import find_deadlines
from riaya.cases.clocks.running import find_finished
from riaya.cases.practice.guidance import find_guidance
from riaya.cases.practice.readiness import find_missing
from riaya.cases.practice.requirements import find_present_requirements
from riaya.cases.practice.serializers import serialize_guidance
from riaya.cases.practice.serializers import serialize_missing
from riaya.cases.registration import make_case
from riaya.cases.registration import register_case
from riaya.cases.stages import FORWARD
from riaya.cases.stages import get_stage
from riaya.cases.timeline import find_occurrences
from typing import Any
from zope.component import getMultiAdapter
from zope.i18n import translate
from zope.interface import alsoProvides


class CasesPost(Service):
    """Register a case in an office."""

    def reply(self) -> dict:
        """Return the case, with 201 and its address."""
        alsoProvides(self.request, IDisableCSRFProtection)
        draft = make_case().__of__(self.context)
        deserializer = getMultiAdapter((draft, self.request), IDeserializeFromJson)
        deserializer(validate_all=True, data=json_body(self.request), create=True)
        case = register_case(self.context, aq_base(draft))
        self.request.response.setStatus(201)
        self.request.response.setHeader("Location", case.absolute_url())
        return getMultiAdapter((case, self.request), ISerializeToJson)()


class AssignmentPost(Service):
    """Give a case to a case manager."""

    def reply(self) -> dict:
        """Return who has the case now."""
        alsoProvides(self.request, IDisableCSRFProtection)
        data = json_body(self.request)
        assign_case(
            self.context, data.get("case_manager") or "", data.get("comment") or ""
        )
        return {
            "@id": f"{self.context.absolute_url()}/@assignment",
            "case_manager": self.context.case_manager,
            "supervisor": self.context.supervisor,
            "review_state": str(get_stage(self.context)),
        }


class AssignmentCandidatesGet(Service):
    """List who may be made case manager, and who not with the reason."""

    def reply(self) -> dict:
        """Return the candidates, those who can be chosen first."""
        items = [
            {
                "case_manager": candidate.user_id,
                "name": candidate.name,
                "caseload": candidate.caseload,
                "eligible": candidate.refusal is None,
                "near_limit": candidate.is_loaded,
                "reason": candidate.refusal
                and translate(candidate.refusal, context=self.request),
                "notice": candidate.notice
                and translate(candidate.notice, context=self.request),
            }
            for candidate in find_candidates(self.context)
        ]
        return {
            "@id": f"{self.context.absolute_url()}/@assignment-candidates",
            "items": items,
            "items_total": len(items),
        }


class GuideStepGet(Service):
    """Tell the guide step that applies to a case now."""

    def reply(self) -> dict:
        """Return the step as plain values, with what is missing in sentences."""
        asked = find_present_requirements(self.context)
        return json_compatible(
            {"@id": f"{self.context.absolute_url()}/@guide-step"}
            | serialize_guidance(find_guidance(self.context, asked=asked), self.request)
            | serialize_missing(self.context, asked, self.request)
        )


class ObstaclesGet(Service):
    """Tell what stands in the way of the next stage."""

    def reply(self) -> dict:
        """Return the transition that leads on, and the sentences."""
        return {
            "@id": f"{self.context.absolute_url()}/@obstacles",
            "transition": FORWARD.get(get_stage(self.context)),
            "obstacles": [
                translate(each, context=self.request)
                for each in find_missing(self.context)
            ],
        }


class DeadlinesGet(Service):
    """List the clocks of a case."""

    def reply(self) -> dict:
        """Return each clock that has started; earlier runs and moved due moments beside."""
        shown = find_deadlines(self.context)
        earlier = [each for each in find_finished(self.context) if each not in shown]
        return json_compatible(
            {
                "@id": f"{self.context.absolute_url()}/@deadlines",
                "items": list(map(_describe_deadline, shown)),
                "items_total": len(shown),
                "earlier": list(map(_describe_deadline, earlier)),
                "changes": [asdict(change) for change in find_changes(self.context)],
            }
        )


def _describe_deadline(deadline: Deadline) -> dict:
    return {
        "clock": deadline.clock,
        "started_at": deadline.started_at,
        "due_at": deadline.due_at,
        "met_at": deadline.met_at,
        "state": str(deadline.state),
        "item": deadline.item_id,
        "escalated": [{"level": level, "at": at} for level, at in deadline.escalated],
    }


class TimelineGet(Service):
    """Tell everything that happened to a case, newest first."""

    def reply(self) -> dict:
        """Return a batch of occurrences."""
        batch = HypermediaBatch(self.request, find_occurrences(self.context))
        answer: dict[str, Any] = {
            "@id": batch.canonical_url,
            "items_total": batch.items_total,
            "items": [
                json_compatible(
                    {
                        "at": each.at,
                        "kind": each.kind,
                        "actor": each.actor,
                        "target": self._find_target(each.target_id),
                        "target_type": each.target_type,
                        "comment": each.comment,
                    }
                )
                for each in batch
            ],
        }
        if batch.links:
            answer["batching"] = batch.links
        return answer

    def _find_target(self, target_id: str) -> str:
        url = self.context.absolute_url()
        return f"{url}/{target_id}" if target_id else url
