"""The page on which a supervisor moves a case to the edition in force."""

from collections.abc import Iterator
from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from riaya import _
from riaya.cases.edition_change.changing import change_edition
from riaya.cases.edition_change.preview import EditionPreview
from riaya.cases.edition_change.preview import preview_edition_change
from riaya.core.exceptions import RiayaError
from riaya.core.time.dates import format_day
from riaya.core.time.dates import format_moment
from riaya.core.vocabularies import get_title
from riaya.guide.lookup import get_edition
from typing import Any
from zope.i18nmessageid import Message

import transaction


class ChangeEditionView(BrowserView):
    """Show what another edition changes for the case, and move it when confirmed."""

    error: Message | None = None

    def __call__(self) -> str:
        """Return the page, or lead back to the case."""
        if self.request.method == "POST":
            CheckAuthenticator(self.request)
            if self._change():
                self.request.response.redirect(self.context.absolute_url())
                return ""
        return self.index()

    @cached_property
    def preview(self) -> EditionPreview | None:
        """Return what the edition in force changes; None when the case is on it."""
        return preview_edition_change(self.context)

    @property
    def editions(self) -> list[dict[str, Any]]:
        """Return the present and the new edition with their numbers and days."""
        preview = self.preview
        rows = (
            (_("label_present_edition", default="Edition of this case"), "present"),
            (_("label_edition_in_force", default="Edition in force"), "edition"),
        )
        return [
            {
                "label": label,
                "number": edition.edition,
                "url": edition.absolute_url(),
                "day": format_day(edition.effective_from),
            }
            for label, name in rows
            if (edition := getattr(preview, name)) is not None
        ]

    @property
    def deadlines(self) -> Iterator[dict[str, Any]]:
        """Return the open clocks in words, with both due moments."""
        for each in self.preview.deadlines if self.preview else ():
            yield {
                "title": get_title("riaya.guide.clocks", each.clock),
                "due": format_moment(each.due_at),
                "new_due": format_moment(each.new_due_at),
                "is_moved": each.due_at != each.new_due_at,
            }

    @property
    def changes(self) -> Iterator[dict[str, Any]]:
        """Return the steps that differ, each with the name of its stage."""
        for each in self.preview.changes if self.preview else ():
            yield {
                "title": each.title,
                "stage": get_title("riaya.cases.stages", each.stage),
                "sentences": each.sentences,
            }

    @property
    def comment(self) -> str:
        """Return what was typed so far."""
        return str(self.request.form.get("comment", ""))

    def _change(self) -> bool:
        """Return True when the case was moved; otherwise nothing was stored."""
        before = transaction.savepoint(optimistic=True)
        edition: Any = get_edition(str(self.request.form.get("guide", "")))
        try:
            change_edition(self.context, edition, self.comment)
        except RiayaError as refusal:
            before.rollback()
            self.error = refusal.message
            return False
        api.portal.show_message(
            _(
                "msg_case_moved_to_edition",
                default="Case ${number} is on edition ${edition} of the guide now.",
                mapping={
                    "number": self.context.case_number,
                    "edition": edition.edition,
                },
            ),
            self.request,
        )
        return True
