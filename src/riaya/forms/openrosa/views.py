"""The address that ODK Collect and other OpenRosa clients are given.

Source: OpenRosa 1.0.  Below `@@openrosa` stand `formList`, `xformsManifest`,
`submission`, and what the first two lead to.  Everything is asked under the
rights of the person whose name and password the phone sends.
"""

from collections.abc import Callable
from collections.abc import Mapping
from plone import api
from plone.i18n.utility import setLanguageBinding
from plone.protect.interfaces import IDisableCSRFProtection
from Products.Five.browser import BrowserView
from riaya import _
from riaya.core.exceptions import RiayaError
from riaya.core.request_limit import LIMIT
from riaya.core.request_limit import MEGABYTE
from riaya.core.vocabularies import get_language
from riaya.forms.interfaces import IOpenCases
from riaya.forms.lookup import get_template_by_uid
from riaya.forms.openrosa.documents import write_cases
from riaya.forms.openrosa.documents import write_form_list
from riaya.forms.openrosa.documents import write_manifest
from riaya.forms.openrosa.documents import write_response
from riaya.forms.openrosa.phone_forms import CASE_FILE
from riaya.forms.openrosa.phone_forms import find_phone_forms
from riaya.forms.openrosa.phone_forms import get_phone_form
from riaya.forms.openrosa.setting_up import draw_code
from riaya.forms.openrosa.setting_up import write_settings
from riaya.forms.openrosa.submissions import awaits_files
from riaya.forms.openrosa.submissions import receive_from_phone
from typing import Any
from zExceptions import Unauthorized
from zope.component import getUtility
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import alsoProvides
from zope.interface import implementer
from zope.interface import Interface
from zope.publisher.interfaces import IPublishTraverse

import transaction


XML = "text/xml; charset=utf-8"
CSV = "text/csv; charset=utf-8"
REALM = 'Basic realm="Riaya"'
# Collect counts its files, not what multipart adds around them.
ROOM_FOR_WRAPPING = MEGABYTE
# What Collect assumes of a server that says nothing.
USUAL_LIMIT = 10 * MEGABYTE
READING = ("GET", "HEAD")
# Browsers say so when a page sends something; phones never do.
SIGNS_OF_A_PAGE = ("Origin", "Sec-Fetch-Site")


class Refused(Exception):
    """Raised with a status and a sentence that end a request."""

    def __init__(self, status: int, message: Message | str):
        super().__init__(status)
        self.status, self.message = status, message


class IPhoneRequest(Interface):
    """Mark a request whose language is in its headers, not in a cookie."""


@implementer(IPublishTraverse)
class OpenRosa(BrowserView):
    """Answer phones, refusals included; none of them knows a login page."""

    path: tuple[str, ...] = ()

    def publishTraverse(self, request: Any, name: str) -> "OpenRosa":
        """Take the rest of the address."""
        self.path = (*self.path, name)
        return self

    def __call__(self) -> bytes:
        """Return the document that was asked for, or why there is none."""
        alsoProvides(self.request, IPhoneRequest)
        setLanguageBinding(self.request)
        self._set_headers()
        try:
            return self._answer()
        except Refused as refusal:
            return self._refuse(refusal.status, refusal.message)
        except Unauthorized:
            return self._refuse(403, FORBIDDEN)
        except RiayaError as error:
            sentences = (error.message, *error.obstacles)
            said = [translate(each, context=self.request) for each in sentences]
            return self._refuse(400, "\n".join(said))

    @property
    def address(self) -> str:
        """Return the address of this view."""
        return f"{self.context.absolute_url()}/@@openrosa"

    def _answer(self) -> bytes:
        self._check_person()
        match self.path:
            case ("submission",):
                return self._allow({"HEAD": self._greet, "POST": self._receive})
            case ("formList",):
                return self._read(self._list_forms)
            case ("xformsManifest",):
                return self._read(self._list_files)
            case ("forms", uid):
                return self._read(lambda: self._give_form(uid))
            case ("media", name) if name == CASE_FILE:
                return self._read(self._give_cases)
        raise Refused(404, NOT_FOUND)

    def _check_person(self) -> None:
        """Raise Refused for people who have not signed in, or may not work on cases."""
        if api.user.is_anonymous():
            raise Refused(401, NOT_SIGNED_IN)
        if not api.user.has_permission("Riaya: Use Collect", obj=self.context):
            raise Refused(403, FORBIDDEN)

    def _check_phone(self) -> None:
        """Raise Refused unless the request brought name and password itself.

        A page of another site can make a browser send a form with the session,
        or even the password, of whoever is signed in there.
        """
        if any(map(self.request.getHeader, SIGNS_OF_A_PAGE)):
            raise Refused(403, NOT_FROM_A_PAGE)
        if not (self.request._auth or "").lower().startswith("basic "):
            raise Refused(401, NOT_SIGNED_IN)

    def _read(self, write: Callable[[], bytes]) -> bytes:
        return self._allow(dict.fromkeys(READING, write))

    def _allow(self, methods: Mapping[str, Callable[[], bytes]]) -> bytes:
        """Return what the method of the request is answered with."""
        if self.request.method in methods:
            return methods[self.request.method]()
        self.request.response.setHeader("Allow", ", ".join(methods))
        raise Refused(405, NOT_FOUND)

    def _list_forms(self) -> bytes:
        asked = self.request.form
        forms = find_phone_forms(str(asked.get("formID") or ""))
        return write_form_list(forms, self.address, asked.get("verbose") == "true")

    def _list_files(self) -> bytes:
        return write_manifest(self._write_cases(), self.address)

    def _give_form(self, uid: str) -> bytes:
        template = get_template_by_uid(uid)
        if template is None or api.content.get_state(template) != "published":
            raise Refused(404, NOT_FOUND)
        return get_phone_form(template).xml

    def _give_cases(self) -> bytes:
        self.request.response.setHeader("Content-Type", CSV)
        return self._write_cases()

    def _write_cases(self) -> bytes:
        return write_cases(getUtility(IOpenCases).find())

    def _greet(self) -> bytes:
        """Tell where to send submissions to; Collect asks before each sending."""
        response = self.request.response
        response.setStatus(204, lock=1)
        response.setHeader("Location", f"{self.address}/submission")
        return b""

    def _receive(self) -> bytes:
        self._check_phone()
        alsoProvides(self.request, IDisableCSRFProtection)
        fields = self.request.form
        address = receive_from_phone(fields)
        is_part = awaits_files(fields)
        self.request.response.setStatus(202 if is_part else 201, lock=1)
        self.request.response.setHeader("Location", address)
        return self._say(MORE_AWAITED if is_part else RECEIVED, "submit_success")

    def _refuse(self, status: int, message: Message | str) -> bytes:
        # Whatever was begun before the refusal is undone.
        transaction.doom()
        response = self.request.response
        response.setStatus(status, lock=1)
        response.setHeader("Content-Type", XML)
        if status == 401:
            response.setHeader("WWW-Authenticate", REALM)
        return self._say(message, "submit_error")

    def _say(self, message: Message | str, nature: str) -> bytes:
        return write_response(translate(message, context=self.request), nature)

    def _set_headers(self) -> None:
        """Set what every answer has; the date is the web server's."""
        largest = self.request.environ.get(LIMIT, USUAL_LIMIT) - ROOM_FOR_WRAPPING
        for name, value in (
            ("X-OpenRosa-Version", "1.0"),
            ("X-OpenRosa-Accept-Content-Length", str(largest)),
            ("Content-Type", XML),
            ("Content-Language", get_language()),
            ("Vary", "Accept-Language, Authorization, Cookie"),
        ):
            self.request.response.setHeader(name, value)


NOT_SIGNED_IN = _(
    "error_openrosa_not_signed_in",
    default="Enter your user name and password of Riaya in the settings of the project on the phone.",
)
FORBIDDEN = _(
    "error_openrosa_forbidden",
    default="You may not do this. Choose one of your open cases, or ask your supervisor.",
)
NOT_FOUND = _(
    "error_openrosa_not_found",
    default="There is nothing at this address. The address of the server ends in /@@openrosa.",
)
NOT_FROM_A_PAGE = _(
    "error_openrosa_page",
    default="Filled forms are taken here from phones, not from pages of other sites.",
)
RECEIVED = _("msg_openrosa_received", default="The form arrived and was stored.")
MORE_AWAITED = _(
    "msg_openrosa_more_awaited",
    default="This part of the form arrived; the rest of its files is awaited.",
)


class CollectSetup(BrowserView):
    """Tell a worker how to fill forms on a phone."""

    @property
    def server_url(self) -> str:
        """Return the address that is typed into Collect."""
        return f"{self.context.absolute_url()}/@@openrosa"

    @property
    def username(self) -> str:
        """Return the name under which the worker signs in."""
        return api.user.get_current().getUserName()

    @property
    def is_protected(self) -> bool:
        """Return True where the way to the server is encrypted."""
        return self.server_url.startswith("https:")

    @property
    def code(self) -> str:
        """Return the QR code that sets Collect up."""
        text = write_settings(
            self.server_url, self.username, get_language(), self.context.Title()
        )
        return draw_code(text, self.server_url)
