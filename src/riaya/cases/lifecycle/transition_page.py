"""Taking one step of a workflow: what it means, what is missing, the comment.

One page serves every type: cases, what is in their files, guides and form
templates.
"""

from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from Products.CMFCore.WorkflowCore import WorkflowException
from Products.Five.browser import BrowserView
from riaya import _
from riaya.cases.content import Case
from riaya.cases.interfaces import ICase
from riaya.cases.items.contents import Entry
from riaya.cases.items.contents import find_entries
from riaya.cases.items.contents import find_plan_in_force
from riaya.cases.lookup import find_case
from riaya.cases.page.actions import Action
from riaya.cases.page.actions import find_transitions
from riaya.cases.practice.readiness import check_transition
from riaya.cases.stages import COMMENTED
from riaya.cases.wording import FINAL
from riaya.cases.wording import get_consequence
from riaya.cases.wording import get_state_title
from riaya.cases.wording import get_type_title
from riaya.core.exceptions import RiayaError
from riaya.core.vocabularies import get_rows
from riaya.core.vocabularies import get_title
from riaya.security.causes import find_own_principals
from riaya.security.causes import find_readers
from typing import Any
from zope.i18nmessageid import Message

import transaction


# The form asks for these itself; they do not stand in the way of asking.
ASKED_HERE = frozenset(
    {"error_closure_reason_missing", "error_independence_rating_missing"}
)
RATINGS = range(1, 6)


class TransitionView(BrowserView):
    """Explain a step before it is taken; take it when the form is sent."""

    error: Message | None = None

    def __call__(self) -> Any:
        """Return the page, or lead back to where the work goes on."""
        if self.transition_id == "assign" and ICase.providedBy(self.context):
            return self._redirect(f"{self.context.absolute_url()}/@@assign-case")
        self.obstacles: list[Message] = []
        if self.action is None:
            self.request.response.setStatus(403)
        elif self.request.method == "POST":
            CheckAuthenticator(self.request)
            if self._take_step():
                return self._leave(self.action)
        elif ICase.providedBy(self.context):
            self._look_ahead()
        return self.index()

    @property
    def transition_id(self) -> str:
        """Return the id of the step that is asked for."""
        return str(self.request.form.get("id", ""))

    @cached_property
    def action(self) -> Action | None:
        """Return the step, if it is open to this person now."""
        for action in find_transitions(self.context):
            if action.id == self.transition_id:
                return action
        return None

    @cached_property
    def case(self) -> Case | None:
        """Return the case that the object is or belongs to."""
        return find_case(self.context)

    @property
    def target(self) -> Any:
        """Return where the work goes on: the case, or the object itself."""
        return self.case if self.case is not None else self.context

    @property
    def what(self) -> str:
        """Return what the step is taken with: a type, never a person's name."""
        return get_type_title(self.context.portal_type)

    @property
    def state_title(self) -> str:
        """Return the state before the step."""
        if ICase.providedBy(self.context):
            return get_title("riaya.cases.stages", api.content.get_state(self.context))
        return get_state_title(self.context)

    @property
    def consequence(self) -> Message | None:
        """Return what the step will bring about."""
        return get_consequence(self.transition_id)

    @property
    def is_final(self) -> bool:
        """Return True for a step that nobody can take back."""
        return self.transition_id in FINAL

    @property
    def needs_comment(self) -> bool:
        """Return True when the step needs its reason."""
        return self.transition_id in COMMENTED

    @property
    def comment(self) -> str:
        """Return what was typed so far."""
        return str(self.request.form.get("comment", ""))

    @property
    def asks_for_closure(self) -> bool:
        """Return True when reason and rating of a closure belong to the step."""
        return self.transition_id == "request_closure"

    @property
    def shows_closure(self) -> bool:
        """Return True when reason and rating of a closure are to be judged."""
        return self.transition_id in {"approve_closure", "return_closure"}

    @property
    def closure_reasons(self) -> list[dict[str, Any]]:
        """Return the reasons on offer, the chosen one marked."""
        chosen = self.request.form.get("closure_reason", self.context.closure_reason)
        return [
            {
                "code": row["code"],
                "title": get_title("riaya.cases.closure_reasons", row["code"]),
                "is_chosen": row["code"] == chosen,
            }
            for row in get_rows("riaya.cases.closure_reasons")
            if row.get("active", True)
        ]

    @property
    def ratings(self) -> list[dict[str, Any]]:
        """Return the ratings of independence, the chosen one marked."""
        chosen = self.request.form.get(
            "independence_rating", self.context.independence_rating
        )
        return [
            {"value": value, "is_chosen": str(value) == str(chosen)}
            for value in RATINGS
        ]

    @property
    def closure_reason_title(self) -> str:
        """Return the reason that was given with the request for closure."""
        return get_title("riaya.cases.closure_reasons", self.context.closure_reason)

    @cached_property
    def plan(self) -> Entry | None:
        """Return the plan in force, whose goals are rated before closure."""
        return (
            find_plan_in_force(find_entries(self.case))
            if self.case is not None
            else None
        )

    def _look_ahead(self) -> None:
        """Find out what would refuse the step, without taking it."""
        try:
            check_transition(self.context, self.transition_id)
        except RiayaError as refusal:
            self._keep(refusal)
        if self.asks_for_closure:
            self.obstacles = [
                each for each in self.obstacles if str(each) not in ASKED_HERE
            ]
            self.error = self.error if self.obstacles else None

    def _take_step(self) -> bool:
        """Return True when the step was taken; otherwise nothing was stored."""
        before = transaction.savepoint(optimistic=True)
        try:
            if self.asks_for_closure:
                self._store_closure()
            workflow = api.portal.get_tool("portal_workflow")
            workflow.doActionFor(
                self.context, self.transition_id, comment=self.comment.strip()
            )
        except RiayaError as refusal:
            before.rollback()
            self._keep(refusal)
            return False
        except WorkflowException:
            before.rollback()
            self.error = _(
                "error_step_not_open",
                default="This step is not open to you now. Somebody else may have taken it already.",
            )
            return False
        return True

    def _store_closure(self) -> None:
        reason = self.request.form.get("closure_reason")
        rating = str(self.request.form.get("independence_rating", ""))
        codes = {row["code"] for row in self.closure_reasons}
        self.context.closure_reason = reason if reason in codes else None
        self.context.independence_rating = (
            int(rating) if rating.isdigit() and int(rating) in RATINGS else None
        )

    def _keep(self, refusal: RiayaError) -> None:
        self.error, self.obstacles = refusal.message, refusal.obstacles

    def _leave(self, action: Action) -> str:
        api.portal.show_message(
            _(
                "msg_step_taken",
                default="Done: ${step}.",
                mapping={"step": action.title},
            ),
            self.request,
        )
        # Whoever declines a case can no longer open it.
        if (
            self.case is not None
            and not find_readers(self.case) & find_own_principals()
        ):
            return self._redirect(api.portal.get().absolute_url())
        return self._redirect(self.target.absolute_url())

    def _redirect(self, url: str) -> str:
        self.request.response.redirect(url)
        return ""
