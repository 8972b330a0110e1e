"""The page that lists all forms."""

from functools import cached_property
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from riaya import _
from riaya.core.pages import PostedPage
from riaya.core.vocabularies import get_language
from riaya.core.vocabularies import get_rows
from riaya.core.vocabularies import get_title
from riaya.forms.states import STATES
from riaya.forms.succession import begin_version
from riaya.forms.succession import describe_versions
from riaya.forms.succession import find_open_version
from riaya.forms.succession import FormVersion
from riaya.forms.succession import OPEN
from riaya.forms.succession import propose_version
from riaya.forms.views import ADD
from riaya.forms.views import FormTemplatePage
from typing import Any
from zope.i18nmessageid import Message


KINDS = "riaya.forms.kinds"
# Below that a reader sees all kinds at once.
WORTH_FILTERING = 8


class FormLibraryView(BrowserView):
    """All forms that the reader may see: in use, in preparation, earlier ones."""

    rows_template = ViewPageTemplateFile("templates/library_rows.pt")

    @cached_property
    def rows(self) -> list[dict]:
        """Return every version, from the catalog, by title and version."""
        brains = api.content.find(
            context=self.context, depth=1, portal_type="riaya.form_template"
        )
        current = {
            version.uid for version in describe_versions(brains) if version.is_current
        }
        rows = [_describe(brain, brain.UID in current) for brain in brains]
        return sorted(rows, key=lambda row: (row["title"], row["form_version"]))

    @property
    def current(self) -> list[dict]:
        """Return of each form the version in use."""
        return [row for row in self.rows if row["is_current"] and self._is_wanted(row)]

    @property
    def prepared(self) -> list[dict]:
        """Return what somebody is working on."""
        return [
            row for row in self.rows if row["state"] in OPEN and self._is_wanted(row)
        ]

    @property
    def earlier(self) -> list[dict]:
        """Return what was replaced or retired."""
        return [
            row
            for row in self.rows
            if not row["is_current"]
            and row["state"] not in OPEN
            and self._is_wanted(row)
        ]

    @property
    def kind(self) -> str:
        """Return the kind that the reader chose, or nothing."""
        return str(self.request.form.get("kind", ""))

    @property
    def kinds(self) -> list[dict]:
        """Return the kinds to choose from, where there are many forms."""
        present = {row["kind_code"] for row in self.rows}
        if len(self.rows) < WORTH_FILTERING or len(present) < 2:
            return []
        return [
            {
                "title": get_title(KINDS, row["code"]),
                "url": f"{self.context.absolute_url()}?kind={row['code']}",
                "is_chosen": row["code"] == self.kind,
            }
            for row in get_rows(KINDS)
            if row["code"] in present
        ]

    @property
    def may_add(self) -> bool:
        """Return True if the person may add a template."""
        return api.user.has_permission(ADD, obj=self.context)

    def _is_wanted(self, row: dict) -> bool:
        return self.kind in ("", row["kind_code"])


def _describe(brain: Any, is_current: bool) -> dict:
    titles = brain.form_titles or {}
    return {
        "url": brain.getURL(),
        "title": titles.get(get_language()) or brain.Title,
        "kind": get_title(KINDS, brain.form_kind),
        "kind_code": brain.form_kind,
        "form_id": brain.form_id,
        "form_version": brain.form_version or "",
        "state": brain.review_state,
        "state_title": STATES[brain.review_state],
        "is_current": is_current,
    }


class NewFormVersionView(PostedPage, FormTemplatePage):
    """Begin the draft of a new version from one that was published."""

    @property
    def open_version(self) -> FormVersion | None:
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

    def act(self) -> Message:
        """Make the draft."""
        self.draft = begin_version(self.context, self.version)
        return _(
            "msg_form_version_begun",
            default="Version ${version} is a draft now. Download its spreadsheet, change it, and upload it here.",
            mapping={"version": self.draft.form_version},
        )

    def find_way(self) -> str:
        """Return the draft."""
        return self.draft.absolute_url()
