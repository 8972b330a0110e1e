"""The clocks of a case in words, as its page lists them."""

from dataclasses import dataclass
from riaya import _
from riaya.cases.clocks.running import ClockState
from riaya.cases.clocks.running import Deadline
from riaya.cases.clocks.running import DueChange
from riaya.cases.clocks.running import find_changes
from riaya.cases.clocks.running import find_deadlines
from riaya.cases.clocks.running import find_finished
from riaya.cases.content import Case
from riaya.core.time.dates import format_moment
from riaya.core.vocabularies import get_title
from zope.i18nmessageid import Message


STATES = {
    ClockState.RUNNING: _("label_clock_running", default="Running"),
    ClockState.MET: _("label_clock_met", default="Met in time"),
    ClockState.LATE: _("label_clock_late", default="Met late"),
    ClockState.OVERDUE: _("label_clock_overdue", default="Overdue"),
}
LEVELS = {
    "supervisor": _("label_told_supervisor", default="told to the supervisor"),
    "director": _("label_told_director", default="told to the director"),
}
REASONS = {
    "response_group": _(
        "label_due_changed_group", default="the response group was changed"
    ),
    "edition": _(
        "label_due_changed_edition", default="the case went to another guide edition"
    ),
    "calendar": _(
        "label_due_changed_calendar", default="the working calendar was changed"
    ),
}


@dataclass(frozen=True)
class ClockFact:
    """One run of a clock in words; `told` says who heard that it ran over, and when."""

    title: str
    state: str
    state_title: Message
    due: str
    met: str
    told: list[tuple[Message, str]]

    @property
    def is_overdue(self) -> bool:
        """Return True while something is late and still to be done."""
        return self.state == ClockState.OVERDUE


@dataclass(frozen=True)
class ChangeFact:
    """A due moment that was moved, in words."""

    title: str
    at: str
    reason: Message
    former_due: str
    due: str


def describe_deadlines(case: Case) -> list[ClockFact]:
    """Return the clocks: those that run, the first due first, then those that were met."""
    found = find_deadlines(case)
    running = sorted((d for d in found if d.met_at is None), key=lambda d: d.due_at)
    return [_describe(d) for d in (*running, *(d for d in found if d.met_at))]


def describe_earlier_runs(case: Case) -> list[ClockFact]:
    """Return the finished runs that a later run of the same clock hides, newest first."""
    shown = set(find_deadlines(case))
    return [_describe(d) for d in reversed(list(find_finished(case))) if d not in shown]


def describe_changes(case: Case) -> list[ChangeFact]:
    """Return the due moments that were moved, the newest first."""
    return [_describe_change(change) for change in reversed(find_changes(case))]


def _describe(deadline: Deadline) -> ClockFact:
    return ClockFact(
        title=get_title("riaya.guide.clocks", deadline.clock),
        state=str(deadline.state),
        state_title=STATES[deadline.state],
        due=format_moment(deadline.due_at),
        met=format_moment(deadline.met_at),
        told=[(LEVELS[level], format_moment(at)) for level, at in deadline.escalated],
    )


def _describe_change(change: DueChange) -> ChangeFact:
    return ChangeFact(
        title=get_title("riaya.guide.clocks", change.clock),
        at=format_moment(change.at),
        reason=REASONS[change.reason],
        former_due=format_moment(change.former_due),
        due=format_moment(change.due),
    )
