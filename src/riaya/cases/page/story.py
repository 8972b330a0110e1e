"""The timeline of a case in words, a page at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from riaya.cases.content import Case
from riaya.cases.items.entries import ItemEntry
from riaya.cases.items.kinds import get_item_occurrence
from riaya.cases.timeline import count_occurrences
from riaya.cases.timeline import find_occurrences
from riaya.cases.timeline import Occurrence
from riaya.cases.wording import get_case_occurrence
from riaya.core.time.dates import format_moment
from riaya.core.vocabularies import get_title
from riaya.security.people import find_names
from riaya.transitions.wording import get_type_title
from typing import Any


@dataclass(frozen=True)
class Moment:
    """One occurrence in the timeline, in words."""

    at: datetime
    readable_at: str
    title: str
    target: str
    url: str
    by: str
    comment: str


class Story:
    """One page of what happened to a case, with links to what one may see."""

    def __init__(self, case: Case, request: Any, entries: list[ItemEntry], size: int):
        self.case = case
        self.request = request
        self.entries = entries
        self.size = size

    @cached_property
    def start(self) -> int:
        """Return where the page of the timeline begins."""
        start = str(self.request.form.get("start", "0"))
        return int(start) if start.isdigit() else 0

    @cached_property
    def total(self) -> int:
        """Return how many occurrences there are."""
        return count_occurrences(self.case)

    @cached_property
    def occurrences(self) -> list:
        """Return the occurrences of this page of the timeline."""
        return find_occurrences(self.case, self.start, self.size)

    @cached_property
    def names(self) -> dict[str, str]:
        """Return the names of the actors, each looked up once."""
        return find_names(each.actor for each in self.occurrences)

    @property
    def moments(self) -> Iterator[Moment]:
        """Return the occurrences in words, newest first."""
        visible = {entry.id: entry for entry in self.entries}
        for each in self.occurrences:
            entry = visible.get(each.target_id)
            is_of_case = not each.target_id
            yield Moment(
                each.at,
                format_moment(each.at),
                get_case_occurrence(each.kind)
                if is_of_case
                else get_item_occurrence(each.target_type, each.kind),
                ""
                if is_of_case
                else entry.title
                if entry
                else get_type_title(each.target_type),
                entry.url if entry else "",
                self.names.get(each.actor, ""),
                _say_comment(each),
            )

    @property
    def older_start(self) -> int | None:
        """Return where the next page of the timeline begins, if there is one."""
        older = self.start + self.size
        return older if older < self.total else None

    @property
    def newer_start(self) -> int | None:
        """Return where the page before begins, if there is one."""
        return max(self.start - self.size, 0) if self.start else None


def _say_comment(occurrence: Occurrence) -> str:
    """Return what was said, or the name of the clock that ran over."""
    if occurrence.kind.startswith("escalated_to_"):
        return get_title("riaya.guide.clocks", occurrence.comment)
    return occurrence.comment
