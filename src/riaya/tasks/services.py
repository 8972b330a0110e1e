"""Tasks over REST."""

from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.batching import HypermediaBatch
from plone.restapi.deserializer import json_body
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from riaya.tasks.handing_over import hand_over
from riaya.tasks.lists.finding import find_tasks
from riaya.tasks.lists.finding import read_query
from riaya.tasks.lists.finding import TaskLine
from typing import Any
from zope.component import getMultiAdapter
from zope.interface import alsoProvides


class TasksGet(Service):
    """List the tasks of the current person, with the length of every list."""

    def reply(self) -> dict:
        """Return plone.restapi's batching shape, and the counts."""
        found = find_tasks(read_query(self.request.form))
        batch = HypermediaBatch(self.request, range(found.total))
        answer = {
            "@id": batch.canonical_url,
            "items": [describe_line(line) for line in found.lines],
            "items_total": found.total,
            "counts": {view.value: count for view, count in found.counts.items()},
        }
        if batch.links:
            answer["batching"] = batch.links
        return answer


class HandOverPost(Service):
    """Give a task to another worker of the office."""

    def reply(self) -> Any:
        """Return the task; nothing, with 204, when it is no longer open to the sender."""
        alsoProvides(self.request, IDisableCSRFProtection)
        data = json_body(self.request)
        hand_over(
            self.context,
            str(data.get("responsible") or ""),
            str(data.get("comment") or "").strip(),
        )
        if not api.user.has_permission("View", obj=self.context):
            return self.reply_no_content()
        return getMultiAdapter((self.context, self.request), ISerializeToJson)()


def describe_line(line: TaskLine) -> dict:
    """Return a task of a list as JSON."""
    portal = api.portal.get()
    site_path = "/".join(portal.getPhysicalPath())
    base = portal.absolute_url()
    return json_compatible(
        {
            "@id": base + line.path.removeprefix(site_path),
            "@type": "riaya.task",
            "UID": line.uid,
            "title": line.title,
            "case": base + line.case_path.removeprefix(site_path),
            "case_number": line.case_number,
            "responsible": line.responsible,
            "stands_in_for": line.stands_in_for,
            "review_state": line.state,
            "due_on": line.due_on,
            "is_overdue": line.is_overdue,
            "ended_at": line.ended_at,
        }
    )
