"""The page on which a form is filled for a case.

The page is lean: nothing of Plone's own scripts is loaded, so that its content
security policy can be tight.  What the form does is in `forms/webforms/src`.
"""

from functools import cached_property
from plone import api
from Products.CMFPlone.resources.browser.resource import StylesView
from Products.Five.browser import BrowserView
from riaya.assessments.receiving.draft_keys import make_draft_keys
from riaya.assessments.receiving.draft_keys import name_owner
from riaya.assessments.receiving.filling import begin_filling
from riaya.assessments.receiving.filling import Filling
from riaya.assessments.receiving.filling_words import translate_words
from riaya.assessments.receiving.keys import recall_key
from riaya.cases.items.contents import find_entries
from riaya.cases.items.entries import ItemEntry
from riaya.cases.items.fillable import FillableForm
from riaya.cases.items.fillable import find_fillable_forms
from riaya.cases.items.fillable import get_fill_url
from riaya.core.time.dates import format_day
from riaya.core.time.dates import get_months
from riaya.core.vocabularies import get_language
from riaya.core.vocabularies import get_rows
from riaya.core.vocabularies import get_title
from riaya.forms.webforms.bundle import get_script_name
from riaya.forms.webforms.bundle import get_style_name
from secrets import token_urlsafe
from typing import Any

import json


# Why each part is as wide as it is: docs/explanation/decisions/forms-in-the-browser.md
POLICY = (
    "default-src 'none'; "
    "script-src 'self' 'wasm-unsafe-eval'; "
    "style-src 'self' 'nonce-{nonce}'; "
    "img-src 'self' blob: data:; "
    "font-src 'self'; "
    "connect-src 'self'; "
    "worker-src blob:; "
    "base-uri 'none'; "
    "form-action 'none'; "
    "frame-ancestors 'none'"
)


class FillFormView(BrowserView):
    """Fill a form for a case, from the beginning or from a draft."""

    def __call__(self) -> str:
        """Return the page; raise FormNotOffered for what cannot be filled now."""
        page = self.index()
        # Only now: a refusal is an ordinary page, which these would spoil.
        response = self.request.response
        response.setHeader("Content-Security-Policy", POLICY.format(nonce=self.nonce))
        response.setHeader("X-Theme-Disabled", "True")
        # A form may ask for the place, and for a picture through the file dialogue.
        response.setHeader(
            "Permissions-Policy", "geolocation=(self), camera=(), microphone=()"
        )
        return page

    @cached_property
    def filling(self) -> Filling:
        """Return what is filled."""
        read = self.request.form.get
        return begin_filling(
            self.context, str(read("form", "")), str(read("assessment", ""))
        )

    @property
    def title(self) -> str:
        """Return the title of the form in the language of the page."""
        template = self.filling.template
        return (self.language == "en" and template.title_en) or template.title

    @cached_property
    def nonce(self) -> str:
        """Return the mark of the styles that this answer allows."""
        return token_urlsafe(18)

    @cached_property
    def language(self) -> str:
        """Return ar or en."""
        return get_language()

    @property
    def direction(self) -> str:
        """Return the direction of the page."""
        return "rtl" if self.language == "ar" else "ltr"

    @property
    def styles(self) -> str:
        """Return the links of the style sheets that all pages have."""
        view = StylesView(self.context, self.request, self)
        view.update()
        return view.index()

    @property
    def bundle_url(self) -> str:
        """Return the address of the built files."""
        return f"{api.portal.get().absolute_url()}/@@forms-bundle"

    @property
    def script_url(self) -> str:
        """Return the address of the script."""
        return f"{self.bundle_url}/{get_script_name()}"

    @property
    def style_url(self) -> str:
        """Return the address of the form's own style sheet."""
        return f"{self.bundle_url}/{get_style_name()}"

    @property
    def settings(self) -> str:
        """Return what the script needs, as JSON that can stand in a page.

        In ASCII: what rewrites pages on their way out writes other letters as
        HTML does, which a script does not understand.
        """
        return json.dumps(self._collect_settings()).replace("<", "\\u003c")

    def _collect_settings(self) -> dict:
        case, template = self.filling.case, self.filling.template
        user_id = api.user.get_current().getId()
        form_url = template.absolute_url()
        return {
            "language": self.language,
            "nonce": self.nonce,
            "words": translate_words(self.request),
            "months": get_months(self.language),
            "owner": name_owner(user_id),
            "keys": make_draft_keys(user_id),
            "case": case.UID(),
            "caseUrl": case.absolute_url(),
            "form": template.UID(),
            "formUrl": f"{form_url}/@form?case={case.UID()}",
            "submissionsUrl": f"{form_url}/@submissions",
            "loginUrl": f"{api.portal.get().absolute_url()}/login",
            "draft": self._describe_draft(),
        }

    def _describe_draft(self) -> dict | None:
        draft = self.filling.draft
        if draft is None:
            return None
        url = draft.absolute_url()
        _assessment, known = recall_key(self.context, draft.submission_key)
        return {
            "key": draft.submission_key,
            "revision": known.revision if known else 0,
            "instanceUrl": f"{url}/@instance",
            "attachmentsUrl": f"{url}/@attachments",
            "attachments": sorted(draft.attachments or ()),
        }


KINDS = "riaya.forms.kinds"


class FormsView(BrowserView):
    """List the published forms by kind, and the drafts that are not finished."""

    @cached_property
    def groups(self) -> list[dict[str, Any]]:
        """Return the kinds of form in their order, each with its forms."""
        by_kind: dict[str, list[FillableForm]] = {}
        for form in find_fillable_forms(self.context):
            by_kind.setdefault(form.kind, []).append(form)
        order = [row["code"] for row in get_rows(KINDS)]
        order += [kind for kind in by_kind if kind not in order]
        return [
            {"id": kind, "title": get_title(KINDS, kind), "forms": by_kind[kind]}
            for kind in order
            if kind in by_kind
        ]

    @cached_property
    def drafts(self) -> list[ItemEntry]:
        """Return the forms that were begun and not handed in, newest first."""
        return [
            entry
            for entry in find_entries(self.context)
            if entry.form and entry.state == "draft"
        ]

    def find_continue_url(self, entry: ItemEntry) -> str:
        """Return where a draft goes on."""
        return get_fill_url(self.context.absolute_url(), entry.form, entry.id)

    def format_day(self, entry: ItemEntry) -> str:
        """Return the day of a draft as it is read."""
        return format_day(entry.on)
