"""The pages on which trainers begin, write and order an edition."""

from functools import cached_property
from plone import api
from plone.protect import CheckAuthenticator
from Products.Five.browser import BrowserView
from riaya import _
from riaya.core.arabic import to_western_digits
from riaya.core.exceptions import RiayaError
from riaya.core.forms import AddView
from riaya.core.pages import PostedPage
from riaya.core.vocabularies import get_language
from riaya.core.vocabularies import get_rows
from riaya.guide.authoring.copying import copy_edition
from riaya.guide.authoring.deadline_table import ClockLine
from riaya.guide.authoring.deadline_table import CLOCKS
from riaya.guide.authoring.deadline_table import get_table_version
from riaya.guide.authoring.deadline_table import GROUPS
from riaya.guide.authoring.deadline_table import read_table
from riaya.guide.authoring.deadline_table import STEP
from riaya.guide.authoring.deadline_table import Table
from riaya.guide.authoring.deadline_table import TypedLength
from riaya.guide.authoring.deadline_table import write_table
from riaya.guide.authoring.ordering import move_part
from riaya.guide.authoring.ordering import move_step
from riaya.guide.authoring.ordering import order_parts
from riaya.guide.content import Guide
from riaya.guide.exceptions import DeadlinesRefused
from riaya.guide.lookup import FROZEN_STATES
from riaya.guide.reading.pages import EditionPage
from riaya.guide.reading.readable import choose_wording
from riaya.guide.states import get_state
from typing import Any
from zExceptions import BadRequest
from zope.i18n import translate
from zope.i18nmessageid import Message

import json


class GuideAddView(AddView):
    """The page on which an edition, a chapter or a step is written."""


class NewEditionView(PostedPage):
    """Begin a new edition from one that was published."""

    def act(self) -> Message:
        """Make the draft."""
        self.draft = copy_edition(self._get_source(), self.number)
        return _(
            "msg_edition_begun",
            default="Edition ${number} is a draft now. Change what has to change, then send it to review.",
            mapping={"number": self.draft.edition},
        )

    def find_way(self) -> str:
        """Return the draft."""
        return self.draft.absolute_url()

    @property
    def number(self) -> str:
        """Return the number that was typed."""
        return str(self.request.form.get("edition", ""))

    @property
    def sources(self) -> list[dict]:
        """Return the editions that a new one can begin from, the one in force first."""
        brains = api.content.find(
            context=self.context,
            depth=1,
            portal_type="riaya.guide",
            review_state=list(FROZEN_STATES),
        )
        chosen = self.request.form.get("source")
        editions = sorted((brain.getObject() for brain in brains), key=get_state)
        return [
            {
                "id": edition.getId(),
                "title": choose_wording(edition.title, edition.title_en),
                "number": edition.edition,
                "is_chosen": edition.getId() == chosen
                or (not chosen and position == 0),
            }
            for position, edition in enumerate(editions)
        ]

    def _get_source(self) -> Guide:
        source = self.context.get(str(self.request.form.get("source", "")))
        if source is None or get_state(source) not in FROZEN_STATES:
            raise BadRequest("Choose the edition from which the new one begins.")
        return source


def check_post(request: Any) -> None:
    """Raise BadRequest or Forbidden unless a form of this site was posted."""
    if request.method != "POST":
        raise BadRequest("Parts of the guide are moved by a POST request only.")
    CheckAuthenticator(request)


class MovePartView(BrowserView):
    """Move a chapter or a step up or down."""

    def __call__(self) -> str:
        """Move what was posted and return to the edition."""
        check_post(self.request)
        form = self.request.form
        try:
            move_part(
                self.context, str(form.get("part", "")), str(form.get("direction", ""))
            )
        except (KeyError, ValueError) as error:
            raise BadRequest("Say which part, and up or down.") from error
        self.request.response.redirect(self.context.absolute_url())
        return ""


class OrderPartsView(BrowserView):
    """Put the parts in the order to which somebody dragged them; for the page's script."""

    def __call__(self) -> str:
        """Return JSON: nothing to say, or the sentence of a refusal with status 400."""
        check_post(self.request)
        response = self.request.response
        response.setHeader("Content-Type", "application/json")
        names = self.request.form.get("parts", [])
        try:
            order_parts(self.context, [names] if isinstance(names, str) else names)
        except RiayaError as error:
            response.setStatus(400)
            return json.dumps(
                {"message": translate(error.message, context=self.request)}
            )
        return json.dumps({})


class MoveStepView(BrowserView):
    """Move a step to another chapter."""

    def __call__(self) -> str:
        """Move the step and show it at its new place; a refusal is shown as such."""
        check_post(self.request)
        step = move_step(self.context, str(self.request.form.get("chapter", "")))
        api.portal.show_message(
            _(
                "msg_step_moved",
                default="The step stands at the end of this chapter now.",
            ),
            self.request,
        )
        self.request.response.redirect(step.absolute_url())
        return ""


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
