"""Choosing the case manager of a case."""

from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from Products.CMFCore.WorkflowCore import WorkflowException
from Products.Five.browser import BrowserView
from riaya import _
from riaya.cases.assignment import assign_case
from riaya.cases.assignment import Candidate
from riaya.cases.assignment import find_candidates
from riaya.cases.stages import get_stage
from riaya.cases.stages import Stage
from riaya.core.exceptions import RiayaError
from riaya.offices.lookup import get_office
from riaya.offices.lookup import get_office_title
from zope.i18nmessageid import Message

import transaction


class AssignCaseView(BrowserView):
    """Show who can have the case, and give it to the chosen one."""

    error: Message | None = None
    obstacles: list[Message] = []

    def __call__(self) -> str:
        """Return the page, or lead back to the case."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            if self._assign():
                self.request.response.redirect(self.context.absolute_url())
                return ""
        return self.index()

    @cached_property
    def candidates(self) -> list[Candidate]:
        """Return the case managers of the office, those who can be chosen first."""
        return find_candidates(self.context)

    @property
    def office_title(self) -> str:
        """Return the name of the office whose managers are listed."""
        return get_office_title(get_office(self.context))

    @property
    def is_offer(self) -> bool:
        """Return True when the case has no manager yet."""
        return get_stage(self.context) == Stage.SCREENED

    @property
    def chosen(self) -> str:
        """Return who was chosen so far."""
        return str(
            self.request.form.get("case_manager", self.context.case_manager or "")
        )

    @property
    def comment(self) -> str:
        """Return what was typed so far."""
        return str(self.request.form.get("comment", ""))

    def _assign(self) -> bool:
        """Return True when the case was given; otherwise nothing was stored."""
        before = transaction.savepoint(optimistic=True)
        try:
            manager_id = str(self.request.form.get("case_manager", ""))
            assign_case(self.context, manager_id, self.comment.strip())
        except RiayaError as refusal:
            before.rollback()
            self.error, self.obstacles = refusal.message, refusal.obstacles
            return False
        except WorkflowException:
            before.rollback()
            self.error = _(
                "error_step_not_open",
                default="This step is not open to you now. Somebody else may have taken it already.",
            )
            return False
        names = {candidate.user_id: candidate.name for candidate in self.candidates}
        api.portal.show_message(
            _(
                "msg_case_given",
                default="Case ${number} was given to ${name}.",
                mapping={
                    "number": self.context.case_number,
                    "name": names.get(manager_id, manager_id),
                },
            ),
            self.request,
        )
        return True
