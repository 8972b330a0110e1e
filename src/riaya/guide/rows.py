"""The rows of tables in a guide: deadlines, escalations, tasks, certificates."""

from collections.abc import Iterator
from collections.abc import Mapping
from riaya import _
from riaya.core.rows.fields import InvalidRow
from riaya.core.rows.fields import refuse_cell
from riaya.core.rows.fields import RowList
from riaya.guide.durations import find_length_fault
from typing import Any
from zope import schema
from zope.interface import Interface


LABEL_LENGTH = _("label_deadline_length", default="Length")


class IDeadlineRow(Interface):
    """How long one clock may run for one response group."""

    clock = schema.Choice(
        title=_("label_clock", default="Clock"), vocabulary="riaya.guide.clocks"
    )
    group = schema.Choice(
        title=_("label_response_group", default="Response group"),
        vocabulary="riaya.guide.response_groups",
    )
    amount = schema.Int(title=_("label_amount", default="Amount"))
    unit = schema.Choice(
        title=_("label_unit", default="Unit"), vocabulary="riaya.guide.units"
    )


class IEscalationRow(Interface):
    """Who hears of a clock that ran over, and how long after it fell due."""

    clock = schema.Choice(
        title=_("label_clock", default="Clock"), vocabulary="riaya.guide.clocks"
    )
    supervisor_after = schema.Int(
        title=_("label_supervisor_after", default="To the supervisor after"),
        min=0,
        max=3650,
    )
    director_after = schema.Int(
        title=_("label_director_after", default="To the director after"),
        min=0,
        max=3650,
    )
    unit = schema.Choice(
        title=_("label_unit", default="Unit"), vocabulary="riaya.guide.units"
    )


class IStandardTaskRow(Interface):
    """A task that falls due when the stage is entered."""

    title = schema.TextLine(title=_("label_task", default="Task"))
    title_en = schema.TextLine(
        title=_("label_task_english", default="Task (English)"), required=False
    )
    responsible_role = schema.Choice(
        title=_("label_responsible_role", default="Responsible role"),
        vocabulary="riaya.security.roles",
        required=False,
    )
    days = schema.Int(
        title=_("label_days", default="Days"), required=False, min=0, max=3650
    )


class ICertificateRow(Interface):
    """A role for which workers need a valid certificate of a course."""

    role = schema.Choice(
        title=_("label_role", default="Role"), vocabulary="riaya.security.roles"
    )
    course = schema.ASCIILine(
        title=_("label_course_code", default="Course code"), max_length=40
    )


class DeadlineList(RowList):
    """Deadlines by clock and response group, none of them longer than two years."""

    def __init__(self, **kw: Any):
        super().__init__(IDeadlineRow, **kw)

    def find_refusals(self, number: int, row: Any) -> Iterator[InvalidRow]:
        """Return what is wrong with one row, by its number from 1."""
        faults = list(super().find_refusals(number, row))
        yield from faults
        if faults or not isinstance(row, Mapping):
            return
        if fault := find_length_fault(row["amount"], row["unit"]):
            amount = IDeadlineRow["amount"].bind(self.context)
            yield refuse_cell(number, amount, fault)
