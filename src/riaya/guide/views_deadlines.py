"""The page on which the deadlines of all clocks are set in one table."""

from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from riaya import _
from riaya.core.arabic import to_western_digits
from riaya.core.vocabularies import get_language
from riaya.core.vocabularies import get_rows
from riaya.guide.deadline_table import ClockLine
from riaya.guide.deadline_table import CLOCKS
from riaya.guide.deadline_table import get_table_version
from riaya.guide.deadline_table import GROUPS
from riaya.guide.deadline_table import read_table
from riaya.guide.deadline_table import STEP
from riaya.guide.deadline_table import Table
from riaya.guide.deadline_table import TypedLength
from riaya.guide.deadline_table import write_table
from riaya.guide.exceptions import DeadlinesRefused
from riaya.guide.pages import EditionPage
from zope.i18n import translate


UNITS = "riaya.guide.units"
# Source: the immediate group is answered in hours, the others in working days.
USUAL_UNITS = {"immediate": "hours"}


class DeadlineTableView(EditionPage):
    """Show every clock with its length for each response group, and save what was typed."""

    refusal: DeadlinesRefused | None = None

    def __call__(self) -> str:
        """Show the table, or save it and return to the edition."""
        if self.request.method != "POST":
            return self.index()
        CheckAuthenticator(self.request)
        try:
            write_table(self.edition, self.typed, self.opened)
        except DeadlinesRefused as refusal:
            self.refusal = refusal
            return self.index()
        api.portal.show_message(
            _("msg_deadlines_saved", default="The deadlines are saved."), self.request
        )
        self.request.response.redirect(f"{self.context.absolute_url()}#deadlines")
        return ""

    @property
    def opened(self) -> str:
        """Return the version of the table that the person has seen."""
        typed = self.request.form.get("opened")
        # After a refusal the person was told to read the newer table.
        if typed is None or self.refusal is not None:
            return get_table_version(self.edition)
        return str(typed)

    @cached_property
    def typed(self) -> Table:
        """Return the table as it was typed."""
        return {
            clock["code"]: ClockLine(
                step=self._read(f"{clock['code']}.step"),
                lengths={
                    group["code"]: self._read_length(clock["code"], group["code"])
                    for group in get_rows(GROUPS)
                },
            )
            for clock in get_rows(CLOCKS)
        }

    @property
    def refusals(self) -> list[str]:
        """Return the sentences of a refusal."""
        if self.refusal is None:
            return []
        return [
            self.translate(sentence)
            for sentence in (self.refusal.message, *self.refusal.obstacles)
        ]

    @cached_property
    def lines(self) -> list[dict]:
        """Return the rows of the table with their inputs."""
        table = self.typed if self.refusal is not None else read_table(self.edition)
        return [
            {
                "code": clock["code"],
                "title": clock[get_language()],
                "step_error": self._find_error(clock["code"], STEP),
                "steps": self._list_steps(table[clock["code"]].step),
                "cells": [
                    self._make_cell(clock["code"], group["code"], table)
                    for group in get_rows(GROUPS)
                ],
            }
            for clock in get_rows(CLOCKS)
        ]

    def _make_cell(self, clock: str, group: str, table: Table) -> dict:
        usual = USUAL_UNITS.get(group, "working_days")
        length = table[clock].lengths.get(group, TypedLength("", usual))
        title = next(
            row[get_language()] for row in get_rows(GROUPS) if row["code"] == group
        )
        return {
            "name": f"{clock}.{group}",
            "title": title,
            "label": f"{clock}, {title}",
            "amount": length.amount,
            "error": self._find_error(clock, group),
            "units": [
                {
                    "code": unit["code"],
                    "title": unit[get_language()],
                    "is_chosen": unit["code"] == length.unit,
                }
                for unit in get_rows(UNITS)
            ],
        }

    def _list_steps(self, chosen: str) -> list[dict]:
        return [
            {
                "uid": step.uid,
                "title": f"{step.number} {step.title.text}",
                "is_chosen": step.uid == chosen,
            }
            for chapter in self.chapters
            for step in chapter.steps
        ]

    def _find_error(self, clock: str, column: str) -> str:
        if self.refusal is None or (clock, column) not in self.refusal.cells:
            return ""
        return translate(self.refusal.cells[clock, column], context=self.request)

    def _read_length(self, clock: str, group: str) -> TypedLength:
        amount = to_western_digits(self._read(f"{clock}.{group}.amount"))
        return TypedLength(amount, self._read(f"{clock}.{group}.unit"))

    def _read(self, name: str) -> str:
        return str(self.request.form.get(name, "")).strip()
