"""The read pages of what is in a case file."""

from AccessControl import getSecurityManager
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from functools import cached_property
from plone import api
from Products.CMFCore.permissions import ModifyPortalContent
from Products.CMFPlone.browser.navigation import PhysicalNavigationBreadcrumbs
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from riaya import _
from riaya.cases.content import Case
from riaya.cases.items.kinds import get_item_occurrence
from riaya.cases.lookup import find_case
from riaya.core.time.dates import format_day
from riaya.core.time.dates import format_moment
from riaya.core.vocabularies import get_title
from riaya.security.causes import find_own_principals
from riaya.security.causes import find_readers
from riaya.security.people import get_name
from riaya.transitions.actions import Action
from riaya.transitions.actions import find_transitions
from riaya.transitions.views import TransitionView
from riaya.transitions.wording import get_state_title
from typing import Any
from zope.i18n import translate
from zope.i18nmessageid import Message


LEADING_ON = frozenset({"submit", "approve"})


@dataclass(frozen=True)
class StoryLine:
    """One line of an item's story: what, when, who, why."""

    title: str
    at: str
    moment: str
    by: str
    comment: str


class ItemView(BrowserView):
    """What the read pages of all items share."""

    page_macros = ViewPageTemplateFile("templates/item_macros.pt")

    @property
    def macros(self) -> object:
        """Return head and foot of the pages."""
        return self.page_macros.macros

    @cached_property
    def case(self) -> Case | None:
        """Return the case of the item."""
        return find_case(self.context)

    @property
    def state(self) -> str:
        """Return the state; consents and notes have none."""
        return api.content.get_state(self.context, default=None) or ""

    @property
    def state_title(self) -> str:
        """Return the state in words."""
        return get_state_title(self.context)

    @property
    def steps(self) -> list[Action]:
        """Return the steps open to the present person, those that lead on marked."""
        return [
            replace(step, is_primary=step.id in LEADING_ON)
            for step in find_transitions(self.context)
        ]

    @property
    def may_edit(self) -> bool:
        """Return True when the present person may change the item now."""
        return self.may(ModifyPortalContent)

    @property
    def has_versions(self) -> bool:
        """Return True when earlier versions of the item can be read."""
        repository = api.portal.get_tool("portal_repository")
        return repository.isVersionable(self.context) and self.may(
            "CMFEditions: Access previous versions"
        )

    @property
    def story(self) -> list[StoryLine]:
        """Return how the item came about, oldest first."""
        begun = StoryLine(
            get_item_occurrence(self.context.portal_type, "added"),
            self.context.created().ISO8601(),
            format_moment(self.context.created().asdatetime()),
            get_name(self.context.Creator()),
            "",
        )
        return [begun, *self._read_history()]

    def may(self, permission: str) -> bool:
        """Return True when the present person has a permission here."""
        return bool(getSecurityManager().checkPermission(permission, self.context))

    def day(self, day: date | None) -> str:
        """Return a day as it is read."""
        return format_day(day)

    def title_of(self, vocabulary: str, code: str | None) -> str:
        """Return the title of a code, or nothing for no code."""
        return get_title(vocabulary, code) if code else ""

    def lines(self, text: str | None) -> list[str]:
        """Return the lines of a longer text."""
        return (text or "").splitlines()

    def _read_history(self) -> list[StoryLine]:
        workflow = api.portal.get_tool("portal_workflow")
        entries = [
            entry
            for chain in workflow.getChainFor(self.context)
            for entry in self.context.workflow_history.get(chain, ())
            if entry["action"]
        ]
        return [
            StoryLine(
                get_item_occurrence(self.context.portal_type, entry["action"]),
                entry["time"].ISO8601(),
                format_moment(entry["time"].asdatetime()),
                get_name(entry["actor"]) if entry["actor"] else "",
                entry["comments"] or "",
            )
            for entry in entries
        ]


class ItemTransitionView(TransitionView):
    """Take a transition of something in a case file, and go on in the case."""

    css_of_target = "riaya-number"

    @cached_property
    def case(self) -> Any:
        """Return the case of the object."""
        return find_case(self.context)

    @property
    def target(self) -> Case:
        """Return the case."""
        return self.case

    @property
    def help_for_comment(self) -> Message:
        """Return who will read the comment."""
        return _(
            "help_comment_in_timeline",
            default="It is kept in the timeline of the case, for everybody who may open it.",
        )

    def find_way(self) -> str:
        """Return the case, or the first page for who can no longer open it."""
        if find_readers(self.case) & find_own_principals():
            return super().find_way()
        return api.portal.get().absolute_url()


class ItemBreadcrumbs(PhysicalNavigationBreadcrumbs):
    """Call an item in the path of the page what it is called in its heading."""

    def customize_entry(self, entry: dict, context: Any = None) -> None:
        """Replace the id by the readable title."""
        title = self.context.readable_title
        entry["Title"] = translate(title, context=self.request)


class ConsentView(ItemView):
    """Show what the client agreed to."""

    @property
    def scopes(self) -> list[str]:
        """Return the titles of what was agreed to."""
        return [
            self.title_of("riaya.cases.consent_scopes", code)
            for code in self.context.scope or ()
        ]


class NoteView(ItemView):
    """Show a note."""
