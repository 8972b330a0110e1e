"""Choosing the case manager of a case, and taking its transitions."""

from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from riaya import _
from riaya.cases.assignment import assign_case
from riaya.cases.assignment import Candidate
from riaya.cases.assignment import find_candidates
from riaya.cases.items.contents import find_entries
from riaya.cases.items.contents import find_preparations
from riaya.cases.items.views import ItemTransitionView
from riaya.cases.practice.readiness import check_transition
from riaya.cases.stages import get_stage
from riaya.cases.stages import Stage
from riaya.core.exceptions import RiayaError
from riaya.core.pages import PostedPage
from riaya.core.vocabularies import get_rows
from riaya.core.vocabularies import get_title
from riaya.offices.lookup import get_office
from riaya.offices.lookup import get_office_title
from riaya.transitions.actions import Action
from typing import Any
from zope.i18nmessageid import Message


# The form asks for these itself; they do not stand in the way of asking.
ASKED_HERE = frozenset(
    {"error_closure_reason_missing", "error_independence_rating_missing"}
)
RATINGS = range(1, 6)


class AssignCaseView(PostedPage):
    """Show who can have the case, and give it to the chosen one."""

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

    def act(self) -> Message:
        """Give the case to the chosen manager."""
        manager_id = self.get("case_manager")
        assign_case(self.context, manager_id, self.comment.strip())
        names = {candidate.user_id: candidate.name for candidate in self.candidates}
        return _(
            "msg_case_given",
            default="Case ${number} was given to ${name}.",
            mapping={
                "number": self.context.case_number,
                "name": names.get(manager_id, manager_id),
            },
        )


class CaseTransitionView(ItemTransitionView):
    """Take a transition of a case; closing asks for its reason and rating."""

    closure_facts = ViewPageTemplateFile("templates/closure_facts.pt")
    closure_questions = ViewPageTemplateFile("templates/closure_questions.pt")

    def __call__(self) -> str:
        """Return the page, or lead to the page on which the manager is chosen."""
        if self.transition_id == "assign":
            self.request.response.redirect(
                f"{self.context.absolute_url()}/@@assign-case"
            )
            return ""
        return super().__call__()

    @property
    def state_title(self) -> str:
        """Return the stage before the transition."""
        return get_title("riaya.guide.stages", get_stage(self.context))

    @property
    def facts(self) -> str:
        """Return reason and rating of a closure that are to be judged."""
        is_judged = self.transition_id in {"approve_closure", "return_closure"}
        return self.closure_facts() if is_judged else ""

    @property
    def asks_for_closure(self) -> bool:
        """Return True when reason and rating of a closure belong to the transition."""
        return self.transition_id == "request_closure"

    @property
    def questions(self) -> str:
        """Return the fields for reason and rating of a closure."""
        return self.closure_questions() if self.asks_for_closure else ""

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

    @property
    def preparations(self) -> list[Action]:
        """Return what is to be done in the file first, such as rating the goals."""
        return find_preparations(find_entries(self.context), self.transition_id)

    def look_ahead(self) -> None:
        """Find out what would refuse the transition, without taking it."""
        try:
            check_transition(self.context, self.transition_id)
        except RiayaError as refusal:
            self.keep(refusal)
        if self.asks_for_closure:
            self.obstacles = [
                each for each in self.obstacles if str(each) not in ASKED_HERE
            ]
            self.error = self.error if self.obstacles else None

    def store_answers(self) -> None:
        """Store reason and rating of a closure; what is not on offer counts as missing."""
        if not self.asks_for_closure:
            return
        reason, rating = self.get("closure_reason"), self.get("independence_rating")
        codes = {row["code"] for row in self.closure_reasons}
        self.context.closure_reason = reason if reason in codes else None
        self.context.independence_rating = (
            int(rating) if rating.isdigit() and int(rating) in RATINGS else None
        )
