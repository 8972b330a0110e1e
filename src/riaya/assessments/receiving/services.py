"""REST services of forms: what is asked, what was answered, and sending it in."""

from plone import api
from plone.namedfile.utils import set_headers
from plone.namedfile.utils import stream_data
from plone.protect.interfaces import IDisableCSRFProtection
from plone.restapi.interfaces import ISerializeToJson
from plone.restapi.services import Service
from plone.rfc822.interfaces import IPrimaryFieldInfo
from riaya.assessments.receiving.known_values import find_known_values
from riaya.assessments.receiving.submitted_body import read_submitted_body
from riaya.assessments.receiving.taking_in import receive_submission
from riaya.assessments.receiving.targets import get_target_case
from riaya.forms.answering.instances import write_instance
from riaya.forms.answering.prefilling import write_known_values
from riaya.forms.lookup import get_template_by_uid
from riaya.forms.lookup import get_xform
from riaya.forms.lookup import read_form
from typing import Any
from zExceptions import NotFound
from zope.component import getMultiAdapter
from zope.i18n import translate
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


XML = "application/xml; charset=utf-8"


class FormGet(Service):
    """Give the XForm of a template, with what a case knows already."""

    def render(self) -> Any:
        """Return XML to a client that asks for it, and JSON to others."""
        if "xml" not in (self.request.getHeader("Accept") or ""):
            return super().render()
        self.check_permission()
        self.request.response.setHeader("Content-Type", XML)
        return self._write()

    def reply(self) -> dict:
        """Return the XForm beside what is known of the template."""
        return {
            "@id": f"{self.context.absolute_url()}/@form",
            "form_id": self.context.form_id,
            "form_version": self.context.form_version,
            "kind": self.context.kind,
            "title": self.context.title,
            "languages": list(read_form(self.context).languages),
            "xform": self._write().decode(),
        }

    def _write(self) -> bytes:
        xform = get_xform(self.context)
        target = self.request.form.get("case")
        if not target:
            return xform
        known = find_known_values(get_target_case(target))
        return write_known_values(xform, read_form(self.context), known)


class SubmissionsPost(Service):
    """Take a filled form in."""

    def reply(self) -> dict:
        """Return the assessment: 201 for a new one, 200 for one that is known."""
        alsoProvides(self.request, IDisableCSRFProtection)
        target, submission = read_submitted_body(self.request)
        received = receive_submission(self.context, get_target_case(target), submission)
        self.request.response.setStatus(201 if received.is_new else 200)
        self.request.response.setHeader("Location", received.assessment.absolute_url())
        answer = getMultiAdapter(
            (received.assessment, self.request), ISerializeToJson
        )()
        if received.obstacles:
            answer["obstacles"] = [
                translate(each, context=self.request) for each in received.obstacles
            ]
        return answer


class InstanceGet(Service):
    """Give the answers of an assessment as a client continues them."""

    def render(self) -> bytes:
        """Return an XForms instance; NotFound for an assessment without a form."""
        self.check_permission()
        template = get_template_by_uid(self.context.form_template)
        if template is None:
            raise NotFound("@instance")
        self.request.response.setHeader("Content-Type", XML)
        return write_instance(
            read_form(template),
            self.context.answers or {},
            self.context.submission_key or "",
        )


@implementer(IPublishTraverse)
class AttachmentsGet(Service):
    """Give a file that came with answers, from its document in the case."""

    filename = ""

    def publishTraverse(self, request: Any, name: str) -> "AttachmentsGet":
        """Take the name of the file from the address."""
        self.filename = name
        return self

    def render(self) -> Any:
        """Return the file; NotFound for an unknown one or one that is not to be seen."""
        self.check_permission()
        uid = (self.context.attachments or {}).get(self.filename)
        document = uid and api.content.get(UID=uid)
        if not document:
            raise NotFound(self.filename)
        value = IPrimaryFieldInfo(document).value
        set_headers(value, self.request.response, filename=value.filename)
        return stream_data(value)
