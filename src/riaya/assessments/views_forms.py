"""The forms that can be filled in for a case."""

from functools import cached_property
from Products.Five.browser import BrowserView
from riaya.cases.contents import Entry
from riaya.cases.contents import find_entries
from riaya.cases.fillable import FillableForm
from riaya.cases.fillable import find_fillable_forms
from riaya.cases.fillable import get_fill_url
from riaya.core.dates import format_day
from riaya.core.vocabularies import get_rows
from riaya.core.vocabularies import get_title
from typing import Any


KINDS = "riaya.assessments.kinds"


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
    def drafts(self) -> list[Entry]:
        """Return the forms that were begun and not handed in, newest first."""
        return [
            entry
            for entry in find_entries(self.context)
            if entry.form and entry.state == "draft"
        ]

    def find_continue_url(self, entry: Entry) -> str:
        """Return where a draft goes on."""
        return get_fill_url(self.context.absolute_url(), entry.form, entry.id)

    def format_day(self, entry: Entry) -> str:
        """Return the day of a draft as it is read."""
        return format_day(entry.on)
