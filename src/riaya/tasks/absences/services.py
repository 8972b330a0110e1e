"""Absences over REST."""

from plone import api
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.deserializer import json_body
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.services import Service
from riaya.offices.content import Office
from riaya.tasks.absences.keeping import Absence
from riaya.tasks.absences.keeping import find_office_of
from riaya.tasks.absences.keeping import find_open_absences
from riaya.tasks.absences.keeping import get_absence
from riaya.tasks.absences.keeping import read_day
from riaya.tasks.absences.standing_in import end_absence
from riaya.tasks.absences.standing_in import move_last_day
from riaya.tasks.absences.standing_in import record_absence
from typing import Any
from zExceptions import NotFound
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


class AbsencesGet(Service):
    """List the absences that concern the current person."""

    def reply(self) -> dict:
        """Return those to come and those that have begun."""
        items = [
            describe_absence(office, absence)
            for office, absence in find_open_absences()
        ]
        return {
            "@id": f"{self.context.absolute_url()}/@absences",
            "items": items,
            "items_total": len(items),
        }


class AbsencesPost(Service):
    """Record an absence; without a worker, the sender's own."""

    def reply(self) -> dict:
        """Return the absence, with 201."""
        alsoProvides(self.request, IDisableCSRFProtection)
        data = json_body(self.request)
        worker = str(data.get("worker") or api.user.get_current().getId())
        office = find_office_of(worker)
        absence = record_absence(
            office,
            worker,
            str(data.get("substitute") or ""),
            read_day(data.get("first_day")),
            read_day(data.get("last_day")),
        )
        answer = describe_absence(office, absence)
        self.request.response.setStatus(201)
        self.request.response.setHeader("Location", answer["@id"])
        return answer


@implementer(IPublishTraverse)
class OneAbsence(Service):
    """What services of one absence share: its id stands at the end of the address."""

    absence_id = ""

    def publishTraverse(self, request: Any, name: str) -> "OneAbsence":
        """Take the id."""
        self.absence_id = name
        return self

    def find(self) -> tuple[Office, Absence]:
        """Return office and absence; raise NotFound."""
        try:
            return get_absence(self.absence_id)
        except LookupError as error:
            raise NotFound(self.absence_id) from error


class AbsencePatch(OneAbsence):
    """Change the last day of an absence."""

    def reply(self) -> dict:
        """Return the absence."""
        alsoProvides(self.request, IDisableCSRFProtection)
        office, absence = self.find()
        last_day = read_day(json_body(self.request).get("last_day"))
        return describe_absence(office, move_last_day(office, absence, last_day))


class AbsenceDelete(OneAbsence):
    """End an absence now; one that never began is forgotten."""

    def reply(self) -> None:
        """Return nothing, with 204."""
        alsoProvides(self.request, IDisableCSRFProtection)
        end_absence(*self.find())
        return self.reply_no_content()


def describe_absence(office: Office, absence: Absence) -> dict:
    """Return an absence as JSON."""
    return json_compatible(
        {
            "@id": f"{api.portal.get().absolute_url()}/@absences/{absence.id}",
            "id": absence.id,
            "office": office.code,
            "worker": absence.worker,
            "substitute": absence.substitute,
            "first_day": absence.first_day,
            "last_day": absence.last_day,
            "state": absence.state,
        }
    )
