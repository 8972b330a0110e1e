"""The page that asks once more before a begun form is discarded."""

from Acquisition import aq_inner
from Acquisition import aq_parent
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from riaya import _
from riaya.assessments.discarding import discard_draft
from riaya.assessments.discarding import may_discard


class DiscardView(BrowserView):
    """Ask, and after a yes discard the form and lead back to the case."""

    def __call__(self) -> str:
        """Return the page, or nothing after leading on; raise DraftCannotBeDiscarded."""
        if self.request.method != "POST":
            return self.index()
        CheckAuthenticator(self.request)
        case_url = aq_parent(aq_inner(self.context)).absolute_url()
        discard_draft(self.context)
        api.portal.show_message(
            _("msg_draft_discarded", default="The form is discarded."), self.request
        )
        self.request.response.redirect(case_url)
        return ""

    @property
    def may_discard(self) -> bool:
        """Return True when the present person may discard the form."""
        return may_discard(self.context)
