"""What starts and stops clocks: marks of the case, and those that its items make.

Source: the standards' table of time limits, column "trigger → due".
"""

from dataclasses import dataclass
from riaya.cases.stages import Stage


@dataclass(frozen=True)
class ClockMarks:
    """Clocks that something stops, then starts.

    With `of_item` each item of a file has clocks of its own.  With `only_in` a
    clock starts in that stage alone; it stops in every stage.
    """

    stops: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    of_item: bool = False
    only_in: Stage | None = None


# What items of several kinds mean for the clocks of the case.
CONTACT = ClockMarks(("T4", "T7", "T11"), ("T7",), only_in=Stage.IMPLEMENTATION)
REVIEW = ClockMarks(("T8",), ("T8",), only_in=Stage.IMPLEMENTATION)
DECISION_ASKED = ClockMarks(starts=("T10",), of_item=True)
DECISION_GIVEN = ClockMarks(stops=("T10",), of_item=True)
