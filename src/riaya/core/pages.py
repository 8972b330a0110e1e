"""Pages on which something is done: shown, then posted."""

from plone import api
from plone.protect import CheckAuthenticator
from Products.CMFCore.WorkflowCore import WorkflowException
from Products.Five.browser import BrowserView
from riaya import _
from riaya.core.exceptions import RiayaError
from zope.i18nmessageid import Message

import transaction


class PostedPage(BrowserView):
    """Show a page; do what its form asks when it is posted.

    A refusal stores nothing, keeps what was typed in the request, and is shown
    above the form.
    """

    error: Message | None = None
    obstacles: list[Message] = []

    def __call__(self) -> str:
        """Return the page, or the way to where the work goes on."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            if self._act_or_refuse():
                self.request.response.redirect(self.find_way())
                return ""
        return self.index()

    def act(self) -> Message | None:
        """Do what the form asks; return what to tell the person."""
        raise NotImplementedError

    def find_way(self) -> str:
        """Return the address to which the form leads."""
        return self.context.absolute_url()

    def get(self, name: str) -> str:
        """Return what was typed or chosen in a field of the form."""
        return str(self.request.form.get(name, "")).strip()

    def get_list(self, name: str) -> list[str]:
        """Return what was chosen in a field of several boxes."""
        value = self.request.form.get(name, [])
        return [value] if isinstance(value, str) else [str(each) for each in value]

    def keep(self, refusal: RiayaError) -> None:
        """Keep the sentences of a refusal for the page."""
        self.error, self.obstacles = refusal.message, refusal.obstacles

    def _act_or_refuse(self) -> bool:
        """Return True when it was done; otherwise nothing was stored."""
        before = transaction.savepoint(optimistic=True)
        try:
            message = self.act()
        except RiayaError as refusal:
            before.rollback()
            self.keep(refusal)
            return False
        except WorkflowException:
            before.rollback()
            self.error = _(
                "error_step_not_open",
                default="This step is not open to you now. Somebody else may have taken it already.",
            )
            return False
        if message:
            api.portal.show_message(message, self.request)
        return True
