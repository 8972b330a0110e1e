"""Ticking and skipping on the page of a case."""

from plone import api
from plone.app.layout.viewlets.common import ViewletBase
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from riaya import _
from riaya.cases.practice.checklists import find_checklist
from riaya.cases.practice.checklists import tick_items
from riaya.cases.practice.judging import Outcome
from riaya.cases.practice.skipping import skip_requirement
from riaya.cases.practice.skipping import undo_skip
from riaya.cases.practice.visits import find_visits
from riaya.cases.practice.visits import get_step_title
from riaya.cases.practice.wording import find_remarks
from riaya.cases.practice.wording import OUTCOME_TITLES
from riaya.core.time.dates import format_moment
from riaya.security.people import find_names
from typing import Any
from zExceptions import MethodNotAllowed
from zope.i18nmessageid import Message


class PostedView(BrowserView):
    """What a form on the page of a case sends; it leads back to the page."""

    anchor = ""

    def __call__(self) -> str:
        """Return nothing but the way back; raise MethodNotAllowed for a mere look."""
        if self.request.method != "POST":
            raise MethodNotAllowed(self.__name__)
        CheckAuthenticator(self.request)
        api.portal.show_message(self.act(), self.request)
        url = f"{self.context.absolute_url()}#{self.anchor}"
        self.request.response.redirect(url)
        return ""

    def act(self) -> Message:
        """Do what was asked for and return what to tell the person."""
        raise NotImplementedError


class TickChecklistView(PostedView):
    """Keep the ticks of the checklist as they are on the page."""

    anchor = "checklist"

    def act(self) -> Message:
        """Tick and untick the items that the page showed."""
        shown = self._read("shown")
        ticked = self._read("ticked")
        known = {item.id for item in find_checklist(self.context)}
        # An item that left the list is refused, not forgotten.
        tick_items(
            self.context,
            {each: each in ticked for each in shown if each in known or each in ticked},
        )
        return _("msg_checklist_saved", default="The checklist is saved.")

    def _read(self, name: str) -> set[str]:
        value = self.request.form.get(name) or ()
        return set(value if isinstance(value, list | tuple) else (value,))


class SkipRequirementView(PostedView):
    """Skip a requirement with a reason, or require it again."""

    anchor = "missing"

    def act(self) -> Message:
        """Skip, or undo a skip."""
        form = self.request.form
        requirement_id = str(form.get("requirement", ""))
        if form.get("undo"):
            undo_skip(self.context, requirement_id)
            return _("msg_skip_undone", default="It is required again.")
        reason = str(form.get("reason", ""))
        requirement = skip_requirement(self.context, requirement_id, reason)
        return _(
            "msg_requirement_skipped",
            default="“${what}” is skipped. The reason is kept in the case.",
            mapping={"what": requirement.readable_title},
        )


class VisitsPanel(ViewletBase):
    """Show each visit to a stage with its outcome and reasons."""

    index = ViewPageTemplateFile("templates/visits.pt")

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Return the visits, the newest first, a row for each step."""
        visits = find_visits(self.context)
        names = find_names(step.worker for visit in visits for step in visit.steps)
        return [
            {
                "title": get_step_title(step, visit.stage),
                "worker": names.get(step.worker, ""),
                "entered": format_moment(visit.entered_at),
                "left": format_moment(visit.left_at),
                "outcome": OUTCOME_TITLES[visit.judge(step)],
                "is_late": visit.judge(step) in (Outcome.LATE, Outcome.SKIPPED),
                "remarks": find_remarks(visit, step),
            }
            for visit in reversed(visits)
            for step in visit.steps
        ]
