"""The page on which a new version of a form begins."""

from plone import api
from plone.protect import CheckAuthenticator
from riaya import _
from riaya.core.exceptions import RiayaError
from riaya.forms.succession import begin_version
from riaya.forms.succession import find_open_version
from riaya.forms.succession import OPEN
from riaya.forms.succession import propose_version
from riaya.forms.succession import Version
from riaya.forms.views import FormTemplatePage

import transaction


class NewFormVersionView(FormTemplatePage):
    """Begin the draft of a new version from one that was published."""

    refusal: str = ""

    def __call__(self) -> str:
        """Show the form, or make the draft and go to it."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            return self._begin()
        return self.index()

    @property
    def open_version(self) -> Version | None:
        """Return the version that somebody is working on already, or None."""
        return find_open_version(self.context.form_id)

    @property
    def is_open(self) -> bool:
        """Return True if this one is a draft itself."""
        return self.state in OPEN

    @property
    def version(self) -> str:
        """Return the version that was typed, else the one after this."""
        return str(
            self.request.form.get("version")
            or propose_version(self.context.form_version)
        ).strip()

    def _begin(self) -> str:
        try:
            draft = begin_version(self.context, self.version)
        except RiayaError as error:
            transaction.abort()
            self.refusal = self.translate(error.message)
            return self.index()
        message = _(
            "msg_form_version_begun",
            default="Version ${version} is a draft now. Download its spreadsheet, change it, and upload it here.",
            mapping={"version": draft.form_version},
        )
        api.portal.show_message(message, self.request)
        self.request.response.redirect(draft.absolute_url())
        return ""
