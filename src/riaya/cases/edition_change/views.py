"""The page on which a supervisor moves a case to the edition in force."""

from collections.abc import Iterator
from functools import cached_property
from riaya import _
from riaya.cases.edition_change.changing import change_edition
from riaya.cases.edition_change.preview import EditionPreview
from riaya.cases.edition_change.preview import preview_edition_change
from riaya.core.pages import PostedPage
from riaya.core.time.dates import format_day
from riaya.core.time.dates import format_moment
from riaya.core.vocabularies import get_title
from riaya.guide.lookup import get_edition
from typing import Any
from zope.i18nmessageid import Message


class ChangeEditionView(PostedPage):
    """Show what another edition changes for the case, and move it when confirmed."""

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
                "stage": get_title("riaya.guide.stages", each.stage),
                "sentences": each.sentences,
            }

    @property
    def comment(self) -> str:
        """Return what was typed so far."""
        return str(self.request.form.get("comment", ""))

    def act(self) -> Message:
        """Move the case to the edition that the page showed."""
        edition: Any = get_edition(self.get("guide"))
        change_edition(self.context, edition, self.comment)
        return _(
            "msg_case_moved_to_edition",
            default="Case ${number} is on edition ${edition} of the guide now.",
            mapping={"number": self.context.case_number, "edition": edition.edition},
        )
