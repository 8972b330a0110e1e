"""The worklist over REST."""

from plone import api
from plone.restapi.batching import HypermediaBatch
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from riaya.register.asking import ask_as_current_person
from riaya.register.parameters import read_worklist_query
from riaya.register.worklist import Worklist
from riaya.register.worklist import WorklistItem
from typing import Any


class WorklistGet(Service):
    """List the cases that wait for the current person, with counts."""

    def reply(self) -> dict:
        """Return plone.restapi's batching shape, and the counts beside the filters."""
        found = ask_as_current_person(read_worklist_query(self.request.form))
        # Only the number of items matters for the links.
        batch = HypermediaBatch(self.request, range(found.total))
        answer = {
            "@id": batch.canonical_url,
            "items": [describe_item(item) for item in found.items],
            "items_total": found.total,
            "counts": describe_counts(found),
        }
        if batch.links:
            answer["batching"] = batch.links
        return answer


def describe_item(item: WorklistItem) -> dict:
    """Return a case as JSON; what the person may not know is not there."""
    portal = api.portal.get()
    url = f"{portal.absolute_url()}{item.path.removeprefix('/'.join(portal.getPhysicalPath()))}"
    described: dict[str, Any] = {
        "@id": url,
        "@type": "riaya.case",
        "UID": item.uid,
        "title": item.case_number,
        "case_number": item.case_number,
        "review_state": item.review_state,
        "confidentiality": item.confidentiality,
        "next_due": item.next_due,
        "next_clock": item.next_clock,
        "is_overdue": item.is_overdue,
        "escalation": item.escalation,
        "may_read": item.may_read,
        "response_group": item.response_group,
    }
    if item.may_read:
        described |= {
            "client_kind": item.client_kind,
            "client_name": item.client_name,
            "categories": list(item.categories),
            "risk_level": item.risk_level,
            "case_manager": item.case_manager,
            "supervisor": item.supervisor,
            "registered_on": item.registered_on,
        }
    return json_compatible(described)


def describe_counts(found: Worklist) -> dict:
    """Return the number of cases beside each view and each value of a filter."""
    return {
        "view": {view.value: count for view, count in found.view_counts.items()},
        **{kind.value: counts for kind, counts in found.filter_counts.items()},
    }
