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
from riaya.cases.content import Case
from riaya.cases.lookup import find_case
from riaya.cases.page.actions import Action
from riaya.cases.page.actions import find_transitions
from riaya.cases.wording import get_occurrence_title
from riaya.cases.wording import get_state_title
from riaya.core.time.dates import format_day
from riaya.core.time.dates import format_moment
from riaya.core.vocabularies import get_title
from riaya.security.people import get_name
from typing import Any
from zope.i18n import translate


LEADING_ON = frozenset({"submit", "approve"})


@dataclass(frozen=True)
class Entry:
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
    def story(self) -> list[Entry]:
        """Return how the item came about, oldest first."""
        begun = Entry(
            get_occurrence_title("added", is_of_case=False),
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

    def _read_history(self) -> list[Entry]:
        workflow = api.portal.get_tool("portal_workflow")
        entries = [
            entry
            for chain in workflow.getChainFor(self.context)
            for entry in self.context.workflow_history.get(chain, ())
            if entry["action"]
        ]
        return [
            Entry(
                get_occurrence_title(entry["action"], is_of_case=False),
                entry["time"].ISO8601(),
                format_moment(entry["time"].asdatetime()),
                get_name(entry["actor"]) if entry["actor"] else "",
                entry["comments"] or "",
            )
            for entry in entries
        ]


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
